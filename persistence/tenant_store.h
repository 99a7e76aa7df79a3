#ifndef NEXCYTE_PERSISTENCE_TENANT_STORE_H_
#define NEXCYTE_PERSISTENCE_TENANT_STORE_H_

#include <functional>
#include <optional>
#include <utility>

#include "domain/tenant_store.h"
#include "persistence/booking_repository.h"
#include "persistence/tenant_session.h"

namespace nexcyte::persistence {

// Transactions of one tenant on a connection that must outlive the store.
class PgTenantStore final : public domain::TenantStore {
 public:
  PgTenantStore(Connection& connection, domain::Tenant tenant, TenantContext context,
                std::optional<ReadAhead> ahead)
      : connection_(connection),
        tenant_(std::move(tenant)),
        context_(std::move(context)),
        ahead_(std::move(ahead)) {}

  const domain::Tenant& tenant() const override { return tenant_; }
  void ActAs(const domain::Actor& actor) override;

 protected:
  void Run(const std::function<void(domain::UnitOfWork&)>& work, domain::AccessMode mode) override;

 private:
  // A transaction may have changed what was read ahead of it.
  void ForgetOutdated(const TenantSession& session);

  Connection& connection_;
  const domain::Tenant tenant_;
  TenantContext context_;
  std::optional<ReadAhead> ahead_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_TENANT_STORE_H_
