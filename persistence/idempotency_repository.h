#ifndef NEXCYTE_PERSISTENCE_IDEMPOTENCY_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_IDEMPOTENCY_REPOSITORY_H_

#include <optional>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgIdempotencyRepository final : public domain::IdempotencyRepository {
 public:
  explicit PgIdempotencyRepository(Session& session) : session_(session) {}

  bool Claim(const domain::IdempotencyKey& key,
             const std::optional<domain::BookingId>& booking) override;
  std::optional<domain::IdempotencyEntry> Find(const domain::IdempotencyKey& key) override;
  void Store(const domain::IdempotencyKey& key, const domain::StoredAnswer& answer) override;
  void Release(const domain::IdempotencyKey& key) override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_IDEMPOTENCY_REPOSITORY_H_
