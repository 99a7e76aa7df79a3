#include "fcgi/outbound/calcom_decode.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/fcgi/outbound/calcom_print.h"

namespace nexcyte::fcgi {
namespace {

using domain::CalendarBooking;
using domain::CalendarEventType;
using domain::CalendarFailure;
using domain::CalendarResult;
using domain::CalendarStatus;
namespace json = boost::json;

constexpr char kBooking[] = R"({
  "id": 9100077, "uid": "p3Wm9sLrT5yUeK1aQzB8cD", "title": "Consultation", "status": "accepted",
  "start": "2026-11-04T15:00:00.000Z", "end": "2026-11-04T15:30:00.000Z",
  "eventType": {"id": 1234567, "slug": "consultation"}, "location": null,
  "createdAt": "2026-10-20T11:22:33.444Z", "cancellationReason": "another day",
  "rescheduledFromUid": "8cKd2Vb7yQmPz4TnR6wXhA", "rescheduledToUid": null,
  "metadata": {"nx_ref": "018f9c1e-3f2a-7c1b-9d55-0a4f6f5b9e11"}})";

constexpr char kEventType[] = R"({
  "id": 1101, "slug": "intro-call", "title": "Intro call", "lengthInMinutes": 30, "hidden": true,
  "locations": [{"type": "address", "address": "1 High Street"}],
  "confirmationPolicy": {"disabled": true}, "seats": {"disabled": true}, "recurrence": null,
  "emailSettings": {"disableEmailsToAttendees": true, "disableEmailsToHosts": true}})";

HttpAnswer Success(const json::value& data) {
  return {200, {}, json::serialize(json::object{{"status", "success"}, {"data", data}})};
}

// The sample with one member set; `null` as text removes it.
HttpAnswer With(const char* sample, const char* key, const char* value) {
  json::value data = json::parse(sample);
  data.as_object()[key] = json::parse(value);
  return Success(data);
}

HttpAnswer Without(const char* sample, const char* key) {
  json::value data = json::parse(sample);
  data.as_object().erase(key);
  return Success(data);
}

template <class T>
void ExpectUnreadable(const CalendarResult<T>& result, const std::string& member) {
  const auto* refusal = RefusalOf(result);
  BOOST_REQUIRE_MESSAGE(refusal != nullptr, member);
  BOOST_TEST(refusal->failure == CalendarFailure::kUnknown, member);
  BOOST_TEST(refusal->detail == "http_200 unreadable=" + member);
}

CalendarEventType EventType(const char* key, const char* value) {
  return std::get<CalendarEventType>(ReadEventType(With(kEventType, key, value)));
}

BOOST_AUTO_TEST_SUITE(CalcomDecoding)

BOOST_AUTO_TEST_CASE(ReadsABooking) {
  const auto booking = std::get<CalendarBooking>(ReadBooking(Success(json::parse(kBooking))));
  BOOST_TEST(booking.uid == "p3Wm9sLrT5yUeK1aQzB8cD");
  BOOST_TEST((booking.status == CalendarStatus::kAccepted));
  BOOST_TEST(domain::FormatRfc3339(booking.time.start) == "2026-11-04T15:00:00Z");
  BOOST_TEST(domain::FormatRfc3339(booking.time.end) == "2026-11-04T15:30:00Z");
  BOOST_TEST(booking.event_type_id == 1234567);
  BOOST_TEST(booking.title == "Consultation");
  BOOST_TEST(booking.location == "");
  BOOST_TEST(booking.nx_ref == "018f9c1e-3f2a-7c1b-9d55-0a4f6f5b9e11");
  BOOST_TEST(booking.rescheduled_from_uid == "8cKd2Vb7yQmPz4TnR6wXhA");
  BOOST_TEST(booking.rescheduled_to_uid == "");
  BOOST_TEST(booking.reason == "another day");
  BOOST_TEST(domain::FormatRfc3339(booking.created_at) == "2026-10-20T11:22:33.444000Z");
}

BOOST_AUTO_TEST_CASE(ReadsEveryStatus) {
  const auto status = [](const char* text) {
    return std::get<CalendarBooking>(ReadBooking(With(kBooking, "status", text))).status;
  };
  BOOST_TEST((status("\"pending\"") == CalendarStatus::kPending));
  BOOST_TEST((status("\"awaiting_host\"") == CalendarStatus::kPending));
  BOOST_TEST((status("\"cancelled\"") == CalendarStatus::kCancelled));
  BOOST_TEST((status("\"rejected\"") == CalendarStatus::kRejected));
}

