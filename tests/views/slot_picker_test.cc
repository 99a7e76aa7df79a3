#include "views/slot_picker.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "domain/time_zone.h"
#include "tests/views/sample.h"
#include "tests/views/view_test.h"

namespace nexcyte::views {
namespace {

using namespace std::chrono_literals;
using sample::At;

std::chrono::year_month_day Day(const char* text) { return domain::ParseDay(text).value(); }

SlotPickerPage Picker() {
  SlotPickerPage page;
  page.layout = sample::Member();
  page.type = sample::IntroCall();
  page.days = sample::Week();
  page.from = Day("2026-11-23");
  page.clock = sample::Berlin();
  page.now = sample::Now();
  return page;
}

std::string Shown(const SlotPickerPage& page) { return Render(TestRenderer(), page); }

}  // namespace

BOOST_AUTO_TEST_SUITE(SlotPicker)

BOOST_AUTO_TEST_CASE(ReadsItsTwoViews) {
  BOOST_TEST((ParseSlotView("week") == SlotView::kWeek));
  BOOST_TEST((ParseSlotView("month") == SlotView::kMonth));
  BOOST_TEST(!ParseSlotView("year").has_value());
}

BOOST_AUTO_TEST_CASE(ShowsWholeDaysOfTheZone) {
  const auto week = ShownRange(Day("2026-10-19"), SlotView::kWeek, "Europe/Berlin");
  BOOST_TEST((week.start == At("2026-10-18T22:00:00Z")));
  // The clock is set back within the week: it has an hour more.
  BOOST_TEST((week.end == At("2026-10-25T23:00:00Z")));
  const auto month = ShownRange(Day("2026-11-23"), SlotView::kMonth, "UTC");
  BOOST_TEST((month.end - month.start == 28 * 24h));
}

BOOST_AUTO_TEST_CASE(MakesAButtonOfEveryFreeTime) {
  const std::string html = Shown(Picker());
  BOOST_TEST(Count(html, "name=\"start\"") == 5 * 16);
  BOOST_TEST(Has(html,
                 "name=\"start\" value=\"2026-11-23T08:00:00Z\" aria-label=\"09:00, Monday, "
                 "23 November 2026\">09:00</button>"));
  BOOST_TEST(Count(html, "No free times") == 2);
}

BOOST_AUTO_TEST_CASE(GoesBackNoFurtherThanToday) {
  SlotPickerPage page = Picker();
  BOOST_TEST(!Has(Shown(page), "rel=\"prev\""));
  page.from = Day("2026-11-26");
  BOOST_TEST(Has(Shown(page),
                 "rel=\"prev\" href=\"/t/acme/schedule/intro_call?from=2026-11-23&amp;"
                 "tz=Europe/Berlin&amp;view=week\""));
  page.from = Day("2026-12-10");
  BOOST_TEST(Has(Shown(page), "?from=2026-12-03&amp;"));
  BOOST_TEST(
      Has(Shown(page), "rel=\"next\" href=\"/t/acme/schedule/intro_call?from=2026-12-17&amp;"));
}

BOOST_AUTO_TEST_CASE(NamesTheRange) {
  SlotPickerPage page = Picker();
  BOOST_TEST(Has(Shown(page), ">23 – 29 Nov 2026<"));
  page.from = Day("2026-12-28");
  BOOST_TEST(Has(Shown(page), ">28 Dec – 3 Jan 2027<"));
}

BOOST_AUTO_TEST_CASE(ListsOnlyDaysWithTimesInFourWeeks) {
  SlotPickerPage page = Picker();
  page.view = SlotView::kMonth;
  const std::string html = Shown(page);
  BOOST_TEST(Count(html, "id=\"day-") == 5);
  BOOST_TEST(!Has(html, "No free times"));
}

BOOST_AUTO_TEST_CASE(SaysWhenNothingIsFree) {
  SlotPickerPage page = Picker();
  page.days = {{"2026-11-23", {}}};
  BOOST_TEST(Has(Shown(page), "No free times in this week"));
  BOOST_TEST(Has(Shown(page), "Look at later days"));
}

BOOST_AUTO_TEST_CASE(MovesByALinkThatWritesNothing) {
  SlotPickerPage page = Picker();
  page.moving = sample::Scheduled();
  const std::string html = Shown(page);
  const std::string path = "/t/acme/bookings/" + page.moving->id.str() + "/reschedule";
  BOOST_TEST(Has(html, "<form method=\"get\" action=\"" + path + "\">"));
  BOOST_TEST(Has(html, "name=\"tz\" value=\"Europe/Berlin\""));
  BOOST_TEST(Has(html, "Booked now"));
  // The only form that writes is the one to sign out.
  BOOST_TEST(Count(html, "method=\"post\"") == 1);
}

// In New York, 1 November 2026 has the hour from one to two twice.
BOOST_AUTO_TEST_CASE(TellsTheTwoHoursOfAutumnApart) {
  SlotPickerPage page = Picker();
  page.clock = {"America/New_York", domain::HourCycle::k24};
  page.from = Day("2026-11-01");
  page.now = At("2026-10-31T12:00:00Z");
  page.days = {{"2026-11-01",
                {{At("2026-11-01T04:30:00Z"), At("2026-11-01T05:00:00Z")},
                 {At("2026-11-01T05:30:00Z"), At("2026-11-01T06:00:00Z")},
                 {At("2026-11-01T06:30:00Z"), At("2026-11-01T07:00:00Z")}}}};
  const std::string html = Shown(page);
  BOOST_TEST(Has(html, ">00:30</button>"));
  BOOST_TEST(Has(html, ">01:30 (EDT, UTC-04:00)</button>"));
  BOOST_TEST(Has(html, ">01:30 (EST, UTC-05:00)</button>"));
}

BOOST_AUTO_TEST_CASE(OffersAllZonesWithTheShownOneChosen) {
  const std::string html = Shown(Picker());
  BOOST_TEST(Has(html, "<option value=\"Europe/Berlin\" selected>Europe/Berlin</option>"));
  BOOST_TEST(Count(html, " selected>") == 1);
  BOOST_TEST(Has(html, "<option value=\"Pacific/Auckland\">"));
}

// An old name of a zone is none of the list, but stays what the person had chosen.
BOOST_AUTO_TEST_CASE(KeepsAZoneThatTheListLacks) {
  SlotPickerPage page = Picker();
  page.clock.time_zone = "US/Eastern";
  const auto& names = domain::TimeZoneNames();
  const bool is_listed = std::find(names.begin(), names.end(), "US/Eastern") != names.end();
  BOOST_TEST(Count(Shown(page), "<option value=\"US/Eastern\" selected>") == 1,
             "listed: " << is_listed);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::views
