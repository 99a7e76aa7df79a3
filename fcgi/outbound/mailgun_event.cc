#include "fcgi/outbound/mailgun_event.h"

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <chrono>
#include <cstdint>

#include "domain/crypto.h"
#include "domain/text.h"

namespace nexcyte::fcgi {
namespace {

using domain::DeliveryReport;
using domain::DeliveryState;
using domain::SuppressionReason;
namespace json = boost::json;

const json::object* ObjectAt(const json::object& object, std::string_view key) {
  const json::value* found = object.if_contains(key);
  return found != nullptr ? found->if_object() : nullptr;
}

// A text of reasonable length, or empty.
std::string StringAt(const json::object* object, std::string_view key) {
  constexpr std::size_t kMost = 300;
  const json::value* found = object != nullptr ? object->if_contains(key) : nullptr;
  const bool is_text =
      found != nullptr && found->is_string() && found->get_string().size() <= kMost;
  return is_text ? std::string(found->get_string()) : std::string();
}

std::int64_t DayOf(const json::object& event) {
  const json::value* found = event.if_contains("timestamp");
  const bool is_number = found != nullptr && found->is_number();
  const double seconds = is_number ? found->to_number<double>() : 0.0;
  return seconds > 0 && seconds < 1e11 ? static_cast<std::int64_t>(seconds) / 86400 : 0;
}

// The address is not to blame for these: the mail was judged, or nobody answered.
bool IsAboutTheMail(const std::string& reason) {
  return reason == "espblock" || reason == "greylisted" || reason == "blacklisted" ||
         reason == "old";
}

void ReadFailure(const json::object& event, DeliveryReport& report) {
  const std::string reason = StringAt(&event, "reason");
  report.state = DeliveryState::kBounced;
  report.error = "bounced";
  if (reason == "suppress-complaint") {
    report.suppress = SuppressionReason::kComplaint;
  } else if (reason == "suppress-unsubscribe") {
    report.suppress = SuppressionReason::kUnsubscribed;
  } else if (!IsAboutTheMail(reason)) {
    report.suppress = SuppressionReason::kPermanentFailure;
  }
}

// False for an event that says nothing of how far the mail has come (opened, clicked).
bool ReadKind(const json::object& event, DeliveryReport& report) {
  constexpr std::array<std::string_view, 5> kKinds = {"accepted", "delivered", "complained",
                                                      "unsubscribed", "failed"};
  const std::string kind = StringAt(&event, "event");
  if (std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end()) {
    return false;
  }
  if (kind == "failed" && StringAt(&event, "severity") == "permanent") {
    ReadFailure(event, report);
  } else if (kind != "failed" && kind != "accepted") {
    report.state = DeliveryState::kDelivered;
  }
  // A temporary failure leaves it sent: Mailgun goes on trying by itself.
  if (kind == "complained") {
    report.suppress = SuppressionReason::kComplaint;
  } else if (kind == "unsubscribed") {
    report.suppress = SuppressionReason::kUnsubscribed;
  }
  return true;
}

std::string MessageIdOf(const json::object& event) {
  const json::object* message = ObjectAt(event, "message");
  const json::object* headers = message != nullptr ? ObjectAt(*message, "headers") : nullptr;
  return StringAt(headers, "message-id");
}

std::optional<DeliveryReport> ReadReport(const json::object& event, const MailgunHook& hook) {
  DeliveryReport report;
  const auto id = domain::OutboxId::Parse(StringAt(ObjectAt(event, "user-variables"), "nid"));
  if (!id || !ReadKind(event, report)) {
    return std::nullopt;
  }
  report.provider = "mailgun";
  report.id = *id;
  report.channel = domain::Channel::kEmail;
  report.recipient = StringAt(&event, "recipient");
  report.provider_id = MessageIdOf(event);
  // An event's id is unique within one day only.
  report.marks = {
      domain::Sha256("token\n" + hook.token),
      domain::Sha256("event\n" + StringAt(&event, "id") + "\n" + std::to_string(DayOf(event)))};
  return report;
}

}  // namespace

std::optional<MailgunHook> ReadMailgunHook(std::string_view body) {
  boost::system::error_code failed;
  const json::value parsed = json::parse(body, failed);
  const json::object* root = failed ? nullptr : parsed.if_object();
  const json::object* signature = root != nullptr ? ObjectAt(*root, "signature") : nullptr;
  if (signature == nullptr) {
    return std::nullopt;
  }
  MailgunHook hook;
  hook.timestamp = StringAt(signature, "timestamp");
  hook.token = StringAt(signature, "token");
  hook.signature = StringAt(signature, "signature");
  if (hook.timestamp.empty() || hook.token.empty()) {
    return std::nullopt;
  }
  if (const json::object* event = ObjectAt(*root, "event-data")) {
    hook.is_event = !StringAt(event, "event").empty() && !StringAt(event, "id").empty();
    hook.report = hook.is_event ? ReadReport(*event, hook) : std::nullopt;
  }
  return hook;
}

bool IsFresh(const MailgunHook& hook, domain::Timestamp now) {
  constexpr std::chrono::hours kLongestDelay{24};
  constexpr std::chrono::minutes kMostAhead{5};
  std::int64_t seconds = 0;
  const char* const end = hook.timestamp.data() + hook.timestamp.size();
  const auto [stop, error] = std::from_chars(hook.timestamp.data(), end, seconds);
  if (error != std::errc() || stop != end || seconds < 0 || seconds > 100'000'000'000) {
    return false;
  }
  const domain::Timestamp at{std::chrono::seconds(seconds)};
  return at <= now + kMostAhead && at >= now - kLongestDelay;
}

}  // namespace nexcyte::fcgi
