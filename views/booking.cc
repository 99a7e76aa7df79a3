#include "views/booking.h"

#include "domain/time_zone.h"
#include "views/booking.tpl.varnames.h"
#include "views/contact.h"
#include "views/reasons.h"
#include "views/status_words.h"
#include "views/template_values.h"
#include "views/when.h"
#include "views/when_card.h"

namespace nexcyte::views {
namespace {

using domain::BookingStatus;
using domain::IntentKind;

bool IsOver(BookingStatus status) {
  return status == BookingStatus::kCancelled || status == BookingStatus::kRejected ||
         status == BookingStatus::kFailed;
}

// While the outcome is unknown we say so, and never "failed, try again".
void ShowChecking(ctemplate::TemplateDictionary& values, const BookingPage& page) {
  const domain::Booking& booking = page.booking;
  const IntentKind kind = booking.open_intent.value_or(IntentKind::kBook);
  auto* checking = values.AddSectionDictionary(kb_CHECKING);
  checking->SetValue(
      kb_CHECKING_TITLE,
      kind == IntentKind::kCancel ? "We are checking whether your cancellation went through"
      : kind == IntentKind::kMove ? "We are checking whether your move went through"
                                  : "We are checking whether your booking went through");
  checking->SetValue(
      kb_CHECKING_TEXT,
      kind == IntentKind::kBook
          ? "The calendar has not answered yet. This takes a moment, at most a few minutes."
          : "The calendar has not answered yet. Until it does, the booking stands as below.");
  if (page.checked_at) {
    checking->SetValueAndShowSection(kb_CHECKED_AT, DateAndTime(*page.checked_at, page.clock),
                                     kb_CHECKED);
  }
}

void ShowStatus(ctemplate::TemplateDictionary& values, const BookingPage& page) {
  const domain::Booking& booking = page.booking;
  const bool is_checked = IsBeingChecked(booking);
  const StatusWords& words = WordsOf(is_checked ? BookingStatus::kPending : booking.status);
  values.SetValue(kb_STATUS, Text(words.text));
  values.SetValue(kb_STATUS_CLASS, Text(words.css_class));
  if (is_checked) {
    ShowChecking(values, page);
  }
  if (!words.explanation.empty()) {
    values.SetValueAndShowSection(kb_EXPLANATION, Text(words.explanation), kb_EXPLAINED);
  }
}

void ShowFacts(ctemplate::TemplateDictionary& values, const BookingPage& page) {
  const domain::Booking& booking = page.booking;
  const std::string location = domain::ShownLocation(booking);
  if (!location.empty()) {
    values.SetValueAndShowSection(kb_LOCATION_TEXT, location, kb_LOCATION);
  }
  if (booking.moved_from) {
    values.SetValueAndShowSection(kb_MOVED_FROM, DateAndTime(*booking.moved_from, page.clock),
                                  kb_MOVED);
  }
  if (!booking.notes.empty()) {
    values.SetValueAndShowSection(kb_NOTES_TEXT, booking.notes, kb_NOTES);
  }
  if (!booking.reason.empty()) {
    values.SetValueAndShowSection(kb_REASON_TEXT, booking.reason, kb_REASON);
  }
}

void ShowAgain(ctemplate::TemplateDictionary& again, const BookingPage& page) {
  if (!page.can_book_again) {
    return;
  }
  auto* same = again.AddSectionDictionary(kb_SAME_TIME);
  same->SetValue(kb_IDEMPOTENCY_KEY, page.idempotency_key);
  same->SetValue(kb_START, domain::FormatRfc3339(page.booking.time.start));
  same->SetValue(kb_ZONE, page.clock.time_zone);
}

void ShowActions(ctemplate::TemplateDictionary& values, const BookingPage& page) {
  const std::string join_url = domain::JoinUrl(page.booking, page.now);
  if (!join_url.empty()) {
    values.SetValueAndShowSection(kb_JOIN_URL, join_url, kb_JOIN);
  }
  if (page.booking.status == BookingStatus::kScheduled) {
    values.ShowSection(kb_CALENDAR);
  }
  if (page.can_cancel || page.can_reschedule) {
    auto* actions = values.AddSectionDictionary(kb_ACTIONS);
    if (page.can_reschedule) {
      actions->ShowSection(kb_MOVABLE);
    }
    if (page.can_cancel) {
      actions->ShowSection(kb_CANCELLABLE);
    }
  } else if (!page.why_not.empty()) {
    const ReasonText& text = TextOf(page.why_not, domain::ErrorCode::kConflict);
    values.SetValueAndShowSection(kb_WHY_NOT_TEXT, Text(text.sentence), kb_WHY_NOT);
  }
  if (IsOver(page.booking.status) && !IsBeingChecked(page.booking)) {
    ShowAgain(*values.AddSectionDictionary(kb_AGAIN), page);
  }
}

void ShowHistory(ctemplate::TemplateDictionary& values, const BookingPage& page) {
  if (page.history.empty()) {
    return;
  }
  auto* history = values.AddSectionDictionary(kb_HISTORY);
  for (const domain::BookingHistoryEntry& entry : page.history) {
    auto* item = history->AddSectionDictionary(kb_ENTRY);
    item->SetValue(kb_WHAT, Text(HistoryWord(entry.status)));
    item->SetValue(kb_START, MachineTime(entry.start));
    item->SetValue(kb_START_LOCAL, DateAndTime(entry.start, page.clock));
    item->SetValue(kb_AT_LOCAL, DateAndTime(entry.at, page.clock));
    if (!entry.reason.empty()) {
      item->SetValueAndShowSection(kb_ENTRY_REASON_TEXT, entry.reason, kb_ENTRY_REASON);
    }
  }
}

}  // namespace

std::string Render(const Renderer& renderer, const BookingPage& page) {
  const PageFrame frame{"booking.tpl", page.booking.title, Place::kBookings,
                        IsBeingChecked(page.booking)};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    const domain::Booking& booking = page.booking;
    values.SetValue(kb_ID, booking.id.str());
    values.SetValue(kb_TITLE, booking.title);
    values.SetValue(kb_PURPOSE, booking.purpose);
    ShowStatus(values, page);
    ShowWhen(values, kb_WHEN, {{}, booking.time, page.clock, {}, IsOver(booking.status)});
    ShowFacts(values, page);
    ShowActions(values, page);
    ShowContact(values, kb_CONTACT, page.contact_email, page.contact_phone);
    ShowHistory(values, page);
  });
}

}  // namespace nexcyte::views
