#include "domain/time.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

namespace nexcyte::domain {
namespace {

BOOST_AUTO_TEST_SUITE(Rfc3339)

BOOST_AUTO_TEST_CASE(ReadsEveryFormOfAnInstant) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z"},
      {"2026-11-23t09:00:00z", "2026-11-23T09:00:00Z"},
      {"2026-11-23T09:00:00+00:00", "2026-11-23T09:00:00Z"},
      {"2026-11-23T14:30:00+05:30", "2026-11-23T09:00:00Z"},
      {"2026-11-23T04:00:00-05:00", "2026-11-23T09:00:00Z"},
      {"2026-11-23T00:15:00+13:45", "2026-11-22T10:30:00Z"},
      {"2026-12-31T23:30:00-01:00", "2027-01-01T00:30:00Z"},
      {"2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"},
      {"2026-11-23T09:00:00.5Z", "2026-11-23T09:00:00.500000Z"},
      {"2026-11-23T09:00:00.000001Z", "2026-11-23T09:00:00.000001Z"},
      {"2026-11-23T09:00:00.000Z", "2026-11-23T09:00:00Z"},
      {"2000-01-01T00:00:00Z", "2000-01-01T00:00:00Z"},
      {"2199-12-31T23:59:59.999999Z", "2199-12-31T23:59:59.999999Z"}};
  for (const auto& [text, normal] : table) {
    BOOST_TEST_CONTEXT(text) {
      const auto at = ParseRfc3339(text);
      BOOST_REQUIRE(at.has_value());
      BOOST_TEST(FormatRfc3339(*at) == normal);
    }
  }
}

BOOST_AUTO_TEST_CASE(RefusesEverythingElse) {
  const std::vector<std::string> table{"",
                                       "now",
                                       "2026-11-23",
                                       "2026-11-23T09:00:00",   // no offset
                                       "2026-11-23 09:00:00Z",  // a space
                                       "2026-11-23T09:00Z",     // no seconds
                                       "2026-11-23T9:00:00Z",   // one digit
                                       "2026-13-01T00:00:00Z",  // no such month
                                       "2026-00-10T00:00:00Z",
                                       "2026-02-29T00:00:00Z",  // no leap year
                                       "2100-02-29T00:00:00Z",
                                       "2026-04-31T00:00:00Z",
                                       "2026-11-00T00:00:00Z",
                                       "2026-11-23T24:00:00Z",  // no such hour
                                       "2026-11-23T09:60:00Z",
                                       "2026-11-23T23:59:60Z",          // leap second
                                       "2026-11-23T09:00:00.Z",         // empty fraction
                                       "2026-11-23T09:00:00.1234567Z",  // finer than microseconds
                                       "2026-11-23T09:00:00,5Z",
                                       "2026-11-23T09:00:00+0530",  // no colon
                                       "2026-11-23T09:00:00+24:00",
                                       "2026-11-23T09:00:00+05:60",
                                       "2026-11-23T09:00:00Zjunk",
                                       "2026-11-23T09:00:00+05:30Z",
                                       " 2026-11-23T09:00:00Z",
                                       "2026-11-23T09:00:00Z ",
                                       "20261123T090000Z",
                                       "-026-11-23T09:00:00Z",
                                       "1999-12-31T23:59:59Z",       // before our years
                                       "2200-01-01T00:00:00Z",       // after them
                                       "2000-01-01T00:30:00+01:00",  // before them in UTC
                                       std::string("2026-11-23T09:00:00\0Z", 21)};
  for (const std::string& text : table) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(!ParseRfc3339(text)); }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::domain
