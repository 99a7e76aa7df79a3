#include "domain/slot.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "domain/intent.h"

namespace nexcyte::domain {
namespace {

Timestamp At(const char* text) { return ParseRfc3339(text).value(); }

Slot HalfHour(const char* start) { return {At(start), At(start) + std::chrono::minutes(30)}; }

const TimeRange kWeek{At("2026-11-23T00:00:00Z"), At("2026-11-30T00:00:00Z")};

BOOST_AUTO_TEST_SUITE(Slots)

BOOST_AUTO_TEST_CASE(GroupsByLocalDay) {
  const std::vector<Slot> slots{HalfHour("2026-11-23T22:30:00Z"), HalfHour("2026-11-23T23:00:00Z"),
                                HalfHour("2026-11-23T08:00:00Z")};
  const SlotsByDay berlin = GroupByDay(slots, kWeek, "Europe/Berlin");
  BOOST_REQUIRE(berlin.size() == 2U);
  BOOST_TEST(berlin.at("2026-11-23").size() == 2U);
  BOOST_TEST((berlin.at("2026-11-23").front() == HalfHour("2026-11-23T08:00:00Z")));
  BOOST_TEST((berlin.at("2026-11-24").front() == HalfHour("2026-11-23T23:00:00Z")));
  BOOST_TEST(GroupByDay(slots, kWeek, "Asia/Kolkata").at("2026-11-24").size() == 2U);
}

BOOST_AUTO_TEST_CASE(DropsDoublesAndWhatWasNotAsked) {
  const std::vector<Slot> slots{HalfHour("2026-11-22T23:59:00Z"), HalfHour("2026-11-23T00:00:00Z"),
                                HalfHour("2026-11-29T23:30:00Z"), HalfHour("2026-11-30T00:00:00Z"),
                                HalfHour("2026-11-23T00:00:00Z")};
  const SlotsByDay days = GroupByDay(slots, kWeek, "UTC");
  BOOST_REQUIRE(days.size() == 2U);
  BOOST_TEST(days.at("2026-11-23").size() == 1U);
  BOOST_TEST(days.at("2026-11-29").size() == 1U);
}

BOOST_AUTO_TEST_CASE(GivesNoDaysWithoutSlots) { BOOST_TEST(GroupByDay({}, kWeek, "UTC").empty()); }

BOOST_AUTO_TEST_CASE(LooksAgainLessAndLessOften) {
  const std::vector<int> seconds{2, 5, 15, 30, 60, 60};
  for (int checks = 0; checks < static_cast<int>(seconds.size()); ++checks) {
    BOOST_TEST(NextLookUp(checks).count() == seconds[static_cast<std::size_t>(checks)]);
  }
  BOOST_TEST(NextLookUp(1000).count() == 60);
  BOOST_TEST(NextLookUp(-1).count() == 2);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::domain
