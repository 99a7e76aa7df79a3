#ifndef NEXCYTE_DOMAIN_USE_CASES_PROVIDER_HEALTH_H_
#define NEXCYTE_DOMAIN_USE_CASES_PROVIDER_HEALTH_H_

#include <map>
#include <set>
#include <string>

#include "domain/outbox_queue.h"

namespace nexcyte::domain {

// What one dispatch learns about the providers, and tells the other dispatchers through the queue.
class ProviderHealth {
 public:
  explicit ProviderHealth(OutboxQueue& queue) : queue_(queue) {}

  // An account at fault, or asking for peace, pauses its channel; so do kFailures messages in a row
  // that the provider did not take. The first success lifts the pause that it may have probed, and
  // is answered with true: there may be more to lease now.
  bool Note(Channel channel, const SendResult& result);

  // Since this dispatch began.
  bool IsPaused(Channel channel) const { return paused_.contains(channel); }

  // The pauses that began here, with their reasons: those that were on already are not among them.
  const std::map<Channel, std::string>& begun() const { return begun_; }

 private:
  void Pause(Channel channel, std::chrono::milliseconds wait, const std::string& reason);

  OutboxQueue& queue_;
  std::map<Channel, int> failures_;  // in a row
  std::set<Channel> paused_;
  std::map<Channel, std::string> begun_;
  std::set<Channel> working_;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_PROVIDER_HEALTH_H_
