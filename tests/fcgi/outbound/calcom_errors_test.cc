#include "fcgi/outbound/calcom_errors.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/fcgi/outbound/calcom_print.h"

namespace nexcyte::fcgi {
namespace {

using domain::CalendarFailure;
using domain::CalendarRefusal;
using std::chrono::seconds;
namespace json = boost::json;

// {status:"error", error:{code, message}}
HttpAnswer Usual(int status, const std::string& message,
                 const std::string& code = "SomeException") {
  const json::object error{{"code", code}, {"message", message}};
  return {status, {}, json::serialize(json::object{{"status", "error"}, {"error", error}})};
}

// {statusCode, message}
HttpAnswer Bare(int status, const std::string& message) {
  return {status, {}, json::serialize(json::object{{"statusCode", status}, {"message", message}})};
}

struct Row {
  int status;
  const char* message;
  CalendarFailure failure;
};

// One row per line of the table, in the words of the provider.
constexpr Row kRows[] = {
    {401, "booking_limit_reached", CalendarFailure::kLimitReached},
    {401, "duration_limit_reached", CalendarFailure::kLimitReached},
    {403, "booking_limit_reached", CalendarFailure::kLimitReached},
    {403, "duration_limit_reached", CalendarFailure::kLimitReached},
    {401, "CustomThrottlerGuard - Invalid API Key", CalendarFailure::kAuth},
    {403, "PermissionsGuard - no authentication provided.", CalendarFailure::kAuth},
    {409, "booking_conflict_error", CalendarFailure::kSlotTaken},
    {409, "No more seats left at this seated booking.", CalendarFailure::kSlotTaken},
    {400, "One of the hosts either already has booking at this time", CalendarFailure::kSlotTaken},
    {400, "User is not available", CalendarFailure::kSlotTaken},
    {400, "fixed_hosts_unavailable_for_booking", CalendarFailure::kSlotTaken},
    {400, "no_available_users_found_error", CalendarFailure::kSlotTaken},
    {400, "The event type can't be booked at the \"start\" time provided.",
     CalendarFailure::kSlotInvalid},
    {400, "Attempting to book a meeting in the past.", CalendarFailure::kSlotInvalid},
    {400, "booking_time_out_of_bounds_error", CalendarFailure::kSlotInvalid},
    {400, "Invalid event length", CalendarFailure::kSlotInvalid},
    {400, "because the maximum number of active bookings has been reached.",
     CalendarFailure::kBookerLimit},
    {400, "because it has been cancelled already. Please provide uid",
     CalendarFailure::kAlreadyCancelled},
    {400, "This booking has already been cancelled.", CalendarFailure::kAlreadyCancelled},
    {400, "Can't reschedule booking with uid=U because it has been cancelled. Please provide",
     CalendarFailure::kAlreadyCancelled},
    {400, "because it has been cancelled and rescheduled already to booking with uid=N.",
     CalendarFailure::kAlreadyMoved},
    {404, "Cannot GET /v2/slots?eventTypeId=1", CalendarFailure::kValidation},
    {404, "Cannot POST /v2/bookings/x/reschedule", CalendarFailure::kValidation},
    {404, "Cannot DELETE /v2/slots/reservations/x", CalendarFailure::kValidation},
    {404, "Booking with uid=U was not found in the database", CalendarFailure::kNotFound},
    {400, "Cancellation reason is required when you are the host", CalendarFailure::kValidation},
    {400, "", CalendarFailure::kValidation},
    {422, "Can't book this team event type because it has no hosts.", CalendarFailure::kValidation},
    {500, "Internal server error", CalendarFailure::kUnknown},
    {502, "Bad Gateway", CalendarFailure::kUnknown},
    {302, "Found", CalendarFailure::kUnknown},
    {418, "", CalendarFailure::kUnknown},
};

BOOST_AUTO_TEST_SUITE(CalcomErrors)

BOOST_AUTO_TEST_CASE(ClassifiesEveryRowInBothShapes) {
  for (const Row& row : kRows) {
    const auto usual = ClassifyCalcom(Usual(row.status, row.message), CalcomCall::kOther);
    const auto bare = ClassifyCalcom(Bare(row.status, row.message), CalcomCall::kOther);
    BOOST_TEST(usual.failure == row.failure, row.status << " " << row.message);
    BOOST_TEST(bare.failure == row.failure, row.status << " " << row.message);
  }
}

BOOST_AUTO_TEST_CASE(TellsReservationsApart) {
  const HttpAnswer answer = Usual(422, "This time slot is already reserved by another user.");
  BOOST_TEST(ClassifyCalcom(answer, CalcomCall::kReserve).failure ==
             CalendarFailure::kReservedByOther);
  BOOST_TEST(ClassifyCalcom(answer, CalcomCall::kOther).failure == CalendarFailure::kValidation);
}

BOOST_AUTO_TEST_CASE(ReadsTheWaitOfARateLimit) {
  HttpAnswer answer = Usual(429, "CustomThrottlerGuard - Too many requests.");
  const auto wait = [&](std::string name, std::string value) {
    answer.headers = {{std::move(name), std::move(value)}};
    const CalendarRefusal refusal = ClassifyCalcom(answer, CalcomCall::kOther);
    BOOST_TEST(refusal.failure == CalendarFailure::kRateLimited);
    return refusal.retry_after;
  };
  BOOST_TEST((wait("x-ratelimit-reset-default", "17") == seconds(17)));
  BOOST_TEST((wait("x-ratelimit-reset-custom", "0") == seconds(1)));
  BOOST_TEST((wait("x-ratelimit-reset-default", "1795348000") == seconds(3600)));
  BOOST_TEST((wait("x-ratelimit-reset-default", "soon") == seconds(60)));
  BOOST_TEST((wait("x-other", "5") == seconds(60)));
}

BOOST_AUTO_TEST_CASE(BelievesARateLimitOfAnyShape) {
  BOOST_TEST(ClassifyCalcom({429, {}, "<html>"}, CalcomCall::kOther).failure ==
             CalendarFailure::kRateLimited);
}

// A proxy's page says nothing about Cal.com: a 404 of one must not cancel a booking.
BOOST_AUTO_TEST_CASE(BelievesNoOtherShape) {
  for (const char* body : {"", "<html>Not Found</html>", "[]", "\"x\"", "{}", "{\"message\":\"x\"}",
                           "{\"error\":\"Not Found\"}", "{\"statusCode\":404"}) {
    for (const int status : {400, 401, 403, 404, 409, 422, 500}) {
      BOOST_TEST(ClassifyCalcom({status, {}, body}, CalcomCall::kOther).failure ==
                     CalendarFailure::kUnknown,
                 status << " " << body);
    }
  }
}

BOOST_AUTO_TEST_CASE(KeepsNoTextOfTheProvider) {
  HttpAnswer answer = Usual(403, "token cal_live_secret of jane@example.org", "ForbiddenException");
  answer.headers = {{"x-request-id", "6416303f-b86b"}};
  BOOST_TEST(ClassifyCalcom(answer, CalcomCall::kOther).detail ==
             "http_403 code=ForbiddenException request=6416303f-b86b");
  answer = Usual(400, "x", "jane@example.org");
  answer.headers = {{"x-request-id", "a b"}};
  BOOST_TEST(ClassifyCalcom(answer, CalcomCall::kOther).detail == "http_400");
}

BOOST_AUTO_TEST_CASE(TellsNotSentFromUnknown) {
  BOOST_TEST(ClassifyCalcom(HttpFailure{HttpFault::kConnect, true}).failure ==
             CalendarFailure::kNotSent);
  BOOST_TEST(ClassifyCalcom(HttpFailure{HttpFault::kTimeLimit, false}).failure ==
             CalendarFailure::kUnknown);
  BOOST_TEST(ClassifyCalcom(HttpFailure{HttpFault::kTimeLimit, false}).detail == "time_limit");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
