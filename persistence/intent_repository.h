#ifndef NEXCYTE_PERSISTENCE_INTENT_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_INTENT_REPOSITORY_H_

#include <chrono>
#include <optional>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgIntentRepository final : public domain::IntentRepository {
 public:
  explicit PgIntentRepository(Session& session) : session_(session) {}

  domain::IntentId Open(const domain::Intent& intent) override;
  std::optional<domain::Intent> Find(const domain::IntentId& id) override;
  std::optional<domain::Intent> FindOpen(const domain::BookingId& id) override;
  void LookAgain(const domain::IntentId& id, std::chrono::seconds wait) override;
  void LookNow(const domain::IntentId& id) override;
  void Close(const domain::IntentId& id, domain::IntentOutcome outcome) override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_INTENT_REPOSITORY_H_
