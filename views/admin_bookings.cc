#include "views/admin_bookings.h"

#include <array>
#include <utility>

#include "domain/time_zone.h"
#include "views/admin_bookings.tpl.varnames.h"
#include "views/problem_summary.h"
#include "views/status_words.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

using domain::BookingStatus;

constexpr std::array<BookingStatus, 6> kStatuses = {
    BookingStatus::kScheduled, BookingStatus::kRequested, BookingStatus::kPending,
    BookingStatus::kCancelled, BookingStatus::kRejected,  BookingStatus::kFailed};

const StatusWords& ShownWords(const domain::Booking& booking) {
  return WordsOf(IsBeingChecked(booking) ? BookingStatus::kPending : booking.status);
}

void ShowChoices(ctemplate::TemplateDictionary& values, const AdminBookingsPage& page) {
  values.ShowSection(page.form.is_upcoming ? kab_IS_UPCOMING : kab_IS_ALL);
  for (const BookingStatus status : kStatuses) {
    auto* choice = values.AddSectionDictionary(kab_STATUS);
    choice->SetValue(kab_STATUS_WORD, Text(ToString(status)));
    choice->SetValue(kab_STATUS_TEXT, Text(WordsOf(status).text));
    if (page.form.status == ToString(status)) {
      choice->ShowSection(kab_SELECTED);
    }
  }
  for (const domain::EventType& type : page.list.purposes) {
    auto* choice = values.AddSectionDictionary(kab_PURPOSE);
    choice->SetValue(kab_PURPOSE_WORD, type.purpose);
    choice->SetValue(kab_PURPOSE_TITLE, type.title);
    if (page.form.purpose == type.purpose) {
      choice->ShowSection(kab_SELECTED);
    }
  }
  values.SetValue(kab_PERSON, page.form.person);
  values.SetValue(kab_FROM_TYPE, Text(DayInputType(page.problem, "from")));
  values.SetValue(kab_TO_TYPE, Text(DayInputType(page.problem, "to")));
  values.SetValue(kab_FROM, page.form.from);
  values.SetValue(kab_TO, page.form.to);
}

std::string FoundText(const domain::PeopleFound& found, const std::string& person) {
  const std::string begins = "whose name, last name or e-mail begins with “" + person + "”.";
  if (found.people.empty()) {
    return "There is nobody " + begins;
  }
  if (!found.are_all) {
    return "These are the bookings of the first " + std::to_string(found.people.size()) +
           " people " + begins + " Type more of the name for the others.";
  }
  return found.people.size() == 1 ? "These are the bookings of " + found.people.front().name +
                                        ", " + found.people.front().email + "."
                                  : "These are the bookings of " +
                                        std::to_string(found.people.size()) + " people " + begins;
}

void AddBooking(ctemplate::TemplateDictionary& some, const domain::Booking& booking,
                const AdminBookingsPage& page) {
  auto* row = some.AddSectionDictionary(kab_BOOKING);
  const DayWords day = WordsOf(domain::LocalDay(booking.time.start, page.clock.time_zone));
  row->SetValue(kab_MONTH, day.month);
  row->SetValue(kab_DAY, day.day);
  row->SetValue(kab_WEEKDAY, day.weekday);
  row->SetValue(kab_ID, booking.id.str());
  row->SetValue(kab_ATTENDEE, booking.attendee_name);
  row->SetValue(kab_EMAIL, booking.attendee_email);
  row->SetValue(kab_TITLE, PurposeTitle(page.list, booking.purpose));
  row->SetValue(kab_START, MachineTime(booking.time.start));
  row->SetValue(kab_LONG_DATE, domain::FormatLocalDate(booking.time.start, page.clock.time_zone));
  row->SetValue(kab_TIMES, Times(booking.time, page.clock));
  const StatusWords& status = ShownWords(booking);
  row->SetValue(kab_STATUS_TEXT, Text(status.text));
  row->SetValue(kab_STATUS_CLASS, Text(status.css_class));
  if (status.css_class == "quiet" || status.css_class == "bad") {
    row->ShowSection(kab_QUIET);
  }
}

// What the buttons below the list carry on.
void KeepFilter(ctemplate::TemplateDictionary& some, const BookingFilterForm& form) {
  const std::array<std::pair<const char*, std::string>, 6> fields = {
      {{"when", form.is_upcoming ? "upcoming" : "all"},
       {"status", form.status},
       {"purpose", form.purpose},
       {"person", form.person},
       {"from", form.from},
       {"to", form.to}}};
  for (const auto& [name, value] : fields) {
    if (!value.empty()) {
      auto* kept = some.AddSectionDictionary(kab_KEPT);
      kept->SetValue(kab_KEPT_NAME, name);
      kept->SetValue(kab_KEPT_VALUE, value);
    }
  }
}

void ShowList(ctemplate::TemplateDictionary& values, const AdminBookingsPage& page) {
  const domain::BookingListPage& list = page.list.page;
  if (list.bookings.empty()) {
    values.SetValueAndShowSection(kab_EMPTY_TEXT,
                                  page.form.is_upcoming
                                      ? "Nothing lies ahead that fits what you chose above."
                                      : "Nothing fits what you chose above.",
                                  kab_EMPTY);
    return;
  }
  auto* some = values.AddSectionDictionary(kab_SOME);
  some->SetValue(kab_ZONE, page.clock.time_zone);
  for (const domain::Booking& booking : list.bookings) {
    AddBooking(*some, booking, page);
  }
  KeepFilter(*some, page.form);
  if (!list.previous_cursor.empty()) {
    some->SetValueAndShowSection(kab_CURSOR, list.previous_cursor, kab_BEFORE);
  }
  if (!list.next_cursor.empty()) {
    some->SetValueAndShowSection(kab_CURSOR, list.next_cursor, kab_AFTER);
  }
}

}  // namespace

std::string PurposeTitle(const domain::StaffList& list, const std::string& purpose) {
  for (const domain::EventType& type : list.purposes) {
    if (type.purpose == purpose) {
      return type.title;
    }
  }
  return purpose;
}

std::string Render(const Renderer& renderer, const AdminBookingsPage& page) {
  const PageFrame frame{"admin_bookings.tpl", "Bookings", Place::kAdminBookings};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    ShowProblem(values, kab_PROBLEM, page.problem,
                {{"person", kab_PERSON_ERROR}, {"from", kab_FROM_ERROR}, {"to", kab_TO_ERROR}});
    ShowChoices(values, page);
    if (page.list.found) {
      values.SetValueAndShowSection(kab_FOUND_TEXT, FoundText(*page.list.found, page.form.person),
                                    kab_FOUND);
    }
    if (page.problem.reason.empty()) {
      ShowList(values, page);
    }
  });
}

}  // namespace nexcyte::views
