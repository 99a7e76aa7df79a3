#ifndef NEXCYTE_PERSISTENCE_OUTBOX_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_OUTBOX_REPOSITORY_H_

#include <map>
#include <span>
#include <string>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgOutboxRepository final : public domain::OutboxRepository {
 public:
  explicit PgOutboxRepository(Session& session) : session_(session) {}

  void EnqueueAccountMail(const std::string& event_key, const std::string& recipient,
                          const std::string& secret,
                          const std::map<std::string, std::string>& payload,
                          domain::Timestamp expires_at) override;
  void EnqueuePhoneCode(const std::string& number, const std::string& code,
                        domain::Timestamp expires_at) override;
  void EnqueueTest(domain::Channel channel, const std::string& recipient,
                   const domain::MessageTexts& filled_in, domain::Timestamp expires_at) override;

  std::map<domain::OutboxId, domain::MessageMaterial> LoadMaterial(
      std::span<const domain::OutboxId> ids) override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_OUTBOX_REPOSITORY_H_
