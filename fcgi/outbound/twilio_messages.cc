#include "fcgi/outbound/twilio_messages.h"

#include <date/date.h>
#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <chrono>
#include <locale>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

#include "domain/error.h"

namespace nexcyte::fcgi {
namespace {

using domain::SentMail;
using domain::SentMailTrace;
using domain::Sms;
using domain::Timestamp;
namespace json = boost::json;

constexpr std::chrono::seconds kConnectLimit{5};
constexpr std::chrono::seconds kTotalLimit{10};
constexpr std::size_t kMaxAnswerBytes = 512U << 10;
constexpr char kPageSize[] = "50";

// Twilio's times are whole seconds of its own clock.
constexpr std::chrono::seconds kMargin{5};

SentMail Unknown(std::string error) { return {SentMailTrace::kUnknown, {}, std::move(error), {}}; }

std::string_view TextAt(const json::object& object, std::string_view key) {
  const json::value* found = object.if_contains(key);
  return found != nullptr && found->is_string() ? std::string_view(found->get_string())
                                                : std::string_view();
}

// `Thu, 24 Aug 2023 05:01:45 +0000`
std::optional<std::chrono::system_clock::time_point> ParseTime(std::string_view text) {
  std::istringstream in{std::string(text)};
  in.imbue(std::locale::classic());
  date::sys_seconds at;
  in >> date::parse("%a, %d %b %Y %T %z", at);
  return in.fail() ? std::nullopt : std::optional<std::chrono::system_clock::time_point>(at);
}

bool IsSame(const json::object& message, const Sms& sms, Timestamp since) {
  const auto created = ParseTime(TextAt(message, "date_created"));
  return TextAt(message, "to") == sms.to && TextAt(message, "body") == sms.body && created &&
         *created >= since - kMargin && !TextAt(message, "sid").empty();
}

SentMail ReadList(const json::array& messages, const Sms& sms, Timestamp since) {
  for (const json::value& one : messages) {
    const json::object* message = one.if_object();
    if (message == nullptr) {
      return Unknown("http_200_unreadable");
    }
    if (IsSame(*message, sms, since)) {
      return {SentMailTrace::kFound, std::string(TextAt(*message, "sid")), {}, {}};
    }
  }
  return {SentMailTrace::kAbsent, {}, {}, {}};
}

SentMail ReadPage(const HttpAnswer& answer, const Sms& sms, Timestamp since) {
  boost::system::error_code failed;
  const json::value page = json::parse(answer.body, failed);
  const json::object* object = failed ? nullptr : page.if_object();
  const json::value* messages = object == nullptr ? nullptr : object->if_contains("messages");
  if (messages == nullptr || !messages->is_array()) {
    return Unknown("http_200_unreadable");
  }
  return ReadList(messages->get_array(), sms, since);
}

}  // namespace

TwilioMessages::TwilioMessages(HttpClient& http, TwilioMessagesSettings settings)
    : http_(http), settings_(std::move(settings)) {
  if (settings_.account_sid.empty() || settings_.auth.user.empty() ||
      settings_.auth.password.empty()) {
    throw domain::Error(domain::ErrorCode::kInternal, "twilio_settings");
  }
}

// Newest first. Without DateSent, which a message that still waits does not have: the first page
// reaches further back than ten minutes.
SentMail TwilioMessages::Find(const Sms& sms, Timestamp since) {
  HttpRequest request;
  request.url =
      settings_.base.Url({"2010-04-01", "Accounts", settings_.account_sid, "Messages.json"},
                         {{"To", sms.to}, {"PageSize", kPageSize}});
  request.auth = settings_.auth;
  request.connect_limit = kConnectLimit;
  request.total_limit = kTotalLimit;
  request.max_answer_bytes = kMaxAnswerBytes;
  const HttpResult result = http_.Send(request);
  if (const auto* failure = std::get_if<HttpFailure>(&result)) {
    return Unknown(std::string(ToString(failure->fault)));
  }
  const auto& answer = std::get<HttpAnswer>(result);
  return answer.status == 200 ? ReadPage(answer, sms, since)
                              : Unknown(fmt::format("http_{}", answer.status));
}

}  // namespace nexcyte::fcgi
