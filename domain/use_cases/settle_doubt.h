#ifndef NEXCYTE_DOMAIN_USE_CASES_SETTLE_DOUBT_H_
#define NEXCYTE_DOMAIN_USE_CASES_SETTLE_DOUBT_H_

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "domain/outbox_queue.h"
#include "domain/use_cases/dispatch_notifications.h"

namespace nexcyte::domain {

// How a row ends that was leased as this message, or why it waits.
Settlement EndOf(const OutboxMessage& message, NextStep next, std::string error = {});

// Asks the providers for messages that may have been accepted, for one dispatch. Nothing is sent
// meanwhile, so a provider that does not answer is asked once.
class DoubtSettler {
 public:
  // Both must outlive this object. Nobody is asked from `stop` on.
  DoubtSettler(const DispatchTools& tools, const DispatchSettings& settings, Timestamp stop)
      : tools_(tools), settings_(settings), stop_(stop) {}

  // What becomes of a row in doubt; nothing: the mail is to be sent again, which a text message
  // never is. `compose` makes the message anew, and may throw Error.
  std::optional<Settlement> Settle(const OutboxMessage& message,
                                   const std::function<OutgoingMessage()>& compose, Timestamp now);

 private:
  bool CanAsk(Channel channel) const;
  SentMail LookUp(const OutboxMessage& message, const std::function<OutgoingMessage()>& compose);
  SentMail LookUpText(const std::function<OutgoingMessage()>& compose, Timestamp since);

  const DispatchTools& tools_;
  const DispatchSettings& settings_;
  const Timestamp stop_;
  std::set<Channel> silent_;  // whose provider did not answer
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_SETTLE_DOUBT_H_
