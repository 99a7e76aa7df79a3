#ifndef NEXCYTE_DOMAIN_OUTBOX_QUEUE_H_
#define NEXCYTE_DOMAIN_OUTBOX_QUEUE_H_

#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "domain/outbox.h"

namespace nexcyte::domain {

// How one attempt ended, to be written if the row is still leased by that attempt.
struct Settlement {
  OutboxId id;
  TenantId tenant;
  int attempt = 0;
  NextStep next;
  bool counts = true;  // false: the attempt is given back (configuration errors)
  std::string provider_id;
  std::string error;
  std::chrono::milliseconds took{0};
};

// The queue across all tenants: the dispatcher's database role. One thread at a time.
class OutboxQueue {
 public:
  virtual ~OutboxQueue() = default;
  // Rows whose time has come, fairly by tenant: state `sending`, attempt + 1, leased, committed.
  // E-mail and SMS only; in-app rows need no sending. An expired lease whose call had not started
  // is due again, one whose call had started becomes `uncertain` first.
  virtual std::vector<OutboxMessage> Lease(int limit, std::chrono::seconds lease) = 0;
  // Commits call_started_at for these rows; returns those still leased by their attempt.
  virtual std::vector<OutboxId> MarkCallStarted(std::span<const OutboxMessage> wave) = 0;
  // True when the row was still `sending` with that attempt; adds the attempt's record.
  virtual bool Settle(const Settlement& settlement) = 0;
  // Rows that are due or leased.
  virtual std::int64_t CountRemaining() = 0;
};

// A database-time view of work that other processes left open.
struct DueIntent {
  TenantId tenant;
  IntentId intent;
};

class DueIntents {
 public:
  virtual ~DueIntents() = default;
  // Open intents past their lease and their next look-up, oldest first, leased to the caller for
  // kIntentLease.
  virtual std::vector<DueIntent> Lease(int limit) = 0;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_OUTBOX_QUEUE_H_