BOOST_AUTO_TEST_CASE(RefusesBookingsWithoutAMember) {
  for (const char* key : {"uid", "status", "start", "end", "createdAt"}) {
    ExpectUnreadable(ReadBooking(Without(kBooking, key)), key);
    ExpectUnreadable(ReadBooking(With(kBooking, key, "null")), key);
    ExpectUnreadable(ReadBooking(With(kBooking, key, "7")), key);
  }
}

BOOST_AUTO_TEST_CASE(RefusesBookingsWithOddMembers) {
  ExpectUnreadable(ReadBooking(With(kBooking, "status", "\"busy\"")), "status");
  ExpectUnreadable(ReadBooking(With(kBooking, "uid", "\"\"")), "uid");
  ExpectUnreadable(ReadBooking(With(kBooking, "uid", "\"../me\"")), "uid");
  ExpectUnreadable(ReadBooking(With(kBooking, "rescheduledToUid", "\"a/b\"")), "rescheduledToUid");
  ExpectUnreadable(ReadBooking(With(kBooking, "start", "\"2026-11-04\"")), "start");
  ExpectUnreadable(ReadBooking(With(kBooking, "end", "\"2026-11-04T15:00:00.000Z\"")), "end");
  ExpectUnreadable(ReadBooking(With(kBooking, "eventType", "{}")), "id");
  ExpectUnreadable(ReadBooking(With(kBooking, "eventType", "{\"id\": 1.5}")), "id");
  ExpectUnreadable(ReadBooking(With(kBooking, "title", "[]")), "title");
  ExpectUnreadable(ReadBooking(With(kBooking, "metadata", "[]")), "metadata");
}

BOOST_AUTO_TEST_CASE(IgnoresWhatItDoesNotKnow) {
  BOOST_TEST(!RefusalOf(ReadBooking(With(kBooking, "somethingNew", "{\"a\": [1]}"))));
  const auto foreign =
      std::get<CalendarBooking>(ReadBooking(With(kBooking, "metadata", "{\"nx_ref\": 5}")));
  BOOST_TEST(foreign.nx_ref == "");
}

BOOST_AUTO_TEST_CASE(RefusesEnvelopesThatAreNoSuccess) {
  const auto read = [](const char* body) { return ReadBooking({200, {}, body}); };
  ExpectUnreadable(read(""), "body");
  ExpectUnreadable(read("{\"status\":\"success\",\"data\":{"), "body");
  ExpectUnreadable(read("[]"), "body");
  ExpectUnreadable(read("{}"), "status");
  ExpectUnreadable(read("{\"status\":\"error\",\"data\":{}}"), "status");
  ExpectUnreadable(read("{\"status\":\"success\"}"), "data");
  ExpectUnreadable(read("{\"status\":\"success\",\"data\":null}"), "data");
  ExpectUnreadable(read("{\"status\":\"success\",\"data\":[]}"), "data");
}

BOOST_AUTO_TEST_CASE(RefusesAListWithOneUnreadableBooking) {
  json::array list{json::parse(kBooking), json::object{{"uid", "x"}}};
  ExpectUnreadable(ReadBookings(Success(list)), "status");
}

BOOST_AUTO_TEST_CASE(ReadsSlotsOfAnyZone) {
  const auto data = json::parse(R"({"2026-11-03": [
      {"start": "2026-11-03T11:00:00.000-03:00", "end": "2026-11-03T11:30:00.000-03:00"}]})");
  const auto slots = std::get<std::vector<domain::Slot>>(ReadSlots(Success(data)));
  BOOST_REQUIRE(slots.size() == 1U);
  BOOST_TEST(domain::FormatRfc3339(slots[0].start) == "2026-11-03T14:00:00Z");
  BOOST_TEST(domain::FormatRfc3339(slots[0].end) == "2026-11-03T14:30:00Z");
}

BOOST_AUTO_TEST_CASE(RefusesSlotsWithoutAnEnd) {
  const auto data = json::parse(R"({"2026-11-03": [{"start": "2026-11-03T11:00:00.000Z"}]})");
  ExpectUnreadable(ReadSlots(Success(data)), "end");
  ExpectUnreadable(ReadSlots(Success(json::parse(R"({"2026-11-03": {}})"))), "data");
  ExpectUnreadable(ReadSlots(Success(json::array())), "data");
}

BOOST_AUTO_TEST_CASE(ReadsAHold) {
  const auto data = json::parse(R"({"reservationUid": "e84be5a3-4696-49e3-acc7-b2f3999c3b94",
      "reservationUntil": "2026-10-20T11:32:33.444Z"})");
  const auto hold = std::get<domain::CalendarHold>(ReadHold(Success(data)));
  BOOST_TEST(hold.uid == "e84be5a3-4696-49e3-acc7-b2f3999c3b94");
  BOOST_TEST(domain::FormatRfc3339(hold.until) == "2026-10-20T11:32:33.444000Z");
  ExpectUnreadable(ReadHold(Success(json::object())), "reservationUid");
}

