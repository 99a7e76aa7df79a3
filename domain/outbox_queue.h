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
  bool counts = true;      // false: the attempt is given back (the account was at fault)
  bool looked_up = false;  // nothing was sent: an earlier attempt was looked up
  std::string provider_id;
  std::string error;
  std::chrono::milliseconds took{0};
};

// The queue across all tenants: the dispatcher's database role. One thread at a time.
class OutboxQueue {
 public:
  virtual ~OutboxQueue() = default;
  // Rows of these channels whose time has come, fairly by tenant and by priority within one: state
  // `sending`, attempt + 1, leased, committed. None of a channel whose provider is paused; of one
  // whose pause is over a single row, for one caller, as a probe. An expired lease whose call had
  // not started is due again, one whose call had started becomes `uncertain` first.
  virtual std::vector<OutboxMessage> Lease(int limit, std::chrono::seconds lease,
                                           std::span<const Channel> channels) = 0;
  // Commits call_started_at for these rows; returns those still leased by their attempt.
  virtual std::vector<OutboxId> MarkCallStarted(std::span<const OutboxMessage> wave) = 0;
  // Writes them all, each with its attempt's record, in one transaction; returns those that were
  // still `sending` with their attempt.
  virtual std::vector<OutboxId> Settle(std::span<const Settlement> settlements) = 0;
  // Leaves the channel's provider alone, for all tenants and dispatchers. `reason` is our word.
  // True when it was not paused already.
  virtual bool Pause(Channel channel, std::chrono::milliseconds wait,
                     const std::string& reason) = 0;
  virtual void Resume(Channel channel) = 0;
  // The provider refused the number because its owner wants no text messages.
  virtual void NoteOptOut(const std::string& phone) = 0;
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
