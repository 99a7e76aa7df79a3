#ifndef NEXCYTE_DOMAIN_MEMBERSHIP_H_
#define NEXCYTE_DOMAIN_MEMBERSHIP_H_

#include <optional>
#include <string>
#include <string_view>

#include "domain/id.h"
#include "domain/time_zone.h"

namespace nexcyte::domain {

enum class Role { kMember, kStaff, kAdmin };
enum class AccountKind { kProspect, kCustomer, kStaff };

std::string_view ToString(Role role);         // member, staff, admin
std::string_view ToString(AccountKind kind);  // prospect, customer, staff
std::optional<Role> ParseRole(std::string_view text);
std::optional<AccountKind> ParseAccountKind(std::string_view text);

// A person as this tenant knows them: the membership, with the user's id. What is not filled in is
// empty.
struct Membership {
  UserId user;
  Role role = Role::kMember;
  AccountKind kind = AccountKind::kProspect;
  std::string email;
  std::string name;
  std::string phone;      // E.164
  std::string time_zone;  // IANA; empty: the tenant's
  HourCycle hour_cycle = HourCycle::k24;
};

// Who acts. Staff and admins act for others within their tenant; a member only for themselves.
using Actor = Membership;

inline bool IsStaff(const Actor& actor) { return actor.role != Role::kMember; }

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_MEMBERSHIP_H_
