#ifndef NEXCYTE_PERSISTENCE_OUTBOX_ADMIN_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_OUTBOX_ADMIN_REPOSITORY_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgOutboxAdminRepository final : public domain::OutboxAdminRepository {
 public:
  explicit PgOutboxAdminRepository(Session& session) : session_(session) {}

  domain::OutboxCounts Count() override;
  domain::OutboxPage List(const domain::OutboxQuery& query) override;
  std::vector<domain::ChannelPause> Pauses() override;
  std::optional<std::string> StateOf(const domain::OutboxId& id) override;
  bool Requeue(const domain::OutboxId& id, std::chrono::hours life) override;
  bool Drop(const domain::OutboxId& id) override;
  std::vector<domain::StaffPause> StaffPauses() override;
  bool PauseChannel(domain::Channel channel, const domain::UserId& by) override;
  bool ResumeChannel(domain::Channel channel) override;
  std::vector<domain::BookingMessage> ListOf(const domain::BookingId& booking) override;
  bool Copy(const domain::OutboxId& id, std::chrono::hours life) override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_OUTBOX_ADMIN_REPOSITORY_H_
