#include "domain/use_cases/provider_health.h"

#include <algorithm>
#include <string>

namespace nexcyte::domain {
namespace {

using std::chrono::milliseconds;

constexpr int kFailures = 8;
constexpr milliseconds kFailingPause = std::chrono::seconds(30);
constexpr milliseconds kConfigurationPause = std::chrono::minutes(3);
constexpr milliseconds kLimitPause = std::chrono::seconds(30);
constexpr milliseconds kLongestHint = std::chrono::hours(1);

}  // namespace

bool ProviderHealth::Note(Channel channel, const SendResult& result) {
  const auto hint = std::min<milliseconds>(result.retry_after, kLongestHint);
  if (result.outcome == SendOutcome::kConfiguration) {
    Pause(channel, std::max(hint, kConfigurationPause), result.error);
  } else if (result.pauses_account) {
    Pause(channel, std::max(hint, kLimitPause), result.error);
  } else if (result.outcome == SendOutcome::kFailedForNow ||
             result.outcome == SendOutcome::kUncertain) {
    if (++failures_[channel] >= kFailures) {
      Pause(channel, kFailingPause, result.error);
    }
  } else {
    failures_[channel] = 0;
    // One that was begun before the pause says nothing against it.
    if (!IsPaused(channel) && working_.insert(channel).second) {
      queue_.Resume(channel);
      return true;
    }
  }
  return false;
}

void ProviderHealth::Pause(Channel channel, milliseconds wait, const std::string& reason) {
  if (paused_.insert(channel).second && queue_.Pause(channel, wait, reason)) {
    begun_.emplace(channel, reason);
  }
}

}  // namespace nexcyte::domain
