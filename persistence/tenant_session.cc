#include "persistence/tenant_session.h"

#include "domain/error.h"
#include "persistence/text.h"

namespace nexcyte::persistence {
namespace {

constexpr char kBegin[] = "begin";

constexpr char kBindContext[] = R"sql(
  select nx.now(), set_config('nx.tenant_id', :tenant, true), set_config('nx.user_id', :user, true),
         set_config('nx.role', :role, true), set_config('nx.account_kind', :account_kind, true))sql";

}  // namespace

void TenantContext::ActAs(const domain::Actor& actor) {
  user = actor.user.str();
  role = ToString(actor.role);
  account_kind = ToString(actor.kind);
}

Connection& TenantSession::Ready() {
  if (!now_) {
    if (connection_.InTransaction()) {
      throw domain::Error(domain::ErrorCode::kInternal, "internal", "nested transaction");
    }
    std::vector<Result> results =
        connection_.ExecuteFirst({{kBegin},
                                  {kBindContext,
                                   {{"tenant", context_.tenant.str()},
                                    {"user", context_.user},
                                    {"role", context_.role},
                                    {"account_kind", context_.account_kind}}}});
    now_ = RowReader(results.at(1).rows.front()).Next<domain::Timestamp>();
  }
  return connection_;
}

domain::Timestamp TenantSession::Now() {
  Ready();
  return *now_;
}

void TenantSession::Commit() {
  if (now_) {
    connection_.Commit();
  }
}

void TenantSession::Rollback() noexcept {
  if (now_) {
    connection_.Rollback();
  }
}

}  // namespace nexcyte::persistence
