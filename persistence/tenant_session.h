#ifndef NEXCYTE_PERSISTENCE_TENANT_SESSION_H_
#define NEXCYTE_PERSISTENCE_TENANT_SESSION_H_

#include <optional>
#include <string>

#include "domain/id.h"
#include "domain/membership.h"
#include "domain/time.h"
#include "persistence/connection.h"

namespace nexcyte::persistence {

// Whom a transaction acts for: what row security reads.
struct TenantContext {
  domain::TenantId tenant;
  std::string user;  // empty: nobody, or background work
  std::string role;  // member, staff, admin, system, or empty
  std::string account_kind;

  void ActAs(const domain::Actor& actor);
};

// One transaction of one tenant. Begins, and binds its context, with the first statement.
class TenantSession : public Session {
 public:
  TenantSession(Connection& connection, const TenantContext& context)
      : connection_(connection), context_(context) {}

  Connection& Ready() override;
  // Database time when the transaction began.
  domain::Timestamp Now();
  void Commit();
  void Rollback() noexcept;

 private:
  Connection& connection_;
  const TenantContext& context_;
  std::optional<domain::Timestamp> now_;  // set once begun
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_TENANT_SESSION_H_
