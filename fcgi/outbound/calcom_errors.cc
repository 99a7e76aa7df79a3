#include "fcgi/outbound/calcom_errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace nexcyte::fcgi {
namespace {

using domain::CalendarFailure;
using domain::CalendarRefusal;
namespace json = boost::json;

constexpr std::chrono::seconds kDefaultWait{60};
constexpr std::chrono::seconds kLongestWait{3600};

struct Rule {
  int status;
  std::string_view text;  // what the message contains; empty: any message
  CalendarFailure failure;
};

// Every substring that anything depends on. The order is that of calcom-v2.md section 10.
constexpr Rule kRules[] = {
    {401, "booking_limit_reached", CalendarFailure::kLimitReached},
    {401, "duration_limit_reached", CalendarFailure::kLimitReached},
    {403, "booking_limit_reached", CalendarFailure::kLimitReached},
    {403, "duration_limit_reached", CalendarFailure::kLimitReached},
    {401, "", CalendarFailure::kAuth},
    {403, "", CalendarFailure::kAuth},
    {409, "", CalendarFailure::kSlotTaken},
    {400, "already has booking at this time", CalendarFailure::kSlotTaken},
    {400, "not available", CalendarFailure::kSlotTaken},
    {400, "hosts_unavailable", CalendarFailure::kSlotTaken},
    {400, "no_available_users_found", CalendarFailure::kSlotTaken},
    {400, "can't be booked at the \"start\" time", CalendarFailure::kSlotInvalid},
    {400, "in the past", CalendarFailure::kSlotInvalid},
    {400, "booking_time_out_of_bounds", CalendarFailure::kSlotInvalid},
    {400, "Invalid event length", CalendarFailure::kSlotInvalid},
    {400, "maximum number of active bookings", CalendarFailure::kBookerLimit},
    {400, "has been cancelled already", CalendarFailure::kAlreadyCancelled},
    {400, "has already been cancelled", CalendarFailure::kAlreadyCancelled},
    {400, "because it has been cancelled.", CalendarFailure::kAlreadyCancelled},  // of a reschedule
    {400, "cancelled and rescheduled already", CalendarFailure::kAlreadyMoved},
    // The route is missing (a wrong base URL or version header), which says nothing of the booking.
    {404, "Cannot GET /", CalendarFailure::kValidation},
    {404, "Cannot POST /", CalendarFailure::kValidation},
    {404, "Cannot DELETE /", CalendarFailure::kValidation},
    {404, "", CalendarFailure::kNotFound},
    {400, "", CalendarFailure::kValidation},
    {422, "", CalendarFailure::kValidation},
};

// The two shapes: {status:"error", error:{code, message}} and {statusCode, message}.
struct ErrorBody {
  std::string code;
  std::string message;
};

std::string StringAt(const json::object& object, std::string_view key) {
  const json::value* found = object.if_contains(key);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

std::optional<ErrorBody> ReadErrorBody(std::string_view body) {
  boost::system::error_code failed;
  const json::value parsed = json::parse(body, failed);
  if (failed || !parsed.is_object()) {
    return std::nullopt;
  }
  const json::object& object = parsed.get_object();
  const json::value* error = object.if_contains("error");
  if (error != nullptr && error->is_object()) {
    return ErrorBody{StringAt(error->get_object(), "code"),
                     StringAt(error->get_object(), "message")};
  }
  if (object.contains("statusCode") && object.contains("message")) {
    return ErrorBody{{}, StringAt(object, "message")};
  }
  return std::nullopt;
}

CalendarFailure Classify(int status, std::string_view message, CalcomCall call) {
  if (status == 422 && call == CalcomCall::kReserve) {
    return CalendarFailure::kReservedByOther;
  }
  const auto* rule = std::find_if(std::begin(kRules), std::end(kRules), [&](const Rule& candidate) {
    return candidate.status == status && message.find(candidate.text) != std::string_view::npos;
  });
  return rule == std::end(kRules) ? CalendarFailure::kUnknown : rule->failure;
}

// `X-RateLimit-Reset-<name of the limit>`: seconds from now, not a time.
std::chrono::seconds WaitOf(const HttpAnswer& answer) {
  for (const auto& [name, value] : answer.headers) {
    long long seconds = 0;
    if (name.starts_with("x-ratelimit-reset-") &&
        std::from_chars(value.data(), value.data() + value.size(), seconds).ec == std::errc()) {
      return std::clamp(std::chrono::seconds(seconds), std::chrono::seconds(1), kLongestWait);
    }
  }
  return kDefaultWait;
}

bool IsWord(std::string_view text, std::size_t longest) {
  return !text.empty() && text.size() <= longest &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  c == '_' || c == '-';
         });
}

// Messages name uids and addresses, and once the key itself: only words of a fixed form are kept.
std::string DetailOf(const HttpAnswer& answer, std::string_view code) {
  std::string detail = fmt::format("http_{}", answer.status);
  if (IsWord(code, 40)) {
    detail += fmt::format(" code={}", code);
  }
  if (const auto id = answer.Header("x-request-id"); IsWord(id, 64)) {
    detail += fmt::format(" request={}", id);
  }
  return detail;
}

}  // namespace

CalendarRefusal ClassifyCalcom(const HttpAnswer& answer, CalcomCall call) {
  const auto body = ReadErrorBody(answer.body);
  const std::string detail = DetailOf(answer, body ? body->code : "");
  if (answer.status == 429) {
    return {CalendarFailure::kRateLimited, WaitOf(answer), detail};
  }
  if (!body) {
    return {CalendarFailure::kUnknown, {}, detail + " unreadable"};
  }
  return {Classify(answer.status, body->message, call), {}, detail};
}

CalendarRefusal ClassifyCalcom(const HttpFailure& failure) {
  return {failure.nothing_sent ? CalendarFailure::kNotSent : CalendarFailure::kUnknown,
          {},
          std::string(ToString(failure.fault))};
}

}  // namespace nexcyte::fcgi
