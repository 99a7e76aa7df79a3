#include "persistence/tenant_session.h"

#include <cstddef>
#include <iterator>
#include <utility>

#include "domain/error.h"
#include "persistence/text.h"

namespace nexcyte::persistence {
namespace {

constexpr char kBegin[] = "begin";

constexpr char kBindContext[] = R"sql(
  select nx.now(), set_config('nx.tenant_id', :tenant, true), set_config('nx.user_id', :user, true),
         set_config('nx.role', :role, true), set_config('nx.account_kind', :account_kind, true))sql";

constexpr char kBindReading[] = R"sql(
  select nx.now(), set_config('nx.tenant_id', :tenant, true), set_config('nx.user_id', :user, true),
         set_config('nx.role', :role, true), set_config('nx.account_kind', :account_kind, true),
         set_config('transaction_read_only', 'on', true))sql";

}  // namespace

void TenantContext::ActAs(const domain::Actor& actor) {
  user = actor.user.str();
  role = ToString(actor.role);
  account_kind = ToString(actor.kind);
}

Result TenantSession::Execute(const char* sql, const std::vector<Parameter>& parameters,
                              int columns) {
  return IsOpen() && queued_.empty() ? connection_.Execute(sql, parameters, columns)
                                     : Send(Step{sql, parameters, CellFormat::kText});
}

void TenantSession::Queue(const char* sql, const std::vector<Parameter>& parameters) {
  queued_.push_back({sql, parameters});
}

domain::Timestamp TenantSession::Now() {
  if (!now_) {
    Send(std::nullopt);
  }
  return *now_;
}

Result TenantSession::Send(std::optional<Step> then) {
  std::vector<Step> steps = std::exchange(queued_, {});
  if (then) {
    steps.push_back(*std::move(then));
  }
  return IsOpen() ? std::move(connection_.ExecuteNext(steps).back()) : Begin(std::move(steps));
}

Result TenantSession::Begin(std::vector<Step> then) {
  RequireSound();
  if (connection_.InTransaction()) {
    throw domain::Error(domain::ErrorCode::kInternal, "internal", "nested transaction");
  }
  std::vector<Step> steps = Beginning();
  const std::size_t bound = steps.size() - 1;
  std::move(then.begin(), then.end(), std::back_inserter(steps));
  has_failed_ = true;
  std::vector<Result> results = connection_.ExecuteFirst(steps);
  has_failed_ = false;
  if (!now_) {
    now_ = RowReader(results.at(bound).rows.front()).Next<domain::Timestamp>();
  }
  return std::move(results.back());
}

std::vector<Step> TenantSession::Beginning() const {
  Step bind{mode_ == domain::AccessMode::kReadOnly ? kBindReading : kBindContext,
            {{"tenant", context_.tenant.str()},
             {"user", context_.user},
             {"role", context_.role},
             {"account_kind", context_.account_kind}}};
  std::vector<Step> steps;
  if (mode_ == domain::AccessMode::kReadWrite) {
    steps.push_back({kBegin});
  }
  steps.push_back(std::move(bind));
  return steps;
}

void TenantSession::RequireSound() const {
  if (has_failed_) {
    throw domain::Error(domain::ErrorCode::kInternal, "internal", "the transaction did not begin");
  }
}

void TenantSession::Commit() {
  RequireSound();
  if (!IsOpen() && !queued_.empty()) {
    Send(std::nullopt);
  }
  if (IsOpen()) {
    connection_.Commit(std::exchange(queued_, {}));
  }
}

void TenantSession::Rollback() noexcept {
  if (IsOpen()) {
    connection_.Rollback();
  }
}

}  // namespace nexcyte::persistence
