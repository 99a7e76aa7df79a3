#ifndef NEXCYTE_PERSISTENCE_OUTBOX_QUEUE_H_
#define NEXCYTE_PERSISTENCE_OUTBOX_QUEUE_H_

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "domain/outbox_queue.h"
#include "persistence/connection.h"

namespace nexcyte::persistence {

// The outbox across tenants, through the functions that only nx_dispatch may call. Each call is a
// transaction of its own, so that a lease is committed before anything is sent.
class PgOutboxQueue final : public domain::OutboxQueue {
 public:
  explicit PgOutboxQueue(Connection& connection) : session_(connection) {}

  std::vector<domain::OutboxMessage> Lease(int limit, std::chrono::seconds lease,
                                           std::span<const domain::Channel> channels) override;
  std::vector<domain::OutboxId> MarkCallStarted(
      std::span<const domain::OutboxMessage> wave) override;
  std::vector<domain::OutboxId> Settle(std::span<const domain::Settlement> settlements) override;
  bool Pause(domain::Channel channel, std::chrono::milliseconds wait,
             const std::string& reason) override;
  void Resume(domain::Channel channel) override;
  void NoteOptOut(const std::string& phone) override;
  std::int64_t CountRemaining() override;

 private:
  AutocommitSession session_;
};

class PgDueIntents final : public domain::DueIntents {
 public:
  explicit PgDueIntents(Connection& connection) : session_(connection) {}

  std::vector<domain::DueIntent> Lease(int limit) override;

 private:
  AutocommitSession session_;
};

// Whose row a provider's callback speaks of. After one of these has named a tenant, the work goes
// on under that tenant's ordinary policy.
class CallbackDirectory {
 public:
  explicit CallbackDirectory(Connection& connection) : session_(connection) {}

  std::optional<domain::TenantId> TenantOfBooking(const domain::BookingId& id);
  std::optional<std::pair<domain::TenantId, domain::BookingId>> BookingOfCalUid(
      const std::string& cal_uid);
  std::optional<domain::TenantId> TenantOfMessage(const domain::OutboxId& id);
  std::optional<std::pair<domain::TenantId, domain::OutboxId>> MessageOfProviderId(
      const std::string& provider_id);

 private:
  AutocommitSession session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_OUTBOX_QUEUE_H_
