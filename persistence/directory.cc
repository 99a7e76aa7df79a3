#include "persistence/directory.h"

#include <tuple>

#include "domain/error.h"
#include "persistence/statement.h"
#include "persistence/tenant_session.h"

namespace nexcyte::persistence {

using domain::TenantId;
using domain::UserId;

namespace {

constexpr char kAddTenant[] =
    "insert into nx.nx_tenant (slug, name) values (:slug, :name) returning id";
constexpr char kAddSettings[] = R"sql(
  insert into nx.nx_scheduler_settings (tenant_id) values (:tenant)
  on conflict on constraint nx_scheduler_settings_pkey do nothing)sql";

constexpr char kList[] = "select id, slug, name from nx.nx_tenant order by slug";
constexpr char kSetDomains[] = R"sql(
  update nx.nx_tenant set sender_domains = :domains::text::text[] where slug = :slug)sql";
constexpr char kFind[] = "select id from nx.nx_tenant where slug = :slug";

constexpr char kCreateUser[] = "select nx.create_user(:email, :hash)";
constexpr char kJoin[] = "select nx.join_tenant(:user, 'admin', 'staff', :name, null)";
constexpr char kPromote[] = R"sql(
  update nx.nx_tenant_membership set role = 'admin', account_kind = 'staff'
   where tenant_id = nx.tenant_id() and user_id = :user
     and (role <> 'admin' or account_kind <> 'staff'))sql";
constexpr char kEndSessions[] = R"sql(
  delete from nx.nx_web_session where tenant_id = nx.tenant_id() and user_id = :user)sql";

// One transaction of a tenant with the rights of background work.
template <class Work>
auto AsSystem(Connection& connection, const TenantId& tenant, Work work) {
  const TenantContext context{tenant, {}, "system", {}};
  TenantSession session(connection, context, domain::AccessMode::kReadWrite);
  try {
    auto result = work(session);
    session.Commit();
    return result;
  } catch (...) {
    session.Rollback();
    throw;
  }
}

}  // namespace

// The settings lie behind row security, hence a second transaction; a tenant without them has the
// defaults.
TenantId Directory::AddTenant(const std::string& slug, const std::string& name) {
  AutocommitSession session(connection_);
  const auto row =
      Statement(session, kAddTenant).Bind("slug", slug).Bind("name", name).One<TenantId>();
  TenantId tenant = std::get<0>(row.value());
  AsSystem(connection_, tenant, [&tenant](Session& bound) {
    return Statement(bound, kAddSettings).Bind("tenant", tenant).Run();
  });
  return tenant;
}

std::vector<domain::Tenant> Directory::List() {
  AutocommitSession session(connection_);
  std::vector<domain::Tenant> tenants;
  for (auto& [id, slug, name] :
       Statement(session, kList).All<TenantId, std::string, std::string>()) {
    domain::Tenant& tenant = tenants.emplace_back();
    tenant.id = id;
    tenant.slug = slug;
    tenant.name = name;
  }
  return tenants;
}

void Directory::SetSenderDomains(const std::string& slug, const std::vector<std::string>& domains) {
  AutocommitSession session(connection_);
  if (Statement(session, kSetDomains)
          .Bind("domains", WordsToText(domains))
          .Bind("slug", slug)
          .Run() == 0) {
    throw domain::NotFound();
  }
}

UserId Directory::AddAdmin(const std::string& slug, const std::string& email,
                           const std::string& name, const std::string& password_hash) {
  AutocommitSession session(connection_);
  const auto tenant = Statement(session, kFind).Bind("slug", slug).One<TenantId>();
  if (!tenant) {
    throw domain::NotFound();
  }
  return AsSystem(connection_, std::get<0>(*tenant), [&](Session& bound) {
    const auto user = Statement(bound, kCreateUser)
                          .Bind("email", email)
                          .Bind("hash", password_hash)
                          .One<UserId>();
    UserId id = std::get<0>(user.value());
    Statement(bound, kJoin).Bind("user", id).Bind("name", name).Run();
    if (Statement(bound, kPromote).Bind("user", id).Run() > 0) {
      Statement(bound, kEndSessions).Bind("user", id).Run();
    }
    return id;
  });
}

}  // namespace nexcyte::persistence
