#include "views/reasons.h"

#include <algorithm>
#include <array>
#include <utility>

namespace nexcyte::views {
namespace {

using Row = std::pair<std::string_view, ReasonText>;

// Every stable word of product.md section 4 and of the use cases' contracts.
constexpr std::array<Row, 35> kReasons = {{
    {"malformed",
     {"This could not be read", "What was sent is damaged or incomplete.",
      "Go back, reload the page and try again."}},
    {"invalid",
     {"Please check what you entered", "Something in it cannot be used as it is.",
      "Correct it and send it again."}},
    {"idempotency_mismatch",
     {"This was already sent with other values",
      "The same request was sent before, with other values.", "Reload the page and start again."}},
    {"unauthenticated",
     {"Please sign in", "You need to be signed in for this.", "Sign in and try again."}},
    {"sign_in_failed",
     {"That did not work", "The e-mail address or the password is not right.",
      "Check both, or set a new password."}},
    {"forbidden",
     {"You may not do this", "Your account does not have the right for this.",
      "If you think it should, please ask us."}},
    {"kind_not_allowed",
     {"Not open to your account", "This kind of appointment is not open to your account.",
      "Choose another one, or ask us."}},
    {"csrf_failed",
     {"This form is no longer valid",
      "The page was open for long, or you signed in or out in another window.",
      "Reload the page and send it again."}},
    {"not_found",
     {"There is nothing here", "This address does not lead anywhere, or not for you.",
      "Check the address, or start from one of these pages."}},
    {"token_invalid",
     {"This link does not work any more", "It was used already, or it is too old.",
      "If you used it, just sign in. Otherwise ask for a new one."}},
    {"purpose_unknown",
     {"This cannot be booked", "There is no such appointment, or not any more.",
      "Choose another one."}},
    {"method_not_allowed",
     {"This does not work here", "The address exists, but not for this kind of request.",
      "Start again from one of these pages."}},
    {"conflict",
     {"Something changed meanwhile", "What you wanted to change has changed meanwhile.",
      "Reload the page and look at it again."}},
    {"slot_taken",
     {"That time has just been taken", "Somebody else was a moment faster.",
      "Choose another time."}},
    {"reservation_expired",
     {"The time is no longer held", "We hold a chosen time for a few minutes only.",
      "Choose a time again; it may still be free."}},
    {"booking_closed",
     {"This booking cannot be changed", "It is over, cancelled or was never confirmed.",
      "You can book another time."}},
    {"booking_busy",
     {"A change is under way", "Another change of this booking has not ended yet.",
      "Wait a moment and look at the booking again."}},
    {"too_late_to_cancel",
     {"Too late to cancel here", "This booking is too close to be cancelled here.",
      "Please get in touch with us."}},
    {"too_late_to_reschedule",
     {"Too late to move here", "This booking is too close to be moved here.",
      "Please get in touch with us."}},
    {"too_many_moves",
     {"Moved often enough", "This booking has been moved as often as is allowed.",
      "Please get in touch with us."}},
    {"too_many_bookings",
     {"You have enough ahead", "You have as many open bookings as are allowed.",
      "Keep or cancel one of them first."}},
    {"scheduling_disabled",
     {"Booking is closed at the moment", "Nothing can be booked here right now.",
      "Your existing bookings stay as they are. Please try again later."}},
    {"changed_meanwhile",
     {"Somebody else saved first",
      "This was changed while you had it open. Nothing of yours is lost.",
      "Look at what differs, then save again."}},
    {"own_membership",
     {"Nobody changes their own rights", "Another admin has to do this, so that one always stays.",
      "Ask another admin, or invite one first."}},
    {"alias_needed",
     {"Cal.com would write to people itself",
      "An event type is open whose own mails Cal.com sends, and Cal.com is given real addresses.",
      "Switch its mails off at Cal.com, or use an alias per booking."}},
    {"organization_not_available",
     {"This organisation is not available",
      "Cal.com has no such organisation for this portal, or it belongs to another business here.",
      "Check the address of your organisation at Cal.com, or ask the operator of your portal."}},
    {"organization_missing",
     {"Your organisation at Cal.com is not set yet", "Its event types are not known without it.",
      "Enter your organisation under Settings first."}},
    {"event_type_not_available",
     {"This event type is not available",
      "It does not exist for you, or it already stands behind another purpose.",
      "Choose another event type."}},
    {"too_large",
     {"That is too much", "What was sent is larger than we accept.", "Make it shorter."}},
    {"unsupported_type",
     {"This could not be read", "It was sent in a form that we do not read.",
      "Send it as application/json, or use the form of the page."}},
    {"signed_in_again",
     {"This is your form as you left it", "You are signed in again, and nothing is saved yet.",
      "Look it over, then send it."}},
    {"rate_limited",
     {"Too many tries", "There were too many tries in a short time.", "Please wait a little."}},
    {"calendar_unavailable",
     {"The calendar does not answer", "We cannot reach the calendar right now. Nothing was lost.",
      "Please try again in a moment."}},
    {"unavailable",
     {"One moment, please", "We are busy right now and could not finish this.",
      "Please try again in a moment."}},
    {"internal",
     {"Something went wrong", "That was our mistake, and we have a record of it.",
      "Please try again. If it happens again, tell us."}},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 31> kNotices = {{
    {"notices_read", "All notices are marked as read."},
    {"booked", "Your booking is confirmed. A mail with the details is on its way."},
    {"requested", "We have your request. You get a mail as soon as it is confirmed."},
    {"cancelled", "The booking is cancelled."},
    {"moved", "The booking is moved. A mail with the new time is on its way."},
    {"released", "The time is free again. Choose another one."},
    {"saved", "Saved."},
    {"password_changed", "Your password is changed. All other devices are signed out."},
    {"code_sent", "We have sent a code to your phone."},
    {"phone_verified", "Your number is confirmed."},
    {"device_signed_out", "That device is signed out."},
    {"verified", "Your address is confirmed. You can sign in now."},
    {"password_reset", "Your password is set. Sign in with the new one."},
    {"signed_out", "You are signed out."},
    {"booked_before", "You have booked this time already."},
    {"booked_for", "It is booked. A mail with the details is on its way to them."},
    {"requested_for", "It is asked for. They get a mail as soon as the host has answered."},
    {"moved_for", "It is moved. A mail with the new time is on its way to them."},
    {"cancelled_for", "It is cancelled. They are told by a mail."},
    {"resent", "The message goes out once more."},
    {"paused", "Paused. Messages about bookings wait until you resume."},
    {"resumed", "Resumed. What has waited leaves now."},
    {"requeued", "It is sent once more."},
    {"dropped", "It will not be sent."},
    {"invited", "The invitation is on its way."},
    {"withdrawn", "The invitation is withdrawn. Its link works no more."},
    {"member_signed_out", "This person is signed out everywhere."},
    {"logo_saved", "This is your logo now."},
    {"logo_removed", "The logo is removed."},
    {"joined", "Welcome. You can sign in now."},
    {"text_restored", "The built-in text is used again."},
}};

const ReasonText* Find(std::string_view word) {
  const auto* row = std::find_if(kReasons.begin(), kReasons.end(),
                                 [word](const Row& r) { return r.first == word; });
  return row == kReasons.end() ? nullptr : &row->second;
}

std::string_view WordOf(domain::ErrorCode code) {
  using domain::ErrorCode;
  switch (code) {
    case ErrorCode::kMalformed:
      return "malformed";
    case ErrorCode::kInvalid:
      return "invalid";
    case ErrorCode::kUnauthenticated:
      return "unauthenticated";
    case ErrorCode::kForbidden:
      return "forbidden";
    case ErrorCode::kNotFound:
      return "not_found";
    case ErrorCode::kMethodNotAllowed:
      return "method_not_allowed";
    case ErrorCode::kConflict:
      return "conflict";
    case ErrorCode::kTooLarge:
      return "too_large";
    case ErrorCode::kUnsupportedType:
      return "unsupported_type";
    case ErrorCode::kRateLimited:
      return "rate_limited";
    case ErrorCode::kUnavailable:
      return "unavailable";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

}  // namespace

const ReasonText& TextOf(std::string_view reason, domain::ErrorCode code) {
  const ReasonText* text = Find(reason);
  return text != nullptr ? *text : *Find(WordOf(code));
}

const ReasonText& TextOf(std::string_view reason) {
  return TextOf(reason, domain::ErrorCode::kInvalid);
}

std::string_view NoticeOf(std::string_view word) {
  const auto* row = std::find_if(kNotices.begin(), kNotices.end(),
                                 [word](const auto& r) { return r.first == word; });
  return row == kNotices.end() ? std::string_view() : row->second;
}

}  // namespace nexcyte::views
