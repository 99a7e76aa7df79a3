#include <boost/test/unit_test.hpp>
#include <vector>

#include "tests/fcgi/outbound/calcom_fixture.h"

namespace nexcyte::fcgi {
namespace {

using domain::CalendarBooking;
using domain::CalendarEventType;
using domain::CalendarFailure;
using domain::Slot;
using domain::Timestamp;
namespace json = boost::json;

BOOST_FIXTURE_TEST_SUITE(CalcomSlots, CalcomFixture)

std::string EndOf(const HttpRequest& request) {
  const auto at = request.url.find("&end=") + 5;
  return request.url.substr(at, request.url.find('&', at) - at);
}

BOOST_AUTO_TEST_CASE(AsksForTheExactRange) {
  http.Answer(200, Success(json::object()));
  calcom.ListSlots(1101, {At("2026-11-03T03:00:00Z"), At("2026-11-04T03:00:00Z")}, "uid1");
  BOOST_TEST(Sent().url ==
             "https://api.cal.com/v2/slots?eventTypeId=1101&start=2026-11-03T03%3A00%3A00Z"
             "&end=2026-11-04T02%3A59%3A59Z&format=range&bookingUidToReschedule=uid1");
  BOOST_TEST(HeaderOf(Sent(), "cal-api-version") == "2024-09-04");
}

// Cal.com takes midnight for the end of that day.
BOOST_AUTO_TEST_CASE(NeverAsksForAnEndAtMidnight) {
  const Timestamp start = At("2026-11-03T00:00:00Z");
  calcom.ListSlots(1, {start, At("2026-11-04T00:00:00Z")}, "");
  calcom.ListSlots(1, {start, At("2026-11-04T00:00:01Z")}, "");
  calcom.ListSlots(1, {start, At("2026-11-04T00:00:00.5Z")}, "");
  BOOST_TEST(EndOf(Sent(0)) == "2026-11-03T23%3A59%3A59Z");
  BOOST_TEST(EndOf(Sent(1)) == "2026-11-04T00%3A00%3A01Z");
  BOOST_TEST(EndOf(Sent(2)) == "2026-11-04T00%3A00%3A01Z");
}

BOOST_AUTO_TEST_CASE(DropsWhatLiesOutside) {
  http.Answer(200, Success(json::parse(R"({"2026-11-03": [
      {"start": "2026-11-03T09:30:00Z", "end": "2026-11-03T10:00:00Z"},
      {"start": "2026-11-03T10:00:00Z", "end": "2026-11-03T10:30:00Z"},
      {"start": "2026-11-03T10:30:00Z", "end": "2026-11-03T11:00:00Z"},
      {"start": "2026-11-03T11:00:00Z", "end": "2026-11-03T11:30:00Z"}]})")));
  const auto result =
      calcom.ListSlots(1, {At("2026-11-03T10:00:00Z"), At("2026-11-03T11:00:00Z")}, "");
  const auto& slots = std::get<std::vector<Slot>>(result);
  BOOST_REQUIRE(slots.size() == 2U);
  BOOST_TEST((slots[0].start == At("2026-11-03T10:00:00Z")));
  BOOST_TEST((slots[1].start == At("2026-11-03T10:30:00Z")));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(CalcomLists, CalcomFixture)

std::string Page(int first, int count) {
  json::array data;
  for (int i = first; i < first + count; ++i) {
    data.push_back(BookingJson("uid" + std::to_string(i)));
  }
  return Success(data);
}

const domain::CalendarBookingQuery kQuery{
    "maria+x@example.com", 1101, {At("2026-11-03T14:00:00Z"), At("2026-11-03T14:30:00Z")}};

BOOST_AUTO_TEST_CASE(AsksExactly) {
  http.Answer(200, Page(0, 1));
  BOOST_TEST(std::get<std::vector<CalendarBooking>>(calcom.List(kQuery)).size() == 1U);
  BOOST_TEST(Sent().url ==
             "https://api.cal.com/v2/bookings?attendeeEmail=maria%2Bx%40example.com"
             "&eventTypeId=1101&afterStart=2026-11-03T14%3A00%3A00Z"
             "&beforeEnd=2026-11-03T14%3A30%3A00Z&sortCreated=asc&take=100&skip=0");
}

BOOST_AUTO_TEST_CASE(ReadsAllPagesWithoutDoubles) {
  http.Answer(200, Page(0, 100)).Answer(200, Page(90, 100)).Answer(200, Page(190, 3));
  const auto result = calcom.List(kQuery);
  BOOST_TEST(std::get<std::vector<CalendarBooking>>(result).size() == 193U);
  BOOST_TEST(http.requests.size() == 3U);
  BOOST_TEST(Sent(2).url.ends_with("&skip=200"));
}

BOOST_AUTO_TEST_CASE(IsUnknownWhenAPageIsMissing) {
  http.Answer(200, Page(0, 100)).Fail(HttpFault::kTimeLimit, false);
  BOOST_TEST(RefusalOf(calcom.List(kQuery))->failure == CalendarFailure::kUnknown);
}

BOOST_AUTO_TEST_CASE(GivesUpOnEndlessPages) {
  for (int i = 0; i < 101; ++i) {
    http.Answer(200, Page(0, 100));
  }
  BOOST_TEST(RefusalOf(calcom.List(kQuery))->failure == CalendarFailure::kUnknown);
  BOOST_TEST(http.requests.size() == 100U);
}

BOOST_AUTO_TEST_CASE(DropsWhatWasNotAskedFor) {
  json::object other_type = BookingJson("b");
  other_type["eventType"] = json::object{{"id", 2101}};
  const json::array data{BookingJson("a"), other_type, BookingJson("c", "2026-11-03T14:30:00Z"),
                         BookingJson("d", "2026-11-03T13:30:00Z")};
  http.Answer(200, Success(data));
  const auto result = calcom.List(kQuery);
  const auto& bookings = std::get<std::vector<CalendarBooking>>(result);
  BOOST_REQUIRE(bookings.size() == 1U);
  BOOST_TEST(bookings[0].uid == "a");
}

BOOST_AUTO_TEST_CASE(LeavesOpenWhatIsNotAsked) {
  http.Answer(200, Page(0, 1));
  BOOST_TEST(std::get<std::vector<CalendarBooking>>(calcom.List({"", 0, kQuery.between})).size() ==
             1U);
  BOOST_TEST(Sent().url.find("attendeeEmail") == std::string::npos);
  BOOST_TEST(Sent().url.find("eventTypeId") == std::string::npos);
}

std::string EventTypes(const std::vector<int>& ids) {
  json::array data;
  for (const int id : ids) {
    data.push_back(
        json::object{{"id", id}, {"slug", "s"}, {"title", "t"}, {"lengthInMinutes", 30}});
  }
  return Success(data);
}

BOOST_AUTO_TEST_CASE(ListsEventTypesOfTheOrganization) {
  http.Answer(200, EventTypes({1101, 1102}));
  const auto result = calcom.ListEventTypes(11);
  BOOST_TEST(std::get<std::vector<CalendarEventType>>(result).size() == 2U);
  BOOST_TEST(Sent().url ==
             "https://api.cal.com/v2/organizations/11/teams/event-types?take=250&skip=0");
  BOOST_TEST(HeaderOf(Sent(), "cal-api-version") == "");
  BOOST_TEST((Sent().total_limit <= std::chrono::seconds(8)));
}

const char kTeams[] = R"([{"id": 77, "slug": "acme", "isOrganization": false},
                          {"id": 11, "slug": "acme", "isOrganization": true}])";

BOOST_AUTO_TEST_CASE(FindsAnOrganizationAmongTheTeamsOfTheKey) {
  http.Answer(200, Success(json::parse(kTeams)));
  BOOST_TEST(std::get<std::int64_t>(calcom.FindOrganization("acme")) == 11);
  BOOST_TEST(Sent().url == "https://api.cal.com/v2/teams");
}

BOOST_AUTO_TEST_CASE(FindsNoOrganizationThatTheKeyIsNotOf) {
  http.Answer(200, Success(json::parse(kTeams)));
  BOOST_TEST(RefusalOf(calcom.FindOrganization("globex"))->failure == CalendarFailure::kNotFound);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