BOOST_AUTO_TEST_CASE(ReadsAnEventType) {
  const auto type = EventType("description", "\"\"");
  BOOST_TEST(type.id == 1101);
  BOOST_TEST(type.slug == "intro-call");
  BOOST_TEST(type.title == "Intro call");
  BOOST_TEST((type.length == std::chrono::minutes(30)));
  BOOST_TEST(type.hidden);
  BOOST_TEST(!type.needs_approval);
  BOOST_TEST(!type.seated);
  BOOST_TEST(!type.recurring);
  BOOST_TEST(!type.sends_attendee_mail);
  BOOST_TEST(!type.cal_video);
  BOOST_TEST(!type.managed_parent);
}

BOOST_AUTO_TEST_CASE(SeesWhatAnEventTypeDoes) {
  BOOST_TEST(EventType("confirmationPolicy", R"({"type": "always"})").needs_approval);
  BOOST_TEST(EventType("seats", R"({"disabled": false, "seatsPerTimeSlot": 2})").seated);
  BOOST_TEST(EventType("seatsPerTimeSlot", "2").seated);
  BOOST_TEST(EventType("recurrence", R"({"interval": 1, "occurrences": 4})").recurring);
  BOOST_TEST(EventType("schedulingType", "\"managed\"").managed_parent);
  BOOST_TEST(!EventType("schedulingType", "\"collective\"").managed_parent);
  BOOST_TEST(
      EventType("locations", R"([{"type": "integration", "integration": "cal-video"}])").cal_video);
  BOOST_TEST(EventType("locations", "[]").cal_video);
}

// Only a plain "yes, they are off" counts.
BOOST_AUTO_TEST_CASE(TakesMailsForSentUnlessToldOtherwise) {
  BOOST_TEST(EventType("emailSettings", "null").sends_attendee_mail);
  BOOST_TEST(EventType("emailSettings", "{}").sends_attendee_mail);
  BOOST_TEST(EventType("emailSettings", R"({"disableEmailsToHosts": true})").sends_attendee_mail);
  ExpectUnreadable(
      ReadEventType(With(kEventType, "emailSettings", R"({"disableEmailsToAttendees": "yes"})")),
      "disableEmailsToAttendees");
}

BOOST_AUTO_TEST_CASE(RefusesEventTypesWithoutAMember) {
  for (const char* key : {"id", "slug", "title", "lengthInMinutes"}) {
    ExpectUnreadable(ReadEventType(Without(kEventType, key)), key);
  }
  ExpectUnreadable(ReadEventType(With(kEventType, "lengthInMinutes", "0")), "lengthInMinutes");
  ExpectUnreadable(ReadEventType(With(kEventType, "lengthInMinutes", "1441")), "lengthInMinutes");
  ExpectUnreadable(ReadEventType(With(kEventType, "seats", "2")), "seats");
}

BOOST_AUTO_TEST_CASE(ReadsWhoHostsAnEventType) {
  const CalendarEventType type =
      EventType("hosts", R"([{"userId": 1, "name": "Ada"}, {"userId": 2, "name": null}])");
  BOOST_TEST((type.hosts == std::vector<std::string>{"Ada", ""}));
  BOOST_TEST(EventType("team", R"({"id": 7, "name": "Front desk"})").team == "Front desk");
  BOOST_TEST(EventType("bookingRequiresAuthentication", "true").needs_authentication);
  BOOST_TEST(!EventType("hidden", "true").needs_authentication);
  BOOST_TEST(EventType("requiresBookerEmailVerification", "true").verifies_mail);
  BOOST_TEST(!EventType("emailSettings", R"({"disableEmailsToHosts": true})").sends_host_mail);
  ExpectUnreadable(ReadEventType(With(kEventType, "hosts", "[1]")), "hosts");
}

BOOST_AUTO_TEST_CASE(ReadsTheTeamsOfTheKey) {
  const auto teams = std::get<std::vector<CalcomTeam>>(ReadTeams(Success(json::parse(
      R"([{"id": 11, "slug": "acme", "isOrganization": true}, {"id": 77, "slug": null}])"))));
  BOOST_REQUIRE(teams.size() == 2U);
  BOOST_TEST(teams[0].id == 11);
  BOOST_TEST(teams[0].slug == "acme");
  BOOST_TEST(teams[0].is_organization);
  BOOST_TEST(!teams[1].is_organization);
  ExpectUnreadable(ReadTeams(Success(json::parse(R"([{"slug": "acme"}])"))), "id");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
