#include "fcgi/outbound/twilio_event.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "domain/text.h"

namespace nexcyte::fcgi {
namespace {

using domain::DeliveryReport;
using domain::DeliveryState;
using Wish = TwilioReply::Wish;

std::optional<DeliveryState> StateOf(std::string_view status) {
  for (const char* const on_its_way : {"scheduled", "accepted", "queued", "sending", "sent"}) {
    if (status == on_its_way) {
      return DeliveryState::kSent;
    }
  }
  if (status == "delivered") {
    return DeliveryState::kDelivered;
  }
  if (status == "undelivered" || status == "failed" || status == "canceled") {
    return DeliveryState::kBounced;
  }
  return std::nullopt;
}

// `30005`, or empty.
std::string CodeOf(const FormValues& form) {
  const std::string code = ValueOf(form, "ErrorCode");
  const bool is_code = code.size() == 5 && std::all_of(code.begin(), code.end(), [](char c) {
                         return domain::IsAsciiDigit(c);
                       });
  return is_code ? code : std::string();
}

// Twilio took the message and had no room for it (twilio.md section 2.2).
constexpr std::string_view kQueueWasFull = "30001";

// No message will ever reach such a number (twilio.md sections 2.1 and 2.2).
bool IsBadNumber(std::string_view code) {
  return code == "30006" || code == "21211" || code == "21217" || code == "21401" ||
         code == "21614" || code == "21635";
}

Wish WishOf(std::string_view word) {
  constexpr std::array<std::string_view, 8> kStop = {"stop", "stopall", "unsubscribe", "cancel",
                                                     "end",  "quit",    "revoke",      "optout"};
  if (std::find(kStop.begin(), kStop.end(), word) != kStop.end()) {
    return Wish::kStop;
  }
  return word == "start" || word == "unstop" ? Wish::kStart : Wish::kNone;
}

}  // namespace

std::string ValueOf(const FormValues& form, std::string_view name) {
  const auto found =
      std::find_if(form.begin(), form.end(), [name](const auto& one) { return one.first == name; });
  return found == form.end() ? std::string() : found->second;
}

std::optional<DeliveryReport> ReadTwilioStatus(const FormValues& form) {
  const std::string sid = ValueOf(form, "MessageSid");
  const std::string status = ValueOf(form, "MessageStatus");
  const auto state = StateOf(status);
  if (!state || sid.empty()) {
    return std::nullopt;
  }
  DeliveryReport report;
  report.provider = "twilio";
  report.marks = {domain::Sha256("status\n" + sid + "\n" + status)};
  report.channel = domain::Channel::kSms;
  report.recipient = ValueOf(form, "To");
  report.provider_id = sid;
  report.state = *state;
  if (state == DeliveryState::kBounced) {
    const std::string code = CodeOf(form);
    report.error = code.empty() ? "twilio_" + status : "twilio_" + code;
    report.opted_out = code == "21610";
    report.was_never_sent = code == kQueueWasFull;
    if (IsBadNumber(code)) {
      report.suppress = domain::SuppressionReason::kPermanentFailure;
    }
  }
  return report;
}

TwilioReply ReadTwilioReply(const FormValues& form) {
  TwilioReply reply;
  const std::string sid = ValueOf(form, "MessageSid");
  const std::string number = ValueOf(form, "From");
  const std::string read_by_twilio = ValueOf(form, "OptOutType");
  if (sid.empty() || !domain::IsPhoneNumber(number)) {
    return reply;
  }
  const std::string body = ValueOf(form, "Body");
  reply.wish = WishOf(domain::LowerAscii(
      read_by_twilio.empty() ? domain::Trim(body) : std::string_view(read_by_twilio)));
  reply.number = number;
  reply.mark = domain::Sha256("inbound\n" + sid);
  return reply;
}

}  // namespace nexcyte::fcgi
