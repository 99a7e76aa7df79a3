#include "persistence/database.h"

#include <string>
#include <utility>
#include <vector>

#include "domain/error.h"
#include "persistence/booking_repository.h"
#include "persistence/event_type_repository.h"
#include "persistence/membership_row.h"
#include "persistence/notice_repository.h"
#include "persistence/reservation_repository.h"
#include "persistence/settings_repository.h"
#include "persistence/tenant_session.h"
#include "persistence/tenant_store.h"

namespace nexcyte::persistence {

using domain::OpenedRequest;
using domain::RequestOpening;

namespace {

constexpr char kBeginRequest[] = R"sql(
  select tenant_id, tenant_slug, tenant_name, default_time_zone, scheduling_enabled,
         coalesce(logo, ''), brand_version, session_id, user_id, role, account_kind, email, display_name, coalesce(phone, ''),
         coalesce(time_zone, ''), hour_cycle
    from nx.begin_request(:slug, :token))sql";

constexpr char kBindSystem[] = R"sql(
  select set_config('nx.tenant_id', :tenant, true), set_config('nx.user_id', '', true),
         set_config('nx.role', 'system', true), set_config('nx.account_kind', '', true))sql";

constexpr char kLoadTenant[] = R"sql(
  select t.id, t.slug, t.name, coalesce(s.default_time_zone, 'UTC'),
         coalesce(s.is_enabled, false), coalesce(t.logo, ''), t.brand_version
    from nx_tenant t left join nx_scheduler_settings s on s.tenant_id = t.id
   where t.id = nx.tenant_id())sql";

domain::Tenant ReadTenant(RowReader& row) {
  domain::Tenant tenant;
  tenant.id = row.Next<domain::TenantId>();
  tenant.slug = row.Next<std::string>();
  tenant.name = row.Next<std::string>();
  tenant.default_time_zone = row.Next<std::string>();
  tenant.scheduling_enabled = row.Next<bool>();
  tenant.logo = row.Next<std::string>();
  tenant.brand_version = row.Next<std::int64_t>();
  return tenant;
}

// A query that cannot be asked is left to the transaction that asks it: its refusal must not come
// before the one for want of a session.
std::optional<Step> ListStep(const RequestOpening& opening) {
  if (!opening.ahead) {
    return std::nullopt;
  }
  try {
    return ListMineStep(*opening.ahead);
  } catch (const domain::Error&) {
    return std::nullopt;
  }
}

// The statements of an opening, and which of the results is whose.
struct OpeningSteps {
  explicit OpeningSteps(const RequestOpening& opening) {
    Add({kBeginRequest, {{"slug", opening.slug}, {"token", TokenText(opening)}}});
    if (!opening.token) {
      return;
    }
    if (std::optional<Step> step = ListStep(opening)) {
      list = Add(*std::move(step));
    }
    if (list || opening.reads_schedule) {
      settings = Add(LoadSettingsStep());
    }
    if (opening.reads_schedule) {
      event_types = Add(ListEventTypesStep());
      holds = Add(ListOwnHoldsStep());
    }
    if (opening.counts_notices) {
      unread = Add(CountUnreadStep());
    }
  }

  std::vector<Step> steps;
  std::optional<std::size_t> list;
  std::optional<std::size_t> settings;
  std::optional<std::size_t> event_types;
  std::optional<std::size_t> holds;
  std::optional<std::size_t> unread;

 private:
  static std::optional<std::string> TokenText(const RequestOpening& opening) {
    return opening.token ? std::optional(ToText(*opening.token)) : std::nullopt;
  }
  std::size_t Add(Step step) {
    steps.push_back(std::move(step));
    return steps.size() - 1;
  }
};

std::optional<ReadAhead> ReadResults(const RequestOpening& opening, const OpeningSteps& asked,
                                     const std::vector<Result>& results) {
  if (!asked.settings) {
    return std::nullopt;
  }
  ReadAhead read;
  if (asked.list) {
    read.query = opening.ahead;
    read.page = ReadPage(results[*asked.list].rows, *opening.ahead);
  }
  read.settings = ReadSettings(results[*asked.settings].rows);
  if (asked.event_types && asked.holds) {
    read.event_types = ReadEventTypes(results[*asked.event_types].rows);
    read.holds = ReadReservations(results[*asked.holds].rows);
  }
  return read;
}

}  // namespace

Database::Database(ConnectionSettings settings) : connection_(std::move(settings)) {}

std::optional<OpenedRequest> Database::Open(const RequestOpening& opening) {
  const OpeningSteps asked(opening);
  const std::vector<Result> results = connection_.ExecuteFirst(asked.steps);
  if (results[0].rows.empty()) {
    return std::nullopt;
  }

  RowReader row(results[0].rows.front());
  domain::Tenant tenant = ReadTenant(row);
  TenantContext context{tenant.id, {}, {}, {}};
  OpenedRequest opened;
  opened.session = row.Next<std::optional<domain::SessionId>>();
  std::optional<ReadAhead> read;
  if (opened.session) {
    opened.actor = ReadMembership(row);
    context.ActAs(*opened.actor);
    read = ReadResults(opening, asked, results);
    if (read) {
      read->person = opened.actor->user;
    }
    opened.unread_notices = asked.unread ? ReadUnread(results[*asked.unread].rows) : 0;
  }
  opened.store = std::make_unique<PgTenantStore>(connection_, std::move(tenant), std::move(context),
                                                 std::move(read));
  return opened;
}

std::unique_ptr<domain::TenantStore> Database::ForSystem(const domain::TenantId& tenant) {
  const std::vector<Result> results =
      connection_.ExecuteFirst({{kBindSystem, {{"tenant", tenant.str()}}}, {kLoadTenant}});
  if (results[1].rows.empty()) {
    throw domain::NotFound();
  }
  RowReader row(results[1].rows.front());
  return std::make_unique<PgTenantStore>(connection_, ReadTenant(row),
                                         TenantContext{tenant, {}, "system", {}}, std::nullopt);
}

}  // namespace nexcyte::persistence
