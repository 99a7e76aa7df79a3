#include "fcgi/outbound/mailgun_answer.h"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <locale>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

namespace nexcyte::fcgi {
namespace {

using domain::SendOutcome;
using domain::SendResult;
using std::chrono::seconds;
using SystemTime = std::chrono::system_clock::time_point;
namespace json = boost::json;

constexpr seconds kLongestWait{3600};

std::string StringAt(const json::object& object, std::string_view key) {
  const json::value* found = object.if_contains(key);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

std::optional<json::object> ReadObject(std::string_view body) {
  boost::system::error_code failed;
  const json::value parsed = json::parse(body, failed);
  if (failed || !parsed.is_object()) {
    return std::nullopt;
  }
  return parsed.get_object();
}

// Seconds, perhaps with a fraction, which is rounded up.
std::optional<seconds> ParseSeconds(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end == text.data() || !(value >= 0 && value < 1e12)) {
    return std::nullopt;
  }
  return std::chrono::ceil<seconds>(std::chrono::duration<double>(value));
}

// `Mon, 20 Dec 2021 20:33:21 UTC` (or GMT), whatever follows.
std::optional<seconds> ParseWaitUntil(std::string_view text, SystemTime now) {
  std::istringstream in{std::string(text)};
  in.imbue(std::locale::classic());
  date::sys_seconds at;
  in >> date::parse("%a, %d %b %Y %T", at);
  if (in.fail()) {
    return std::nullopt;
  }
  return std::chrono::ceil<seconds>(at - now);
}

std::optional<seconds> ParseWait(std::string_view text, SystemTime now) {
  const auto wait = ParseSeconds(text);
  return wait ? wait : ParseWaitUntil(text, now);
}

// The largest hint of the text and the headers; one in the past counts as none.
seconds WaitOf(const HttpAnswer& answer, std::string_view message, SystemTime now) {
  constexpr std::string_view kTryAgain = "try again after ";
  seconds wait{0};
  if (const auto hint = message.find(kTryAgain); hint != std::string_view::npos) {
    wait = std::max(wait, ParseWait(message.substr(hint + kTryAgain.size()), now).value_or(wait));
  }
  wait = std::max(wait, ParseWait(answer.Header("retry-after"), now).value_or(wait));
  if (const auto reset = ParseSeconds(answer.Header("x-ratelimit-reset"))) {  // Unix time
    wait = std::max(wait, std::chrono::ceil<seconds>(SystemTime(*reset) - now));
  }
  return std::min(wait, kLongestWait);
}

SendResult Refused(SendOutcome outcome, int status, std::string_view why = {}) {
  return {outcome, {}, fmt::format("http_{}{}{}", status, why.empty() ? "" : "_", why), {}};
}

std::string WithoutBrackets(std::string_view id) {
  if (id.starts_with('<') && id.ends_with('>')) {
    id = id.substr(1, id.size() - 2);
  }
  return std::string(id);
}

// A wrong path answers 200 with a text of its own, so the status alone proves nothing. Any other
// page is somebody's between us and Mailgun, and what begins like Mailgun's JSON and cannot be read
// was cut on the way: the mail may be queued.
SendResult ClassifyOk(const HttpAnswer& answer) {
  const auto body = ReadObject(answer.body);
  if (!body) {
    if (answer.body.find("Mailgun Magnificent API") != std::string::npos) {
      return Refused(SendOutcome::kConfiguration, 200, "not_mailgun");
    }
    return Refused(SendOutcome::kUncertain, 200, "unreadable");
  }
  const std::string id = WithoutBrackets(StringAt(*body, "id"));
  if (id.empty() || !StringAt(*body, "message").starts_with("Queued")) {
    return Refused(SendOutcome::kConfiguration, 200, "not_queued");
  }
  return {SendOutcome::kAccepted, id, {}, {}};
}

SendResult ClassifyBadRequest(std::string_view message) {
  if (message.starts_with("Domain ") &&
      message.find(" is not allowed to send: ") != std::string_view::npos) {
    return Refused(SendOutcome::kConfiguration, 400, "domain");
  }
  return Refused(SendOutcome::kFailedForGood, 400);
}

SendResult ClassifyAnswer(const HttpAnswer& answer, SystemTime now) {
  const auto body = ReadObject(answer.body);
  const std::string message = body ? StringAt(*body, "message") : std::string();
  switch (answer.status) {
    case 200:
      return ClassifyOk(answer);
    case 400:
      return ClassifyBadRequest(message);
    case 413:
      return Refused(SendOutcome::kFailedForGood, 413);
    case 420:
    case 429: {
      SendResult result = Refused(SendOutcome::kFailedForNow, answer.status);
      result.retry_after = WaitOf(answer, message, now);
      result.pauses_account = true;
      return result;
    }
    default:
      break;
  }
  // 401, 402, 403, 404 and what nobody has seen yet: no mail was looked at, so none is to blame.
  // 408 is a server that got only half of the request, or says so; a redirect is not Mailgun's.
  const bool is_refusal = answer.status >= 400 && answer.status < 500 && answer.status != 408;
  return Refused(is_refusal ? SendOutcome::kConfiguration : SendOutcome::kUncertain, answer.status);
}

}  // namespace

seconds MailgunWait(const HttpAnswer& answer, SystemTime now) {
  const auto body = ReadObject(answer.body);
  return WaitOf(answer, body ? StringAt(*body, "message") : std::string(), now);
}

SendResult ClassifyMailgun(const HttpResult& result, SystemTime now) {
  if (const auto* failure = std::get_if<HttpFailure>(&result)) {
    if (failure->fault == HttpFault::kNotAllowed) {
      return {SendOutcome::kConfiguration, {}, std::string(ToString(failure->fault)), {}};
    }
    return {failure->nothing_sent ? SendOutcome::kFailedForNow : SendOutcome::kUncertain,
            {},
            std::string(ToString(failure->fault)),
            {}};
  }
  return ClassifyAnswer(std::get<HttpAnswer>(result), now);
}

}  // namespace nexcyte::fcgi
