#include "fcgi/outbound/twilio.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

#include "domain/error.h"
#include "domain/text.h"
#include "fcgi/outbound/twilio_answer.h"

namespace nexcyte::fcgi {
namespace {

using domain::SendOutcome;
using domain::SendResult;
using domain::Sms;

constexpr std::chrono::seconds kConnectLimit{5};
constexpr std::chrono::seconds kTotalLimit{30};
constexpr std::size_t kMaxAnswerBytes = 64U << 10;
constexpr std::size_t kMaxCharacters = 1600;

// Characters that a phone shows, and line feeds.
bool IsText(std::string_view body) {
  const auto characters = domain::DecodeUtf8(body);
  return characters && !characters->empty() && characters->size() <= kMaxCharacters &&
         std::none_of(characters->begin(), characters->end(),
                      [](char32_t c) { return c != U'\n' && domain::IsControlCharacter(c); });
}

std::optional<SendResult> Refuse(const Sms& sms) {
  SendResult refused{SendOutcome::kFailedForGood, {}, {}, {}};
  if (!domain::IsPhoneNumber(sms.to)) {
    refused.error = "bad_number";
    refused.bad_address = true;
    return refused;
  }
  if (!IsText(sms.body)) {
    refused.error = "bad_text";
    return refused;
  }
  return std::nullopt;
}

// Twilio takes 1 to 36000 seconds; under a minute hardly a message arrives.
std::string ValidityPeriod(std::chrono::seconds useful_for) {
  return std::to_string(
      std::clamp(useful_for, std::chrono::seconds(60), std::chrono::seconds(36000)).count());
}

}  // namespace

Twilio::Twilio(TwilioSettings settings) : settings_(std::move(settings)) {
  const bool has_sender =
      !settings_.from_number.empty() || !settings_.messaging_service_sid.empty();
  if (settings_.account_sid.empty() || settings_.auth.user.empty() ||
      settings_.auth.password.empty() || settings_.callback_authority.empty() || !has_sender) {
    throw domain::Error(domain::ErrorCode::kInternal, "twilio_settings");
  }
}

std::variant<HttpRequest, SendResult> Twilio::Prepare(const Sms& sms) const {
  if (auto refusal = Refuse(sms)) {
    return *std::move(refusal);
  }
  QueryParameters form = {{"To", sms.to}, {"Body", sms.body}};
  if (settings_.messaging_service_sid.empty()) {
    form.emplace_back("From", settings_.from_number);
  } else {
    form.emplace_back("MessagingServiceSid", settings_.messaging_service_sid);
  }
  // The fragment asks for three more tries after any failure; it is no part of what is signed.
  form.emplace_back("StatusCallback", "https://" + settings_.callback_authority +
                                          "/api/webhooks/twilio/status?nid=" + sms.id.str() +
                                          "#rc=3&rp=all");
  form.emplace_back("ValidityPeriod", ValidityPeriod(sms.useful_for));
  form.emplace_back("SmartEncoded", "true");

  HttpRequest request;
  request.method = HttpMethod::kPost;
  request.url =
      settings_.base.Url({"2010-04-01", "Accounts", settings_.account_sid, "Messages.json"});
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.auth = settings_.auth;
  request.body = EncodeParameters(form);
  request.connect_limit = kConnectLimit;
  request.total_limit = kTotalLimit;
  request.max_answer_bytes = kMaxAnswerBytes;
  request.send_once = true;
  return request;
}

SendResult Twilio::Read(const HttpResult& result) const { return ClassifyTwilio(result); }

}  // namespace nexcyte::fcgi
