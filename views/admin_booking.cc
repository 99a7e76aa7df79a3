#include "views/admin_booking.h"

#include "domain/time_zone.h"
#include "views/admin_booking.tpl.varnames.h"
#include "views/booking_timeline.h"
#include "views/message_words.h"
#include "views/reasons.h"
#include "views/status_words.h"
#include "views/template_values.h"
#include "views/when.h"
#include "views/when_card.h"

namespace nexcyte::views {
namespace {

using domain::Booking;
using domain::BookingMessage;
using domain::BookingStatus;

bool IsOver(BookingStatus status) {
  return status == BookingStatus::kCancelled || status == BookingStatus::kRejected ||
         status == BookingStatus::kFailed;
}

void ShowHead(ctemplate::TemplateDictionary& values, const AdminBookingPage& page) {
  const Booking& booking = page.shown.booking;
  const bool is_checked = IsBeingChecked(booking);
  const StatusWords& words = WordsOf(is_checked ? BookingStatus::kPending : booking.status);
  values.SetValue(kab_ID, booking.id.str());
  values.SetValue(kab_USER, booking.attendee.str());
  values.SetValue(kab_PURPOSE_TITLE, page.shown.purpose_title);
  values.SetValue(kab_ATTENDEE, booking.attendee_name);
  values.SetValue(kab_STATUS, Text(words.text));
  values.SetValue(kab_STATUS_CLASS, Text(words.css_class));
  values.SetValue(kab_ZONE, page.clock.time_zone);
  if (is_checked) {
    values.ShowSection(kab_CHECKING);
  }
  ShowWhen(values, kab_WHEN, {{}, booking.time, page.clock, {}, IsOver(booking.status)});
  const LocalClock theirs{booking.time_zone, page.clock.hour_cycle};
  if (theirs.time_zone != page.clock.time_zone) {
    ShowWhen(values, kab_THEIR_WHEN,
             {{}, booking.time, theirs, "On the attendee’s clock", IsOver(booking.status)});
  }
}

void ShowIfAny(ctemplate::TemplateDictionary& values, const ctemplate::TemplateString& name,
               const std::string& text, const ctemplate::TemplateString& section) {
  if (!text.empty()) {
    values.SetValueAndShowSection(name, text, section);
  }
}

void ShowAttendee(ctemplate::TemplateDictionary& values, const domain::StaffBooking& shown) {
  values.SetValue(kab_EMAIL, shown.booking.attendee_email);
  ShowIfAny(values, kab_PHONE_TEXT, shown.booking.attendee_phone, kab_PHONE);
  if (shown.attendee && (shown.attendee->name != shown.booking.attendee_name ||
                         shown.attendee->email != shown.booking.attendee_email)) {
    auto* now = values.AddSectionDictionary(kab_NOW_CALLED);
    now->SetValue(kab_NOW_NAME, shown.attendee->name);
    now->SetValue(kab_NOW_EMAIL, shown.attendee->email);
  }
}

void ShowFacts(ctemplate::TemplateDictionary& values, const AdminBookingPage& page) {
  const Booking& booking = page.shown.booking;
  ShowAttendee(values, page.shown);
  ShowIfAny(values, kab_LOCATION_TEXT, domain::ShownLocation(booking), kab_LOCATION);
  ShowIfAny(values, kab_NOTES_TEXT, booking.notes, kab_NOTES);
  ShowIfAny(values, kab_REASON_TEXT, booking.reason, kab_REASON);
  if (booking.moved_from) {
    values.SetValueAndShowSection(kab_MOVED_FROM, DateAndTime(*booking.moved_from, page.clock),
                                  kab_MOVED);
  }
}

void ShowActions(ctemplate::TemplateDictionary& values, const AdminBookingPage& page) {
  if (page.can_reschedule) {
    values.ShowSection(kab_MOVABLE);
  }
  if (page.can_cancel) {
    values.ShowSection(kab_CANCELLABLE);
  }
  const domain::SchedulingSettings& settings = page.shown.settings;
  std::string limit = domain::LimitOfCancelling(page.shown.booking, settings, page.now);
  if (limit.empty()) {
    limit = domain::LimitOfMoving(page.shown.booking, settings, page.now);
  }
  if ((page.can_cancel || page.can_reschedule) && !limit.empty()) {
    values.SetValueAndShowSection(
        kab_LIMIT_TEXT, Text(TextOf(limit, domain::ErrorCode::kConflict).sentence), kab_PAST_LIMIT);
  }
}

void ShowTimeline(ctemplate::TemplateDictionary& values, const AdminBookingPage& page) {
  for (const domain::BookingAct& act : page.shown.timeline) {
    auto* item = values.AddSectionDictionary(kab_ACT);
    item->SetValue(kab_WHAT, ActWords(act));
    item->SetValue(kab_AT, MachineTime(act.at));
    item->SetValue(kab_AT_LOCAL, DateAndTime(act.at, page.clock));
    ShowIfAny(*item, kab_DETAIL_TEXT, ActDetail(act, page.clock), kab_DETAIL);
    ShowIfAny(*item, kab_ACT_REASON_TEXT, act.reason, kab_ACT_REASON);
    const OutcomeWords outcome = OutcomeOf(act);
    if (!outcome.text.empty()) {
      auto* badge = item->AddSectionDictionary(kab_OUTCOME);
      badge->SetValue(kab_OUTCOME_TEXT, Text(outcome.text));
      badge->SetValue(kab_OUTCOME_CLASS, Text(outcome.css_class));
    }
  }
}

void ShowTries(ctemplate::TemplateDictionary& row, const BookingMessage& message,
               const LocalClock& clock) {
  if (message.attempts.empty()) {
    return;
  }
  auto* tries = row.AddSectionDictionary(kab_TRIES);
  const std::size_t count = message.attempts.size();
  tries->SetValue(kab_TRIES_TEXT,
                  count == 1 ? std::string("One try") : std::to_string(count) + " tries");
  for (const domain::SendAttempt& attempt : message.attempts) {
    auto* one = tries->AddSectionDictionary(kab_TRY);
    one->SetValue(kab_TRY_AT, MachineTime(attempt.at));
    one->SetValue(kab_TRY_AT_LOCAL, DateAndTime(attempt.at, clock));
    one->SetValue(kab_TRY_STATE, Text(StateWords(attempt.outcome, message.entry.channel).text));
    ShowIfAny(*one, kab_TRY_ERROR_TEXT, FailureWords(attempt.error), kab_TRY_ERROR);
  }
}

// A notice in the portal is written ahead, and is there from its time on.
std::string_view StateOf(const BookingMessage& message, domain::Timestamp now) {
  const bool is_ahead =
      message.entry.channel == domain::Channel::kInApp && message.entry.due_at > now;
  return is_ahead && message.state == "sent" ? "pending" : std::string_view(message.state);
}

// When it is due, or since when its state is final.
void ShowTime(ctemplate::TemplateDictionary& row, const BookingMessage& message,
              std::string_view state, const LocalClock& clock) {
  const bool is_open = state == "pending" || state == "uncertain";
  const domain::Timestamp at =
      is_open ? message.entry.due_at : message.settled_at.value_or(message.entry.due_at);
  row.SetValue(kab_TIME_LABEL, is_open ? "Due" : "Since");
  row.SetValue(kab_TIME, MachineTime(at));
  row.SetValue(kab_TIME_WORDS, DateAndTime(at, clock));
}

void AddMessage(ctemplate::TemplateDictionary& list, const BookingMessage& message,
                const AdminBookingPage& page) {
  auto* row = list.AddSectionDictionary(kab_MESSAGE);
  const std::string_view state = StateOf(message, page.now);
  const StateText words = StateWords(state, message.entry.channel);
  row->SetValue(kab_EVENT, EventWords(message.entry.event_key));
  row->SetValue(kab_STATE, Text(words.text));
  row->SetValue(kab_STATE_CLASS, Text(words.css_class));
  row->SetValue(kab_CHANNEL, Text(ChannelWords(message.entry.channel)));
  row->SetValue(kab_RECIPIENT, message.entry.channel == domain::Channel::kInApp
                                   ? page.shown.booking.attendee_name
                                   : message.entry.recipient);
  ShowTime(*row, message, state, page.clock);
  ShowIfAny(*row, kab_FAILURE_TEXT, FailureWords(message.entry.error), kab_FAILURE);
  ShowTries(*row, message, page.clock);
  if (domain::MayResend(message, page.shown.booking.revision)) {
    auto* resend = row->AddSectionDictionary(kab_RESEND);
    resend->SetValue(kab_BOOKING_ID, page.shown.booking.id.str());
    resend->SetValue(kab_MESSAGE_ID, message.entry.id.str());
    resend->SetValue(kab_IDEMPOTENCY_KEY, page.idempotency_key + "-" + message.entry.id.str());
  }
}

void ShowMessages(ctemplate::TemplateDictionary& values, const AdminBookingPage& page) {
  if (page.shown.messages.empty()) {
    values.ShowSection(kab_NO_MESSAGES);
    return;
  }
  auto* list = values.AddSectionDictionary(kab_MESSAGES);
  for (const BookingMessage& message : page.shown.messages) {
    AddMessage(*list, message, page);
  }
}

}  // namespace

std::string Render(const Renderer& renderer, const AdminBookingPage& page) {
  const PageFrame frame{"admin_booking.tpl", page.shown.purpose_title, Place::kAdminBookings,
                        IsBeingChecked(page.shown.booking)};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    ShowHead(values, page);
    ShowFacts(values, page);
    ShowActions(values, page);
    ShowTimeline(values, page);
    ShowMessages(values, page);
  });
}

}  // namespace nexcyte::views
