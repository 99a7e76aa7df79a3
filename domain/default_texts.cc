#include <map>
#include <utility>

#include "domain/error.h"
#include "domain/message_frame.h"
#include "domain/notification.h"

namespace nexcyte::domain {
namespace {

using TextsByEvent = std::map<std::string, MessageTexts, std::less<>>;
using WordsByEvent = std::map<std::string, MailWords, std::less<>>;

constexpr const char* kHello = "Hello {{attendee_name}},";
constexpr const char* kManage = "See or change your booking";
constexpr const char* kIgnore =
    "If you did not ask for this, you need not do anything: nothing happens unless the link is "
    "used.";

MailWords BookingCreated() {
  return {"Booked: {{purpose}} on {{start_date}}, {{start_time}} ({{time_zone}})",
          "You are booked",
          {kHello, "Your appointment with {{tenant_name}} is confirmed. We look forward to it."},
          {{"What", "{{purpose}}"},
           {"Starts", "{{start_local}}"},
           {"Ends", "{{end_local}}"},
           {"Where", "{{location}}"}},
          kManage,
          {"Something came up? You can choose another time or cancel on that page."}};
}

MailWords BookingRescheduled() {
  return {"New time: {{purpose}} on {{start_date}}, {{start_time}} ({{time_zone}})",
          "Your appointment has a new time",
          {kHello, "Your appointment with {{tenant_name}} has been moved."},
          {{"What", "{{purpose}}"},
           {"New start", "{{start_local}}"},
           {"New end", "{{end_local}}"},
           {"Previously", "{{old_start_local}}"},
           {"Where", "{{location}}"},
           {"Reason", "{{reason}}"}},
          kManage,
          {"The new time does not suit you? You can choose another one on that page."}};
}

MailWords BookingCancelled() {
  return {"Cancelled: {{purpose}} on {{start_date}}, {{start_time}} ({{time_zone}})",
          "Your appointment is cancelled",
          {kHello, "Your appointment with {{tenant_name}} will not take place."},
          {{"What", "{{purpose}}"}, {"Was to start", "{{start_local}}"}, {"Reason", "{{reason}}"}},
          "See the booking",
          {"You are welcome to book another time in the portal whenever it suits you."}};
}

MailWords BookingRequested() {
  return {
      "Requested: {{purpose}} on {{start_date}}, {{start_time}} ({{time_zone}})",
      "We have your request",
      {kHello,
       "Thank you. {{tenant_name}} has been asked for this time and still has to confirm it. We "
       "write to you as soon as that is done."},
      {{"What", "{{purpose}}"},
       {"Would start", "{{start_local}}"},
       {"Would end", "{{end_local}}"},
       {"Where", "{{location}}"}},
      "See or withdraw your request",
      {"Please do not count on this time before you hear from us."}};
}

MailWords BookingRejected() {
  return {"Not confirmed: {{purpose}} on {{start_date}}, {{start_time}} ({{time_zone}})",
          "This time did not work out",
          {kHello, "We are sorry: {{tenant_name}} could not confirm the time that you asked for."},
          {{"What", "{{purpose}}"}, {"Asked for", "{{start_local}}"}, {"Reason", "{{reason}}"}},
          "See the request",
          {"You are welcome to ask for another time in the portal."}};
}

MailWords BookingFailed() {
  return {"Not booked: {{purpose}} on {{start_date}}, {{start_time}} ({{time_zone}})",
          "Your booking did not go through",
          {kHello,
           "We are sorry: your booking at {{tenant_name}} could not be completed. Nothing has been "
           "booked, and nobody expects you at this time."},
          {{"What", "{{purpose}}"}, {"Not booked", "{{start_local}}"}},
          "See what happened",
          {"Please choose a time again in the portal. We are sorry for the trouble."}};
}

MailWords BookingReminder() {
  return {"Reminder: {{purpose}} on {{start_date}}, {{start_time}} ({{time_zone}})",
          "See you soon",
          {kHello, "This is a reminder of your appointment with {{tenant_name}}."},
          {{"What", "{{purpose}}"},
           {"Starts", "{{start_local}}"},
           {"Ends", "{{end_local}}"},
           {"Where", "{{location}}"}},
          kManage,
          {"Something came up? Please move or cancel it on that page, so that others can have the "
           "time."}};
}

constexpr const char* kSeeBooking = "See the booking";
constexpr const char* kAttendeeKnows = "{{attendee_name}} has been told as well.";

MailWords StaffCreated() {
  return {"{{attendee_name}} booked {{purpose}}: {{start_date}}, {{start_time}} ({{time_zone}})",
          "A new booking",
          {"{{attendee_name}} booked an appointment with you."},
          {{"Who", "{{attendee_name}}"},
           {"What", "{{purpose}}"},
           {"Starts", "{{start_local}}"},
           {"Ends", "{{end_local}}"},
           {"Where", "{{location}}"}},
          kSeeBooking,
          {kAttendeeKnows}};
}

MailWords StaffRescheduled() {
  return {
      "Moved: {{purpose}} with {{attendee_name}}, now {{start_date}}, {{start_time}} "
      "({{time_zone}})",
      "A booking has a new time",
      {"The appointment with {{attendee_name}} has been moved."},
      {{"Who", "{{attendee_name}}"},
       {"What", "{{purpose}}"},
       {"New start", "{{start_local}}"},
       {"New end", "{{end_local}}"},
       {"Previously", "{{old_start_local}}"},
       {"Where", "{{location}}"},
       {"Reason", "{{reason}}"}},
      kSeeBooking,
      {kAttendeeKnows}};
}

MailWords StaffCancelled() {
  return {
      "Cancelled: {{purpose}} with {{attendee_name}}, {{start_date}}, {{start_time}} "
      "({{time_zone}})",
      "A booking is cancelled",
      {"The appointment with {{attendee_name}} will not take place."},
      {{"Who", "{{attendee_name}}"},
       {"What", "{{purpose}}"},
       {"Was to start", "{{start_local}}"},
       {"Reason", "{{reason}}"}},
      kSeeBooking,
      {kAttendeeKnows}};
}

MailWords StaffRequested() {
  return {"{{attendee_name}} asks for {{purpose}}: {{start_date}}, {{start_time}} ({{time_zone}})",
          "A request is waiting",
          {"{{attendee_name}} asks for this time. It still has to be confirmed in the calendar."},
          {{"Who", "{{attendee_name}}"},
           {"What", "{{purpose}}"},
           {"Would start", "{{start_local}}"},
           {"Would end", "{{end_local}}"},
           {"Where", "{{location}}"}},
          "See the request",
          {"{{attendee_name}} knows that the time is not certain yet."}};
}

MailWords StaffRejected() {
  return {
      "Not confirmed: {{purpose}} with {{attendee_name}}, {{start_date}}, {{start_time}} "
      "({{time_zone}})",
      "A request was declined",
      {"The time that {{attendee_name}} asked for has not been confirmed."},
      {{"Who", "{{attendee_name}}"},
       {"What", "{{purpose}}"},
       {"Asked for", "{{start_local}}"},
       {"Reason", "{{reason}}"}},
      "See the request",
      {kAttendeeKnows}};
}

MailWords StaffFailed() {
  return {
      "Not booked: {{purpose}} for {{attendee_name}}, {{start_date}}, {{start_time}} "
      "({{time_zone}})",
      "A booking did not go through",
      {"{{attendee_name}} wanted to book this time, but the booking could not be completed. "
       "Nothing is in the calendar."},
      {{"Who", "{{attendee_name}}"}, {"What", "{{purpose}}"}, {"Not booked", "{{start_local}}"}},
      kSeeBooking,
      {"{{attendee_name}} has been asked to choose a time again."}};
}

// No name in the mails about accounts: whoever fills in the form could write anything to anybody.
MailWords AccountVerify() {
  return {"Confirm your e-mail address for {{tenant_name}}",
          "Welcome",
          {"Hello,",
           "Somebody, probably you, signed up at {{tenant_name}} with this address. Please confirm "
           "that it is yours; then you can log in and book."},
          {},
          "Confirm my address",
          {"The link works once, within 24 hours.", kIgnore}};
}

MailWords AccountExists() {
  return {"You already have an account at {{tenant_name}}",
          "You already have an account",
          {"Hello,",
           "Somebody, probably you, tried to sign up at {{tenant_name}} with this address, which "
           "has an account there already. Nothing about it has changed."},
          {},
          "Log in",
          {"You do not remember your password? Choose \"Forgotten password\" on that page, and we "
           "send you a link for a new one.",
           "If it was not you, you need not do anything."}};
}

MailWords AccountJoin() {
  return {
      "Confirm that you want to join {{tenant_name}}",
      "Welcome",
      {"Hello,",
       "Somebody, probably you, signed up at {{tenant_name}} with this address. You already "
       "have an account with us from another portal, and it can be used here too."},
      {},
      "Join with my account",
      {"Log in with the password that you have. The one that was typed when signing up just now "
       "is not used.",
       "The link works once, within 24 hours.", kIgnore}};
}

MailWords AccountReset() {
  return {"Choose a new password for {{tenant_name}}",
          "Choose a new password",
          {"Hello,",
           "Somebody, probably you, asked for a new password for the account with this address at "
           "{{tenant_name}}."},
          {},
          "Choose a new password",
          {"The link works once, within 45 minutes. Afterwards you are logged out everywhere.",
           "If you did not ask for this, you need not do anything: your password stays as it is."}};
}

MailWords MemberInvited() {
  return {
      "{{tenant_name}} invites you to its portal",
      "You are invited",
      {"Hello,", "{{tenant_name}} would like you to join its portal with this address."},
      {},
      "Accept the invitation",
      {"The link works once, within 7 days. If you already have an account with us from another "
       "portal, you keep it and its password.",
       kIgnore}};
}

WordsByEvent MailWordsByEvent() {
  return {
      {"booking_created", BookingCreated()},
      {"booking_rescheduled", BookingRescheduled()},
      {"booking_cancelled", BookingCancelled()},
      {"booking_requested", BookingRequested()},
      {"booking_rejected", BookingRejected()},
      {"booking_failed", BookingFailed()},
      {"booking_reminder", BookingReminder()},
      {"staff_booking_created", StaffCreated()},
      {"staff_booking_rescheduled", StaffRescheduled()},
      {"staff_booking_cancelled", StaffCancelled()},
      {"staff_booking_requested", StaffRequested()},
      {"staff_booking_rejected", StaffRejected()},
      {"staff_booking_failed", StaffFailed()},
      {"account_verify", AccountVerify()},
      {"account_exists", AccountExists()},
      {"account_join", AccountJoin()},
      {"account_reset", AccountReset()},
      {"member_invited", MemberInvited()},
  };
}

const WordsByEvent& WordsOfMails() {
  static const WordsByEvent kWords = MailWordsByEvent();
  return kWords;
}

TextsByEvent EmailTexts() {
  TextsByEvent texts;
  for (const auto& [event_key, words] : WordsOfMails()) {
    texts[event_key] = FrameMail(words, {});
  }
  return texts;
}

// Letters of the GSM alphabet only: any other one would halve what fits into a message.
TextsByEvent SmsTexts() {
  const auto sms = [](const char* text) { return MessageTexts{{}, text, {}}; };
  return {
      {"booking_created",
       sms("{{tenant_name}}: {{purpose}} is booked for {{start_local}}. {{manage_url}}")},
      {"booking_rescheduled",
       sms("{{tenant_name}}: {{purpose}} has moved to {{start_local}}, before: "
           "{{old_start_local}}. {{manage_url}}")},
      {"booking_cancelled",
       sms("{{tenant_name}}: {{purpose}} on {{start_local}} is cancelled. {{manage_url}}")},
      {"booking_requested",
       sms("{{tenant_name}}: we have your request, {{purpose}} on {{start_local}}. It is not "
           "confirmed yet. {{manage_url}}")},
      {"booking_rejected",
       sms("{{tenant_name}}: {{purpose}} on {{start_local}} could not be confirmed. "
           "{{manage_url}}")},
      {"booking_failed",
       sms("{{tenant_name}}: {{purpose}} on {{start_local}} could not be booked. Please choose a "
           "time again. {{manage_url}}")},
      {"booking_reminder",
       sms("{{tenant_name}}: reminder, {{purpose}} on {{start_local}}. {{manage_url}}")},
      {"phone_code",
       sms("{{code}} is your code for {{tenant_name}}. None of us will ever ask you for it.")},
  };
}

TextsByEvent InAppTexts() {
  const auto notice = [](const char* title, const char* text) {
    return MessageTexts{title, text, {}};
  };
  return {
      {"booking_created", notice("{{purpose}} is booked", "{{start_local}}. {{location}}")},
      {"booking_rescheduled",
       notice("{{purpose}} has a new time", "{{start_local}}. Before: {{old_start_local}}.")},
      {"booking_cancelled",
       notice("{{purpose}} is cancelled", "{{start_local}}. Reason: {{reason}}")},
      {"booking_requested", notice("{{purpose}} is requested",
                                   "{{start_local}}. We tell you as soon as it is confirmed.")},
      {"booking_rejected",
       notice("{{purpose}} could not be confirmed", "{{start_local}}. Reason: {{reason}}")},
      {"booking_failed",
       notice("{{purpose}} could not be booked",
              "{{start_local}}. Nothing was booked; please choose a time again.")},
      {"booking_reminder", notice("{{purpose}} is coming up", "{{start_local}}. {{location}}")},
  };
}

const TextsByEvent& TextsOf(Channel channel) {
  static const TextsByEvent kEmail = EmailTexts();
  static const TextsByEvent kSms = SmsTexts();
  static const TextsByEvent kInApp = InAppTexts();
  switch (channel) {
    case Channel::kSms:
      return kSms;
    case Channel::kInApp:
      return kInApp;
    case Channel::kEmail:
      break;
  }
  return kEmail;
}

}  // namespace

const MessageTexts& DefaultTexts(std::string_view event_key, Channel channel) {
  const TextsByEvent& texts = TextsOf(channel);
  const auto found = texts.find(event_key);
  if (found == texts.end()) {
    throw Error(ErrorCode::kInternal, "unknown_event", std::string(event_key));
  }
  return found->second;
}

MessageTexts DefaultMail(std::string_view event_key, const MailLook& look) {
  const MessageTexts& texts = DefaultTexts(event_key, Channel::kEmail);
  return look.is_branded() ? FrameMail(WordsOfMails().find(event_key)->second, look) : texts;
}

bool HasDefaultTexts(std::string_view event_key, Channel channel) {
  return TextsOf(channel).contains(event_key);
}

}  // namespace nexcyte::domain
