#include "domain/use_cases/settle_doubt.h"

#include <chrono>
#include <utility>
#include <variant>

#include "domain/error.h"

namespace nexcyte::domain {
namespace {

// Of a message in doubt that there was no time to ask for.
constexpr std::chrono::milliseconds kNextLook{30'000};

std::optional<Settlement> Wait(const OutboxMessage& message, const Doubt& doubt) {
  if (doubt.step == DoubtStep::kSendAgain) {
    return std::nullopt;
  }
  if (doubt.step == DoubtStep::kGiveUp) {
    return EndOf(message, {OutboxState::kDead}, "in_doubt");
  }
  Settlement end = EndOf(message, {OutboxState::kUncertain, doubt.wait}, "not_found_yet");
  end.looked_up = true;
  end.counts = false;
  return end;
}

}  // namespace

Settlement EndOf(const OutboxMessage& message, NextStep next, std::string error) {
  Settlement settlement;
  settlement.id = message.id;
  settlement.tenant = message.tenant;
  settlement.attempt = message.attempt;
  settlement.next = next;
  settlement.error = std::move(error);
  return settlement;
}

std::optional<Settlement> DoubtSettler::Settle(const OutboxMessage& message,
                                               const std::function<OutgoingMessage()>& compose,
                                               Timestamp now) {
  const bool can_ask = CanAsk(message.channel);
  if (can_ask && (silent_.contains(message.channel) || now >= stop_)) {
    return Wait(message, {DoubtStep::kWait, kNextLook});
  }
  const SentMail found = can_ask ? LookUp(message, compose) : SentMail{};
  if (found.trace == SentMailTrace::kFound) {
    Settlement end = EndOf(message, {OutboxState::kSent}, "looked_up");
    end.provider_id = found.provider_id;
    end.looked_up = true;
    return end;
  }
  return Wait(message, AboutDoubt(message, found.trace == SentMailTrace::kAbsent));
}

bool DoubtSettler::CanAsk(Channel channel) const {
  return channel == Channel::kSms ? tools_.text_lookup != nullptr : tools_.lookup != nullptr;
}

SentMail DoubtSettler::LookUp(const OutboxMessage& message,
                              const std::function<OutgoingMessage()>& compose) {
  SentMail found =
      message.channel == Channel::kSms
          ? LookUpText(compose, *message.uncertain_since)
          : tools_.lookup->Find(message.id.str() + "@" + settings_.identity.mail_domain,
                                *message.uncertain_since);
  if (found.trace == SentMailTrace::kUnknown) {
    silent_.insert(message.channel);
  }
  return found;
}

// What cannot be composed any more cannot be recognised either.
SentMail DoubtSettler::LookUpText(const std::function<OutgoingMessage()>& compose,
                                  Timestamp since) {
  try {
    return tools_.text_lookup->Find(std::get<Sms>(compose()), since);
  } catch (const Error&) {
    return {SentMailTrace::kAbsent, {}, {}, {}};
  }
}

}  // namespace nexcyte::domain
