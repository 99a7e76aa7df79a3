#ifndef NEXCYTE_DOMAIN_USE_CASES_DISPATCH_NOTIFICATIONS_H_
#define NEXCYTE_DOMAIN_USE_CASES_DISPATCH_NOTIFICATIONS_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "domain/compose_message.h"
#include "domain/outbox_queue.h"
#include "domain/providers.h"
#include "domain/tenant_stores.h"

namespace nexcyte::domain {

// What somebody should be told of at once.
struct DispatchAlert {
  std::string what;  // provider_paused, message_dead
  Channel channel = Channel::kEmail;
  std::string reason;
  std::string tenant;   // of a message
  std::string message;  // its id
};

struct DispatchReport {
  int claimed = 0;
  int sent = 0;
  int failed = 0;  // will be tried again
  int uncertain = 0;
  int dead = 0;
  int suppressed = 0;  // dropped as pointless (superseded), or not to be sent
  std::int64_t remaining = 0;
  std::vector<DispatchAlert> alerts;
};

struct DispatchSettings {
  int limit = 50;
  std::chrono::seconds budget{20};  // nothing is begun after this
  bool dry_run = false;
  bool sms_on = false;  // else text messages are suppressed
  SenderIdentity identity;
};

struct DispatchTools {
  OutboxQueue& queue;
  TenantStores& stores;
  MessageSender& sender;
  SentMailLookup* lookup;       // null: mails cannot be looked up
  SentTextLookup* text_lookup;  // null: text messages cannot
  std::function<Timestamp()> now;
  std::function<double()> jitter;  // 0 to 1
};

// Sends what is due, several at once: lease -> by tenant, load what the messages are made of ->
// drop what is pointless, compose -> commit call_started_at -> send with no transaction open ->
// settle with the attempt fence. A row that cannot be composed is dead with its reason; the rest
// goes on. A message in doubt is looked up. A mail that nobody knows of is
// sent again, a text message never: it is dead, for staff to see.
// When the provider's account is at fault, or the provider is, the channel pauses for everybody.
DispatchReport DispatchNotifications(const DispatchTools& tools, const DispatchSettings& settings);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_DISPATCH_NOTIFICATIONS_H_
