#include "fcgi/outbound/breaker.h"

namespace nexcyte::fcgi {
namespace {

std::chrono::seconds Until(Breaker::Clock::time_point then, Breaker::Clock::time_point now) {
  return std::chrono::ceil<std::chrono::seconds>(then - now);
}

}  // namespace

Breaker::Verdict Breaker::Ask(const std::string& key, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  const auto found = states_.find(key);
  if (found == states_.end()) {
    return {};
  }
  State& state = found->second;
  if (now < state.limited_until) {
    return {Reason::kRateLimited, Until(state.limited_until, now)};
  }
  if (state.failures < kFailures) {
    return {};
  }
  if (now < state.failing_until) {
    return {Reason::kFailing, Until(state.failing_until, now)};
  }
  state.failing_until = now + kPause;
  return {};
}

void Breaker::Succeeded(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = states_.find(key);
  if (found != states_.end()) {
    found->second.failures = 0;
  }
}

void Breaker::Failed(const std::string& key, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  State& state = states_[key];
  ++state.failures;
  state.failing_until = now + kPause;
}

void Breaker::RateLimited(const std::string& key, std::chrono::seconds wait,
                          Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  states_[key].limited_until = now + wait;
}

}  // namespace nexcyte::fcgi
