#include "fcgi/outbound/calcom.h"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <vector>

#include "tests/fcgi/outbound/calcom_fixture.h"

namespace nexcyte::fcgi {
namespace {

using domain::CalendarBooking;
using domain::CalendarEventType;
using domain::CalendarFailure;
using domain::CalendarHold;
using domain::Timestamp;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
namespace json = boost::json;

BOOST_FIXTURE_TEST_SUITE(CalcomRequests, CalcomFixture)

BOOST_AUTO_TEST_CASE(CreatesWithTheReference) {
  http.Answer(201, Success(BookingJson("uid1")));
  auto booking = NewBooking();
  booking.attendee_phone = "+5511987654321";
  booking.notes = "First visit";
  const auto result = calcom.Create(booking);
  BOOST_TEST(std::get<CalendarBooking>(result).uid == "uid1");
  BOOST_TEST(Sent().url == "https://api.cal.com/v2/bookings");
  BOOST_TEST((Sent().method == HttpMethod::kPost));
  BOOST_TEST(Sent().send_once);
  BOOST_TEST((Sent().total_limit == seconds(30)));
  BOOST_TEST(HeaderOf(Sent(), "cal-api-version") == "2024-08-13");
  BOOST_TEST(HeaderOf(Sent(), "Content-Type") == "application/json");
  BOOST_TEST(SentBody() == json::parse(R"({
      "start": "2026-11-03T14:00:00Z", "eventTypeId": 1101,
      "attendee": {"name": "Maria Silva", "email": "maria+x@example.com",
                   "timeZone": "America/Sao_Paulo", "phoneNumber": "+5511987654321"},
      "bookingFieldsResponses": {"notes": "First visit"},
      "metadata": {"nx_ref": "018f9c1e-3f2a-7c1b-9d55-0a4f6f5b9e11"}})"));
}

// Cal.com refuses unknown and malformed members, so what is empty is left out.
BOOST_AUTO_TEST_CASE(CreatesWithoutEmptyMembers) {
  http.Answer(201, Success(BookingJson("uid1")));
  calcom.Create(NewBooking());
  BOOST_TEST(!SentBody().as_object().contains("bookingFieldsResponses"));
  BOOST_TEST(!SentBody().at("attendee").as_object().contains("phoneNumber"));
}

BOOST_AUTO_TEST_CASE(Moves) {
  http.Answer(201, Success(BookingJson("uid2", "2026-11-04T15:00:00Z")));
  const auto result = calcom.Reschedule("uid1", At("2026-11-04T15:00:00Z"), "Another day");
  BOOST_TEST(std::get<CalendarBooking>(result).uid == "uid2");
  BOOST_TEST(Sent().url == "https://api.cal.com/v2/bookings/uid1/reschedule");
  BOOST_TEST(Sent().send_once);
  BOOST_TEST(SentBody() == json::parse(R"({"start": "2026-11-04T15:00:00Z",
                                           "reschedulingReason": "Another day"})"));
}

BOOST_AUTO_TEST_CASE(CancelsNeverWithoutAReason) {
  http.Answer(200, Success(BookingJson("uid1", "2026-11-03T14:00:00Z", "cancelled")));
  const auto result = calcom.Cancel("uid1", " \t\n");
  BOOST_TEST(std::get<CalendarBooking>(result).uid == "uid1");
  BOOST_TEST(Sent().url == "https://api.cal.com/v2/bookings/uid1/cancel");
  BOOST_TEST(Sent().send_once);
  BOOST_TEST(SentBody() == json::parse(R"({"cancellationReason": "Cancelled in the portal"})"));
  calcom.Cancel("uid1", "Ill");
  BOOST_TEST(json::parse(Sent(1).body) == json::parse(R"({"cancellationReason": "Ill"})"));
}

BOOST_AUTO_TEST_CASE(Finds) {
  http.Answer(200, Success(BookingJson("uid1")));
  BOOST_TEST(std::get<CalendarBooking>(calcom.Find("uid1")).nx_ref == kRef);
  BOOST_TEST(Sent().url == "https://api.cal.com/v2/bookings/uid1");
  BOOST_TEST((Sent().total_limit == seconds(8)));
}

BOOST_AUTO_TEST_CASE(ReservesAndReleases) {
  http.Answer(201, Success({{"reservationUid", "hold1"}, {"reservationUntil", kUntil}}));
  http.Answer(200, R"({"status": "success"})");
  const auto hold = calcom.Reserve(1101, At("2026-11-03T14:00:00Z"), minutes(10));
  BOOST_TEST(std::get<CalendarHold>(hold).uid == "hold1");
  BOOST_TEST(Sent().url == "https://api.cal.com/v2/slots/reservations");
  BOOST_TEST(HeaderOf(Sent(), "cal-api-version") == "2024-09-04");
  BOOST_TEST(SentBody() == json::parse(R"({"eventTypeId": 1101, "reservationDuration": 10,
                                           "slotStart": "2026-11-03T14:00:00Z"})"));
  calcom.Release("hold1");
  BOOST_TEST((Sent(1).method == HttpMethod::kDelete));
  BOOST_TEST(Sent(1).url == "https://api.cal.com/v2/slots/reservations/hold1");
}

BOOST_AUTO_TEST_CASE(ReservationRefusedByOtherHold) {
  http.Answer(422, R"({"status": "error", "error": {"message": "already reserved"}})");
  BOOST_TEST(RefusalOf(calcom.Reserve(1101, At("2026-11-03T14:00:00Z"), minutes(10)))->failure ==
             CalendarFailure::kReservedByOther);
}

// What would become another path is not sent.
BOOST_AUTO_TEST_CASE(SendsNoOddUid) {
  for (const char* uid : {"", "..", "a/b", "a?b", "a b", "é"}) {
    BOOST_TEST(RefusalOf(calcom.Find(uid))->failure == CalendarFailure::kNotFound, uid);
    BOOST_TEST(RefusalOf(calcom.Cancel(uid, ""))->failure == CalendarFailure::kNotFound, uid);
    BOOST_TEST(RefusalOf(calcom.Reschedule(uid, At("2026-11-03T14:00:00Z"), ""))->failure ==
               CalendarFailure::kNotFound);
    calcom.Release(uid);
  }
  BOOST_TEST(http.requests.empty());
}

// Cal.com carries some calls out without a key, so that its absence would not be noticed.
BOOST_AUTO_TEST_CASE(AuthorizesEveryCall) {
  const Timestamp start = At("2026-11-03T14:00:00Z");
  calcom.ListSlots(1, {start, start + minutes(30)}, "");
  calcom.Reserve(1, start, minutes(10));
  calcom.Release("a");
  calcom.Create(NewBooking());
  gate.Succeeded(gate.key);  // the answers so far were failures
  calcom.Reschedule("a", start, "");
  calcom.Cancel("a", "");
  calcom.Find("a");
  calcom.List({});
  gate.Succeeded(gate.key);
  calcom.FindOrganization("acme");
  calcom.ListEventTypes(11);
  BOOST_TEST(http.requests.size() == 10U);
  for (const HttpRequest& request : http.requests) {
    BOOST_TEST(HeaderOf(request, "Authorization") == "Bearer cal_live_secret", request.url);
    BOOST_TEST(request.send_once == (request.method == HttpMethod::kPost), request.url);
  }
}

// Somebody who waits waits for all reads together as long as for one.
BOOST_AUTO_TEST_CASE(LetsTheReadsOfARequestShareTheirTime) {
  const std::chrono::milliseconds whole{8000};
  settings.shares_time = true;
  Calcom shared(http, gate, settings);
  const auto limits = [this, whole] {
    std::vector<bool> are_whole;
    for (const HttpRequest& request : http.requests) {
      are_whole.push_back(request.total_limit == whole);
    }
    http.requests.clear();
    return are_whole;
  };
  for (int i = 0; i < 10; ++i) {
    http.Answer(200, R"({"status": "success", "data": []})");
  }
  shared.FindOrganization("acme");
  shared.ListEventTypes(11);
  shared.Find("a");
  BOOST_TEST((limits() == std::vector{true, false, false}));
  shared.BeginRequest();
  shared.Find("a");
  shared.Cancel("a", "");
  shared.Find("a");
  shared.Find("a");
  BOOST_TEST((limits() == std::vector{true, false, true, false}));
  calcom.Find("a");
  calcom.Find("a");
  BOOST_TEST((limits() == std::vector{true, true}));
}

BOOST_AUTO_TEST_CASE(RefusesAKeyWithoutItsPrefix) {
  for (const char* key : {"", "live_secret", " cal_x"}) {
    settings.api_key = key;
    BOOST_CHECK_THROW(Calcom(http, gate, settings), domain::Error);
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(CalcomOutcomes, CalcomFixture)

BOOST_AUTO_TEST_CASE(ClassifiesRefusals) {
  http.Answer(400, R"({"status": "error", "error": {"code": "BadRequestException",
      "message": "User either already has booking at this time or is not available"}})");
  const auto result = calcom.Create(NewBooking());
  BOOST_TEST(RefusalOf(result)->failure == CalendarFailure::kSlotTaken);
  BOOST_TEST(RefusalOf(result)->detail == "http_400 code=BadRequestException");
}

BOOST_AUTO_TEST_CASE(TellsNotSentFromUnknown) {
  http.Fail(HttpFault::kConnect, true).Fail(HttpFault::kBroken, false).Answer(201, "{\"sta");
  BOOST_TEST(RefusalOf(calcom.Create(NewBooking()))->failure == CalendarFailure::kNotSent);
  BOOST_TEST(RefusalOf(calcom.Create(NewBooking()))->failure == CalendarFailure::kUnknown);
  BOOST_TEST(RefusalOf(calcom.Create(NewBooking()))->failure == CalendarFailure::kUnknown);
}

// Approval types answer a repeated request with the booking that exists.
BOOST_AUTO_TEST_CASE(DoesNotTakeAnotherBookingForItsOwn) {
  json::object foreign = BookingJson("uid1");
  foreign["metadata"] = json::object();
  http.Answer(201, Success(foreign))
      .Answer(201, Success(BookingJson("uid1", "2026-11-03T15:00:00Z")))
      .Answer(201, Success(BookingJson("uid1", "2026-11-03T15:00:00Z")))
      .Answer(200, Success(BookingJson("uid1")))
      .Answer(200, Success(BookingJson("uid2", "2026-11-03T14:00:00Z", "cancelled")));
  const auto start = At("2026-11-03T14:00:00Z");
  for (const auto& result : {calcom.Create(NewBooking()), calcom.Create(NewBooking()),
                             calcom.Reschedule("uid1", start, ""), calcom.Cancel("uid1", ""),
                             calcom.Cancel("uid1", "")}) {
    BOOST_REQUIRE(RefusalOf(result) != nullptr);
    BOOST_TEST(RefusalOf(result)->failure == CalendarFailure::kUnknown);
  }
}

BOOST_AUTO_TEST_CASE(AsksTheBudgetUnderADigest) {
  http.Answer(200, Success(BookingJson("uid1")));
  calcom.Find("uid1");
  BOOST_TEST(gate.asked == "100/7");
  BOOST_TEST(gate.key.starts_with("calcom:"));
  BOOST_TEST(gate.key.find("secret") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(SendsNothingWhenTheMinuteIsUsedUp) {
  gate.verdict = {domain::CallGate::Reason::kUsedUp, milliseconds(1200), false};
  const auto result = calcom.Find("uid1");
  BOOST_TEST(RefusalOf(result)->failure == CalendarFailure::kRateLimited);
  BOOST_TEST((RefusalOf(result)->retry_after == seconds(2)));
  BOOST_TEST(http.requests.empty());
}

BOOST_AUTO_TEST_CASE(SendsNothingWithoutTheGate) {
  gate.broken = true;
  BOOST_TEST(RefusalOf(calcom.Find("uid1"))->failure == CalendarFailure::kNotSent);
  BOOST_TEST(http.requests.empty());
}

BOOST_AUTO_TEST_CASE(WaitsAfterARateLimit) {
  http.Answer(429, "{}", {{"x-ratelimit-reset-default", "30"}});
  BOOST_TEST((RefusalOf(calcom.Find("uid1"))->retry_after == seconds(30)));
  BOOST_TEST(RefusalOf(calcom.Find("uid1"))->failure == CalendarFailure::kRateLimited);
  BOOST_TEST(http.requests.size() == 1U);
}

BOOST_AUTO_TEST_CASE(SparesAProviderThatFails) {
  for (int i = 0; i < domain::CallGate::kFailures + 3; ++i) {
    calcom.Find("uid1");  // answered with a 500
  }
  BOOST_TEST(http.requests.size() == static_cast<std::size_t>(domain::CallGate::kFailures));
  BOOST_TEST(RefusalOf(calcom.Find("uid1"))->failure == CalendarFailure::kNotSent);
}

// What has been answered is believed, whether or not it could be written down.
BOOST_AUTO_TEST_CASE(KeepsAnAnswerThatTheGateCannotNote) {
  gate.breaks_later = true;
  gate.failures = 1;
  http.Answer(200, Success(BookingJson("uid1")));
  BOOST_TEST(RefusalOf(calcom.Find("uid1")) == nullptr);
  BOOST_TEST(RefusalOf(calcom.Find("uid1"))->failure == CalendarFailure::kUnknown);
}

BOOST_AUTO_TEST_CASE(WritesNothingWhileAllIsWell) {
  http.Answer(200, Success(BookingJson("uid1")));
  calcom.Find("uid1");
  BOOST_TEST(gate.writes == 0);
}

// A refusal is an answer: the provider works.
BOOST_AUTO_TEST_CASE(CountsNoRefusalAsFailure) {
  for (int i = 0; i < domain::CallGate::kFailures + 3; ++i) {
    http.Answer(404, R"({"status": "error", "error": {"message": "Booking with uid=x"}})");
    calcom.Find("uid1");
  }
  BOOST_TEST(http.requests.size() == static_cast<std::size_t>(domain::CallGate::kFailures + 3));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
