#ifndef NEXCYTE_PERSISTENCE_TENANT_SESSION_H_
#define NEXCYTE_PERSISTENCE_TENANT_SESSION_H_

#include <optional>
#include <string>

#include "domain/id.h"
#include "domain/membership.h"
#include "domain/tenant_store.h"
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
// same round trip. When it only reads, each statement is a transaction of its own that is bound
// anew: one round trip, and no commit.
class TenantSession : public Session {
 public:
  TenantSession(Connection& connection, const TenantContext& context, domain::AccessMode mode)
      : connection_(connection), context_(context), mode_(mode) {}

  Result Execute(const char* sql, const std::vector<Parameter>& parameters, int columns) override;
  void Queue(const char* sql, const std::vector<Parameter>& parameters) override;
  // Database time when the transaction began.
  domain::Timestamp Now();
  // Nothing happens when there was no statement.
  void Commit();
  bool MayHaveWritten() const { return IsOpen(); }
  void Rollback() noexcept;

 private:
  bool IsOpen() const { return now_ && mode_ == domain::AccessMode::kReadWrite; }
  // What is queued, and behind it `then`, if it is given; answers the last step's result.
  Result Send(std::optional<Step> then);
  Result Begin(std::vector<Step> then);
  std::vector<Step> Beginning() const;
  // Refuses to go on when the beginning has failed and somebody swallowed that.
  void RequireSound() const;

  Connection& connection_;
  const TenantContext& context_;
  const domain::AccessMode mode_;
  std::vector<Step> queued_;
  std::optional<domain::Timestamp> now_;  // set once begun
  bool has_failed_ = false;               // to begin
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_TENANT_SESSION_H_
