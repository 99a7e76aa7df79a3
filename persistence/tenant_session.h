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

// One transaction of one tenant. Begins, and binds its context, with the first statement and in the
// same round trip.
class TenantSession : public Session {
 public:
  TenantSession(Connection& connection, const TenantContext& context)
      : connection_(connection), context_(context) {}

  Result Execute(const char* sql, const std::vector<Parameter>& parameters, int columns) override;
  // Database time when the transaction began.
  domain::Timestamp Now();
  void Commit();
  void Rollback() noexcept;

 private:
  // Begins with `then`, if it is given; answers the last step's result.
  Result Begin(std::optional<Step> then);
  // Refuses to go on when the beginning has failed and somebody swallowed that.
  void RequireSound() const;

  Connection& connection_;
  const TenantContext& context_;
  std::optional<domain::Timestamp> now_;  // set once begun
  bool has_failed_ = false;               // to begin
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_TENANT_SESSION_H_
