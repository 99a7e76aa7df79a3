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

Result TenantSession::Execute(const char* sql, const std::vector<Parameter>& parameters,
                              int columns) {
  return now_ ? connection_.Execute(sql, parameters, columns)
              : Begin(Step{sql, parameters, CellFormat::kText});
}

domain::Timestamp TenantSession::Now() {
  if (!now_) {
    Begin(std::nullopt);
  }
  return *now_;
}

Result TenantSession::Begin(std::optional<Step> then) {
  RequireSound();
  if (connection_.InTransaction()) {
    throw domain::Error(domain::ErrorCode::kInternal, "internal", "nested transaction");
  }
  std::vector<Step> steps{{kBegin},
                          {kBindContext,
                           {{"tenant", context_.tenant.str()},
                            {"user", context_.user},
                            {"role", context_.role},
                            {"account_kind", context_.account_kind}}}};
  if (then) {
    steps.push_back(*std::move(then));
  }
  has_failed_ = true;
  std::vector<Result> results = connection_.ExecuteFirst(steps);
  has_failed_ = false;
  now_ = RowReader(results.at(1).rows.front()).Next<domain::Timestamp>();
  return std::move(results.back());
}

void TenantSession::RequireSound() const {
  if (has_failed_) {
    throw domain::Error(domain::ErrorCode::kInternal, "internal", "the transaction did not begin");
  }
}

void TenantSession::Commit() {
  RequireSound();
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
