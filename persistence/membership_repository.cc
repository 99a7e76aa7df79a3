#include "persistence/membership_repository.h"

#include <string>

#include "domain/error.h"
#include "persistence/membership_row.h"

namespace nexcyte::persistence {

using domain::HourCycle;
using domain::Membership;

namespace {

constexpr char kFind[] = R"sql(
  select user_id, role, account_kind, email, display_name, coalesce(phone, ''),
         coalesce(time_zone, ''), hour_cycle
    from nx_tenant_membership
   where tenant_id = nx.tenant_id() and user_id = :user)sql";

constexpr char kInsert[] = R"sql(
  select nx.join_tenant(:user, :role, :kind, :name, nullif(:time_zone, '')))sql";

// A new number is neither verified nor consented to.
constexpr char kUpdateProfile[] = R"sql(
  update nx_tenant_membership
     set display_name = :name, phone = nullif(:phone, ''), time_zone = nullif(:time_zone, ''),
         hour_cycle = :hour_cycle,
         phone_verified_at = case when phone = :phone then phone_verified_at end,
         sms_consent_at = case when phone = :phone then sms_consent_at end,
         sms_consent_text = case when phone = :phone then sms_consent_text end
   where tenant_id = nx.tenant_id() and user_id = :user)sql";

}  // namespace

Membership ReadMembership(RowReader& row) {
  Membership membership;
  membership.user = row.Next<domain::UserId>();
  const auto role = domain::ParseRole(row.Next<std::string>());
  const auto kind = domain::ParseAccountKind(row.Next<std::string>());
  if (!role || !kind) {
    RefuseText("a role and an account kind");
  }
  membership.role = *role;
  membership.kind = *kind;
  membership.email = row.Next<std::string>();
  membership.name = row.Next<std::string>();
  membership.phone = row.Next<std::string>();
  membership.time_zone = row.Next<std::string>();
  membership.hour_cycle = row.Next<std::string>() == "12" ? HourCycle::k12 : HourCycle::k24;
  return membership;
}

std::optional<Membership> PgMembershipRepository::Find(const domain::UserId& user) {
  const RowList rows = Statement(session_, kFind).Bind("user", user).Rows(kMembershipColumns);
  if (rows.empty()) {
    return std::nullopt;
  }
  RowReader row(rows.front());
  return ReadMembership(row);
}

void PgMembershipRepository::Insert(const Membership& membership) {
  Statement(session_, kInsert)
      .Bind("user", membership.user)
      .Bind("role", ToString(membership.role))
      .Bind("kind", ToString(membership.kind))
      .Bind("name", membership.name)
      .Bind("time_zone", membership.time_zone)
      .Run();
}

void PgMembershipRepository::UpdateProfile(const Membership& membership) {
  const std::int64_t touched =
      Statement(session_, kUpdateProfile)
          .Bind("user", membership.user)
          .Bind("name", membership.name)
          .Bind("phone", membership.phone)
          .Bind("time_zone", membership.time_zone)
          .Bind("hour_cycle", membership.hour_cycle == HourCycle::k12 ? "12" : "24")
          .Run();
  if (touched == 0) {
    throw domain::NotFound();
  }
}

}  // namespace nexcyte::persistence
