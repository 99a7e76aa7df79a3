#include "views/booking_list.h"

#include "domain/time_zone.h"
#include "views/booking_list.tpl.varnames.h"
#include "views/status_words.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

void AddBooking(ctemplate::TemplateDictionary& list, const domain::BookingSummary& booking,
                const LocalClock& clock) {
  auto* row = list.AddSectionDictionary(kbl_BOOKING);
  const DayWords day = WordsOf(domain::LocalDay(booking.time.start, clock.time_zone));
  row->SetValue(kbl_MONTH, day.month);
  row->SetValue(kbl_DAY, day.day);
  row->SetValue(kbl_WEEKDAY, day.weekday);
  row->SetValue(kbl_ID, booking.id.str());
  row->SetValue(kbl_TITLE, booking.title);
  row->SetValue(kbl_START, MachineTime(booking.time.start));
  row->SetValue(kbl_LONG_DATE, domain::FormatLocalDate(booking.time.start, clock.time_zone));
  row->SetValue(kbl_TIMES, Times(booking.time, clock));
  const StatusWords& status =
      WordsOf(IsBeingChecked(booking) ? domain::BookingStatus::kPending : booking.status);
  row->SetValue(kbl_STATUS, Text(status.text));
  row->SetValue(kbl_STATUS_CLASS, Text(status.css_class));
  if (status.css_class == "quiet" || status.css_class == "bad") {
    row->ShowSection(kbl_QUIET);
  }
}

}  // namespace

std::string Render(const Renderer& renderer, const BookingListPage& page) {
  const PageFrame frame{"booking_list.tpl", page.upcoming ? "Your bookings" : "All your bookings",
                        Place::kBookings};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    values.ShowSection(page.upcoming ? kbl_UPCOMING : kbl_ALL);
    if (page.list.bookings.empty()) {
      values.ShowSection(kbl_EMPTY);
      return;
    }
    auto* some = values.AddSectionDictionary(kbl_SOME);
    some->SetValue(kbl_ZONE, page.clock.time_zone);
    for (const domain::BookingSummary& booking : page.list.bookings) {
      AddBooking(*some, booking, page.clock);
    }
    if (!page.list.next_cursor.empty()) {
      auto* more = values.AddSectionDictionary(kbl_MORE);
      more->SetValue(kbl_WHEN, page.upcoming ? "upcoming" : "all");
      more->SetValue(kbl_CURSOR, page.list.next_cursor);
    }
  });
}

}  // namespace nexcyte::views
