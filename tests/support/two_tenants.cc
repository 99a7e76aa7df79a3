#include "tests/support/two_tenants.h"

#include <algorithm>
#include <cctype>

namespace nexcyte::testing {
namespace {

using domain::AccountKind;
using domain::Actor;
using domain::Role;
using domain::Tenant;

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

TwoTenants::TwoTenants(const std::string& superuser_url) : sql_(superuser_url) {
  unique_ = sql_.Text("select substr(replace(gen_random_uuid()::text, '-', ''), 1, 16)");
  acme = AddTenant("Acme");
  globex = AddTenant("Globex");
  alice = AddPerson(acme, "Alice", Role::kAdmin, AccountKind::kStaff);
  bob = AddPerson(acme, "Bob", Role::kStaff, AccountKind::kStaff);
  carol = AddPerson(acme, "Carol");
  dave = AddPerson(globex, "Dave");
}

Actor TwoTenants::AddPerson(const Tenant& tenant, const std::string& name, Role role,
                            AccountKind kind) {
  Actor actor;
  actor.role = role;
  actor.kind = kind;
  actor.name = name;
  actor.email = Lower(name) + "-" + unique_ + "@" + tenant.slug + ".test";
  actor.time_zone = "Europe/Berlin";
  const std::string id = sql_.Text(
      "insert into nx.nx_user (email, password_hash) values ($1, '$argon2id$none') returning id",
      {actor.email});
  actor.user = domain::UserId::Parse(id).value();
  sql_.Run(
      "insert into nx.nx_tenant_membership (tenant_id, user_id, role, account_kind, email,"
      " display_name, time_zone) values ($1, $2, $3, $4, $5, $6, $7)",
      {tenant.id.str(), id, std::string(ToString(role)), std::string(ToString(kind)), actor.email,
       name, actor.time_zone});
  return actor;
}

domain::CalEventTypeId TwoTenants::EventTypeOf(const Tenant& tenant, const std::string& purpose) {
  return std::stoll(
      sql_.Text("select cal_event_type_id from nx.nx_scheduler_event_type_map"
                " where tenant_id = $1 and purpose = $2",
                {tenant.id.str(), purpose}));
}

Tenant TwoTenants::AddTenant(const std::string& name) {
  Tenant tenant;
  tenant.slug = Lower(name) + "-" + unique_;
  tenant.name = name;
  tenant.default_time_zone = "Europe/Berlin";
  tenant.scheduling_enabled = true;
  tenant.id = domain::TenantId::Parse(
                  sql_.Text("insert into nx.nx_tenant (slug, name) values ($1, $2) returning id",
                            {tenant.slug, name}))
                  .value();
  sql_.Run(
      "insert into nx.nx_scheduler_settings (tenant_id, is_enabled, default_time_zone)"
      " values ($1, true, $2)",
      {tenant.id.str(), tenant.default_time_zone});
  AddPurpose(tenant, "intro_call", "{prospect,customer}", 1);
  AddPurpose(tenant, "support", "{customer}", 2);
  AddPurpose(tenant, "team", "{staff}", 3);
  return tenant;
}

void TwoTenants::AddPurpose(const Tenant& tenant, const std::string& purpose,
                            const std::string& kinds, int position) {
  // An event type belongs to one tenant of all, hence a number that no other test has.
  const std::string cal_id = sql_.Text(
      "insert into nx.nx_cal_event_type_owner (cal_event_type_id, tenant_id)"
      " values (floor(random() * 9e15)::bigint, $1) returning cal_event_type_id",
      {tenant.id.str()});
  sql_.Run(
      "insert into nx.nx_scheduler_event_type_map (tenant_id, purpose, title, cal_event_type_id,"
      " length_minutes, allow_kinds, is_enabled, position)"
      " values ($1, $2, initcap(replace($2, '_', ' ')), $3, 30, $4::text[], true, $5)",
      {tenant.id.str(), purpose, cal_id, kinds, std::to_string(position)});
}

}  // namespace nexcyte::testing
