#ifndef NEXCYTE_DOMAIN_USE_CASES_DISPATCH_NOTIFICATIONS_H_
#define NEXCYTE_DOMAIN_USE_CASES_DISPATCH_NOTIFICATIONS_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "domain/outbox_queue.h"
#include "domain/providers.h"
#include "domain/tenant_store.h"

namespace nexcyte::domain {

struct DispatchReport {
  int claimed = 0;
  int sent = 0;
  int failed = 0;  // will be tried again
  int uncertain = 0;
  int dead = 0;
  int suppressed = 0;  // dropped as pointless (superseded), or not to be sent
  std::int64_t remaining = 0;
};

struct DispatchSettings {
  int limit = 50;
  std::chrono::seconds budget{20};  // no new wave after this
  bool dry_run = false;
  std::string base_domain;  // may carry `:port`; links are https://{slug}.{base_domain}/...
  std::string from_address;
  std::string mail_domain;  // of Message-Ids: <row id>@<mail_domain>
};

struct DispatchTools {
  OutboxQueue& queue;
  TenantStores& stores;
  EmailSender& email;
  std::function<Timestamp()> now;
  std::function<double()> jitter;  // 0 to 1
};

// Sends what is due: lease -> per message: reload the booking, drop what is pointless, render ->
// commit call_started_at -> send with no transaction open -> settle with the attempt fence. A row
// that cannot be rendered is dead with its reason; the rest goes on.
DispatchReport DispatchNotifications(const DispatchTools& tools, const DispatchSettings& settings);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_DISPATCH_NOTIFICATIONS_H_
