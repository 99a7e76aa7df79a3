#include "fcgi/outbound/mailgun_events.h"

#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <chrono>
#include <utility>

#include "domain/error.h"
#include "domain/text.h"
#include "fcgi/outbound/mailgun_answer.h"

namespace nexcyte::fcgi {
namespace {

using domain::SentMail;
using domain::SentMailTrace;
namespace json = boost::json;

constexpr std::chrono::seconds kConnectLimit{5};
constexpr std::chrono::seconds kTotalLimit{10};
constexpr std::size_t kMaxAnswerBytes = 256U << 10;

// Mailgun's clock is not ours.
constexpr std::chrono::seconds kMargin{300};

SentMail Unknown(std::string error) { return {SentMailTrace::kUnknown, {}, std::move(error), {}}; }

// The member that a chain of names leads to, or null.
const json::value* At(const json::value& from, std::initializer_list<std::string_view> names) {
  const json::value* at = &from;
  for (const std::string_view name : names) {
    const json::object* object = at->if_object();
    at = object == nullptr ? nullptr : object->if_contains(name);
    if (at == nullptr) {
      return nullptr;
    }
  }
  return at;
}

// An event of another message would mean that the filter was not heeded: it proves nothing.
SentMail ReadEvent(const json::value& event, const std::string& message_id) {
  const json::value* id = At(event, {"message", "headers", "message-id"});
  if (id == nullptr || !id->is_string()) {
    return Unknown("http_200_unreadable");
  }
  return std::string_view(id->get_string()) == message_id
             ? SentMail{SentMailTrace::kFound, message_id, {}, {}}
             : Unknown("http_200_other_message");
}

SentMail ReadPage(const HttpAnswer& answer, const std::string& message_id) {
  boost::system::error_code failed;
  const json::value page = json::parse(answer.body, failed);
  const json::value* items = failed ? nullptr : At(page, {"items"});
  if (items == nullptr || !items->is_array()) {
    return Unknown("http_200_unreadable");
  }
  return items->get_array().empty() ? SentMail{SentMailTrace::kAbsent, {}, {}, {}}
                                    : ReadEvent(items->get_array().front(), message_id);
}

SentMail ReadAnswer(const HttpResult& result, const std::string& message_id) {
  if (const auto* failure = std::get_if<HttpFailure>(&result)) {
    return Unknown(std::string(ToString(failure->fault)));
  }
  const auto& answer = std::get<HttpAnswer>(result);
  if (answer.status == 200) {
    return ReadPage(answer, message_id);
  }
  SentMail sent = Unknown(fmt::format("http_{}", answer.status));
  sent.retry_after = MailgunWait(answer, std::chrono::system_clock::now());
  return sent;
}

std::string EpochSeconds(domain::Timestamp at) {
  return std::to_string(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
}

}  // namespace

MailgunEvents::MailgunEvents(HttpClient& http, MailgunEventsSettings settings)
    : http_(http), settings_(std::move(settings)) {
  if (settings_.api_key.empty() || !domain::IsDomainName(settings_.domain)) {
    throw domain::Error(domain::ErrorCode::kInternal, "mailgun_settings");
  }
}

// `ascending` is required where `end` is missing.
SentMail MailgunEvents::Find(const std::string& message_id, domain::Timestamp since) {
  HttpRequest request;
  request.url = settings_.base.Url({"v3", settings_.domain, "events"},
                                   {{"message-id", message_id},
                                    {"begin", EpochSeconds(since - kMargin)},
                                    {"ascending", "yes"},
                                    {"limit", "1"}});
  request.auth = {"api", settings_.api_key};
  request.connect_limit = kConnectLimit;
  request.total_limit = kTotalLimit;
  request.max_answer_bytes = kMaxAnswerBytes;
  return ReadAnswer(http_.Send(request), message_id);
}

}  // namespace nexcyte::fcgi
