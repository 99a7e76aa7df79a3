#include "domain/time_zone.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "tests/domain/refusal.h"

namespace nexcyte::domain {
namespace {

Timestamp At(const char* text) { return ParseRfc3339(text).value(); }

std::chrono::year_month_day Day(const char* text) { return ParseDay(text).value(); }

struct LocalCase {
  const char* at;
  const char* zone;
  const char* shown;
};

BOOST_AUTO_TEST_SUITE(TimeZone)

BOOST_AUTO_TEST_CASE(KnowsNamesOfTheDatabaseOnly) {
  for (const char* name : {"Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC", "Asia/Kolkata",
                           "Asia/Calcutta"}) {
    BOOST_TEST_CONTEXT(name) { BOOST_TEST(IsTimeZone(name)); }
  }
  for (const char* name : {"", "Mars/Olympus", "europe/berlin", "localtime", "/etc/passwd",
                           "../../etc/passwd", "posix/Europe/Berlin", "Europe/Berlin ", "+01:00"}) {
    BOOST_TEST_CONTEXT(name) { BOOST_TEST(!IsTimeZone(name)); }
  }
}

BOOST_AUTO_TEST_CASE(ListsNamesForAChoice) {
  const auto& names = TimeZoneNames();
  BOOST_TEST(names.size() > 300U);
  BOOST_TEST(std::is_sorted(names.begin(), names.end()));
  BOOST_TEST((std::adjacent_find(names.begin(), names.end()) == names.end()));
  for (const char* name : {"Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "UTC"}) {
    BOOST_TEST(std::count(names.begin(), names.end(), name) == 1);
  }
  for (const char* name : {"Asia/Calcutta", "localtime", "US/Eastern"}) {
    BOOST_TEST(std::count(names.begin(), names.end(), name) == 0);
  }
}

BOOST_AUTO_TEST_CASE(ShowsLocalTimeWithZoneAndOffset) {
  const std::vector<LocalCase> table{
      {"2026-11-23T13:30:00Z", "Europe/Berlin",
       "Monday, 23 November 2026, 14:30 (Europe/Berlin, CET, UTC+01:00)"},
      {"2026-11-23T13:30:00Z", "Asia/Kolkata",
       "Monday, 23 November 2026, 19:00 (Asia/Kolkata, IST, UTC+05:30)"},
      {"2026-11-23T13:30:00Z", "Pacific/Auckland",
       "Tuesday, 24 November 2026, 02:30 (Pacific/Auckland, NZDT, UTC+13:00)"},
      {"2026-07-01T00:30:00Z", "America/Sao_Paulo",
       "Tuesday, 30 June 2026, 21:30 (America/Sao_Paulo, UTC-03:00)"},
      {"2026-11-23T00:00:00Z", "UTC", "Monday, 23 November 2026, 00:00 (UTC, UTC, UTC+00:00)"},
      // America/New_York springs forward at 07:00Z and falls back at 06:00Z.
      {"2027-03-14T06:59:00Z", "America/New_York",
       "Sunday, 14 March 2027, 01:59 (America/New_York, EST, UTC-05:00)"},
      {"2027-03-14T07:00:00Z", "America/New_York",
       "Sunday, 14 March 2027, 03:00 (America/New_York, EDT, UTC-04:00)"},
      {"2026-11-01T05:30:00Z", "America/New_York",
       "Sunday, 1 November 2026, 01:30 (America/New_York, EDT, UTC-04:00)"},
      {"2026-11-01T06:30:00Z", "America/New_York",
       "Sunday, 1 November 2026, 01:30 (America/New_York, EST, UTC-05:00)"},
      {"2027-03-28T01:00:00Z", "Europe/Berlin",
       "Sunday, 28 March 2027, 03:00 (Europe/Berlin, CEST, UTC+02:00)"},
      {"2026-09-26T14:00:00Z", "Pacific/Auckland",
       "Sunday, 27 September 2026, 03:00 (Pacific/Auckland, NZDT, UTC+13:00)"}};
  for (const LocalCase& one : table) {
    BOOST_TEST(FormatLocal(At(one.at), one.zone, HourCycle::k24) == one.shown);
  }
}

BOOST_AUTO_TEST_CASE(ReadsTheClockInTwelveHours) {
  const std::vector<std::pair<const char*, const char*>> table{
      {"2026-11-23T00:05:00Z", "12:05 am"},
      {"2026-11-23T09:00:00Z", "9:00 am"},
      {"2026-11-23T12:00:00Z", "12:00 pm"},
      {"2026-11-23T14:30:00Z", "2:30 pm"},
      {"2026-11-23T23:59:59Z", "11:59 pm"}};
  for (const auto& [at, shown] : table) {
    BOOST_TEST(FormatLocalTime(At(at), "UTC", HourCycle::k12) == shown);
  }
}

// Apia left out a whole day in that year, St John's turned its clocks a minute after midnight.
BOOST_AUTO_TEST_CASE(NamesTheLocalDaysOfAWholeYearJustAsWell) {
  for (const char* zone : {"UTC", "America/New_York", "America/St_Johns", "Asia/Kolkata",
                           "Pacific/Apia", "Pacific/Auckland"}) {
    LocalDays days(zone);
    int wrong = 0;
    for (Timestamp at = At("2011-01-01T00:00:00Z"); at < At("2012-01-02T00:00:00Z");
         at += std::chrono::minutes(15)) {
      wrong += std::chrono::year_month_day(days.Of(at)) == LocalDay(at, zone) ? 0 : 1;
    }
    BOOST_TEST(wrong == 0, zone);
    BOOST_TEST((days.Of(At("2011-01-01T00:00:00Z")) ==
                std::chrono::sys_days(LocalDay(At("2011-01-01T00:00:00Z"), zone))));
  }
}

BOOST_AUTO_TEST_CASE(NamesTheLocalDay) {
  BOOST_TEST(FormatDay(LocalDay(At("2026-11-23T10:59:59Z"), "Pacific/Auckland")) == "2026-11-23");
  BOOST_TEST(FormatDay(LocalDay(At("2026-11-23T11:00:00Z"), "Pacific/Auckland")) == "2026-11-24");
  BOOST_TEST(FormatDay(LocalDay(At("2026-11-23T04:59:59Z"), "America/New_York")) == "2026-11-22");
}

struct StartCase {
  const char* day;
  const char* zone;
  const char* start;
};

BOOST_AUTO_TEST_CASE(FindsTheStartOfADay) {
  const std::vector<StartCase> table{{"2026-11-23", "Europe/Berlin", "2026-11-22T23:00:00Z"},
                                     {"2026-11-23", "Asia/Kolkata", "2026-11-22T18:30:00Z"},
                                     {"2026-11-23", "Pacific/Auckland", "2026-11-22T11:00:00Z"},
                                     {"2027-03-14", "America/New_York", "2027-03-14T05:00:00Z"},
                                     {"2027-03-15", "America/New_York", "2027-03-15T04:00:00Z"},
                                     {"2026-11-01", "America/New_York", "2026-11-01T04:00:00Z"},
                                     {"2026-11-02", "America/New_York", "2026-11-02T05:00:00Z"},
                                     // Midnight is skipped: the day begins at one o'clock.
                                     {"2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z"},
                                     {"2018-09-23", "America/Asuncion", "2018-09-23T04:00:00Z"},
                                     // Midnight comes twice: the day begins with the first.
                                     {"2026-11-01", "America/Havana", "2026-11-01T04:00:00Z"}};
  for (const StartCase& one : table) {
    BOOST_TEST_CONTEXT(one.day << " " << one.zone) {
      BOOST_TEST(FormatRfc3339(StartOfDay(Day(one.day), one.zone)) == one.start);
      BOOST_TEST(FormatDay(LocalDay(StartOfDay(Day(one.day), one.zone), one.zone)) == one.day);
    }
  }
}

BOOST_AUTO_TEST_CASE(ReadsDays) {
  BOOST_TEST(FormatDay(Day("2024-02-29")) == "2024-02-29");
  for (const char* text : {"", "2026-02-29", "2026-1-01", "1999-12-31", "2200-01-01", "2026-11-23Z",
                           "2026-11-23T00:00:00Z", "23.11.2026"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(!ParseDay(text)); }
  }
}

BOOST_AUTO_TEST_CASE(RefusesUnknownZones) {
  const Timestamp at = At("2026-11-23T09:00:00Z");
  BOOST_TEST(RefusalOf([&] { LocalDay(at, "Mars/Olympus"); }) == "invalid timeZone");
  BOOST_TEST(RefusalOf([&] { LocalDays days("Mars/Olympus"); }) == "invalid timeZone");
  BOOST_TEST(RefusalOf([&] { StartOfDay(Day("2026-11-23"), ""); }) == "invalid timeZone");
  BOOST_TEST(RefusalOf([&] { FormatLocalDate(at, "x"); }) == "invalid timeZone");
  BOOST_TEST(RefusalOf([&] { FormatLocalTime(at, "x", HourCycle::k24); }) == "invalid timeZone");
  BOOST_TEST(RefusalOf([&] { FormatOffset(at, "x"); }) == "invalid timeZone");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::domain
