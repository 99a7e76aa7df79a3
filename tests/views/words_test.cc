#include <boost/test/unit_test.hpp>

#include "domain/time_zone.h"
#include "tests/views/sample.h"
#include "views/status_words.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

using namespace std::chrono_literals;
using sample::At;

}  // namespace

BOOST_AUTO_TEST_SUITE(When)

BOOST_AUTO_TEST_CASE(NamesDays) {
  const DayWords words = WordsOf(domain::ParseDay("2028-02-29").value());
  BOOST_TEST(words.weekday == "Tue");
  BOOST_TEST(words.day == "29");
  BOOST_TEST(words.month == "Feb");
}

BOOST_AUTO_TEST_CASE(ReadsLengths) {
  BOOST_TEST(Length(1min) == "1 minute");
  BOOST_TEST(Length(30min) == "30 minutes");
  BOOST_TEST(Length(60min) == "1 hour");
  BOOST_TEST(Length(150min) == "2 hours 30 minutes");
}

BOOST_AUTO_TEST_CASE(NeverPromisesAShorterWait) {
  BOOST_TEST(Wait(1s) == "1 second");
  BOOST_TEST(Wait(59s) == "59 seconds");
  BOOST_TEST(Wait(61s) == "2 minutes");
  BOOST_TEST(Wait(3600s) == "1 hour");
}

BOOST_AUTO_TEST_CASE(PrintsBothClocks) {
  const auto at = At("2026-11-26T13:30:00Z");
  BOOST_TEST(DateAndTime(at, {"Europe/Berlin", domain::HourCycle::k24}) ==
             "Thursday, 26 November 2026, 14:30");
  BOOST_TEST(DateAndTime(at, {"Europe/Berlin", domain::HourCycle::k12}) ==
             "Thursday, 26 November 2026, 2:30 pm");
}

// 01:30 to 01:30 would be no time at all.
BOOST_AUTO_TEST_CASE(SaysOffsetsWhereTheClockChangesInBetween) {
  const LocalClock new_york{"America/New_York", domain::HourCycle::k24};
  BOOST_TEST(Times({At("2026-11-01T05:30:00Z"), At("2026-11-01T06:30:00Z")}, new_york) ==
             "01:30 (EDT, UTC-04:00) – 01:30 (EST, UTC-05:00)");
  BOOST_TEST(Times({At("2026-11-01T16:00:00Z"), At("2026-11-01T16:30:00Z")}, new_york) ==
             "11:00 – 11:30");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(StatusOfABooking)

BOOST_AUTO_TEST_CASE(IsBeingCheckedWhileAnythingIsOpen) {
  domain::Booking booking = sample::Scheduled();
  BOOST_TEST(!IsBeingChecked(booking));
  booking.open_intent = domain::IntentKind::kMove;
  BOOST_TEST(IsBeingChecked(booking));
  BOOST_TEST(IsBeingChecked(sample::WithStatus(domain::BookingStatus::kPending)));
}

BOOST_AUTO_TEST_CASE(IsNamedInTheHistory) {
  BOOST_TEST(HistoryWord("rescheduled") == "Moved from");
  BOOST_TEST(HistoryWord("scheduled") == "Confirmed");
  BOOST_TEST(HistoryWord("of_tomorrow") == "Changed from");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::views
