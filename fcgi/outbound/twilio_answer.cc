#include "fcgi/outbound/twilio_answer.h"

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

using domain::SendOutcome;
using domain::SendResult;
using std::chrono::seconds;
namespace json = boost::json;

constexpr seconds kLongestWait{3600};

enum class Class {
  kMessage,     // this message cannot be sent
  kBadNumber,   // nothing can be sent to this number
  kOptedOut,    // the person said STOP
  kAccount,     // nothing can be sent until somebody changes the configuration
  kSenderFull,  // the sender's queue is full: minutes
  kDailyLimit,  // the account's messages of the day are used up
  kTooMany,     // too many requests at once; the only failure that Twilio calls safe to repeat
};

struct Code {
  int number;
  Class meaning;
};

// twilio.md section 2.1. Region not enabled (21408) is configuration of one country: it fails the
// message and stops nobody else's.
constexpr Code kCodes[] = {
    {20003, Class::kAccount},    {20005, Class::kAccount},    {20403, Class::kAccount},
    {20008, Class::kAccount},    {20404, Class::kAccount},    {21701, Class::kAccount},
    {21705, Class::kAccount},    {21211, Class::kBadNumber},  {21217, Class::kBadNumber},
    {21401, Class::kBadNumber},  {21614, Class::kBadNumber},  {21635, Class::kBadNumber},
    {21610, Class::kOptedOut},   {21612, Class::kMessage},    {21408, Class::kMessage},
    {21212, Class::kAccount},    {21603, Class::kAccount},    {21606, Class::kAccount},
    {21616, Class::kAccount},    {21659, Class::kAccount},    {21703, Class::kAccount},
    {21704, Class::kAccount},    {21608, Class::kAccount},    {21602, Class::kMessage},
    {21604, Class::kMessage},    {21617, Class::kMessage},    {21619, Class::kMessage},
    {21658, Class::kMessage},    {21609, Class::kMessage},    {21624, Class::kMessage},
    {35111, Class::kMessage},    {35114, Class::kMessage},    {35115, Class::kMessage},
    {35116, Class::kMessage},    {35117, Class::kMessage},    {35118, Class::kMessage},
    {21611, Class::kSenderFull}, {63038, Class::kDailyLimit}, {20429, Class::kTooMany},
};

// Of a code that is not in the table.
Class MeaningOf(int status) {
  switch (status) {
    case 401:
    case 402:
    case 403:
    case 404:
      return Class::kAccount;
    case 429:
      return Class::kTooMany;
    default:
      // Redirects too: no message was looked at, so none is to blame.
      return status < 400 ? Class::kAccount : Class::kMessage;
  }
}

Class MeaningOf(int status, int code) {
  const auto found = std::find_if(std::begin(kCodes), std::end(kCodes),
                                  [code](const Code& known) { return known.number == code; });
  return found == std::end(kCodes) ? MeaningOf(status) : found->meaning;
}

// Retry-After in seconds; not promised for messages, honoured when present.
seconds HintOf(const HttpAnswer& answer) {
  const std::string_view text = answer.Header("retry-after");
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_hint = error == std::errc() && end == text.data() + text.size() && value > 0;
  return is_hint ? std::min(seconds(value), kLongestWait) : seconds(0);
}

SendResult Refused(Class meaning, std::string error, seconds hint) {
  SendResult result{SendOutcome::kFailedForGood, {}, std::move(error), {}};
  switch (meaning) {
    case Class::kMessage:
      break;
    case Class::kBadNumber:
      result.bad_address = true;
      break;
    case Class::kOptedOut:
      result.outcome = SendOutcome::kOptedOut;
      break;
    case Class::kAccount:
      result.outcome = SendOutcome::kConfiguration;
      result.pauses_account = true;
      result.retry_after = hint;
      break;
    case Class::kSenderFull:
    case Class::kDailyLimit:
    case Class::kTooMany:
      result.outcome = SendOutcome::kFailedForNow;
      result.pauses_account = true;
      result.retry_after = std::max(hint, meaning == Class::kTooMany      ? seconds(1)
                                          : meaning == Class::kSenderFull ? seconds(300)
                                                                          : kLongestWait);
      break;
  }
  return result;
}

std::optional<json::object> ReadObject(std::string_view body) {
  boost::system::error_code failed;
  const json::value parsed = json::parse(body, failed);
  if (failed || !parsed.is_object()) {
    return std::nullopt;
  }
  return parsed.get_object();
}

std::string StringAt(const json::object& object, std::string_view key) {
  const json::value* found = object.if_contains(key);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

int CodeOf(const json::object& object) {
  const json::value* found = object.if_contains("code");
  const bool is_code = found != nullptr && found->is_int64() && found->get_int64() > 0 &&
                       found->get_int64() < 1000000;
  return is_code ? static_cast<int>(found->get_int64()) : 0;
}

// Without a `sid` it may all the same have been taken: an SMS is never sent twice to be sure.
SendResult ClassifyOk(const HttpAnswer& answer, const std::optional<json::object>& body) {
  const std::string sid = body ? StringAt(*body, "sid") : std::string();
  if (sid.empty()) {
    return {SendOutcome::kUncertain, {}, fmt::format("http_{}_no_sid", answer.status), {}};
  }
  return {SendOutcome::kAccepted, sid, {}, {}};
}

SendResult ClassifyAnswer(const HttpAnswer& answer) {
  const auto body = ReadObject(answer.body);
  if (answer.status >= 200 && answer.status < 300) {
    return ClassifyOk(answer, body);
  }
  const int code = body ? CodeOf(*body) : 0;
  const std::string error =
      code == 0 ? fmt::format("http_{}", answer.status) : fmt::format("twilio_{}", code);
  // The limits are certain whatever status carries them. 408 is a server that got only half of the
  // request, or says so.
  const bool is_certain = code == 63038 || code == 20429 ||
                          (answer.status >= 300 && answer.status < 500 && answer.status != 408);
  if (!is_certain) {
    return {SendOutcome::kUncertain, {}, error, {}};
  }
  return Refused(MeaningOf(answer.status, code), error, HintOf(answer));
}

}  // namespace

SendResult ClassifyTwilio(const HttpResult& result) {
  if (const auto* answer = std::get_if<HttpAnswer>(&result)) {
    return ClassifyAnswer(*answer);
  }
  const auto& failure = std::get<HttpFailure>(result);
  SendResult failed{SendOutcome::kUncertain, {}, std::string(ToString(failure.fault)), {}};
  if (failure.fault == HttpFault::kNotAllowed) {
    failed.outcome = SendOutcome::kConfiguration;
    failed.pauses_account = true;
  } else if (failure.nothing_sent) {
    failed.outcome = SendOutcome::kFailedForNow;
  }
  return failed;
}

}  // namespace nexcyte::fcgi
