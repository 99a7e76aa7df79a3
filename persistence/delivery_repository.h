#ifndef NEXCYTE_PERSISTENCE_DELIVERY_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_DELIVERY_REPOSITORY_H_

#include <optional>
#include <string>
#include <utility>

#include "domain/tenant_store.h"
#include "domain/use_cases/record_delivery.h"
#include "persistence/connection.h"
#include "persistence/outbox_queue.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgDeliveryRepository final : public domain::DeliveryRepository {
 public:
  explicit PgDeliveryRepository(Session& session) : session_(session) {}

  bool TakeOnce(const std::string& provider, const domain::Digest& mark) override;
  std::optional<domain::SentMessage> FindForUpdate(const domain::OutboxId& id) override;
  void Move(const domain::OutboxId& id, domain::DeliveryState state, const std::string& provider_id,
            const std::string& error) override;
  void SendOnceMore(const domain::OutboxId& id, std::chrono::minutes wait,
                    const std::string& why) override;
  void Suppress(domain::Channel channel, const std::string& address,
                domain::SuppressionReason reason) override;

 private:
  Session& session_;
};

// The definer functions that nx_dispatch may call; each call is a transaction of its own.
class PgDeliveryDirectory final : public domain::DeliveryDirectory {
 public:
  explicit PgDeliveryDirectory(Connection& connection)
      : callbacks_(connection), session_(connection) {}

  std::optional<domain::TenantId> TenantOfMessage(const domain::OutboxId& id) override;
  std::optional<std::pair<domain::TenantId, domain::OutboxId>> MessageOfProviderId(
      const std::string& provider_id) override;
  void NoteOptOut(const std::string& number) override;
  bool ReceiveOptOut(const domain::Digest& message, const std::string& number, bool out) override;

 private:
  CallbackDirectory callbacks_;
  AutocommitSession session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_DELIVERY_REPOSITORY_H_
