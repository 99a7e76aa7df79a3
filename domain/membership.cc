#include "domain/membership.h"

namespace nexcyte::domain {

std::string_view ToString(Role role) {
  switch (role) {
    case Role::kMember:
      return "member";
    case Role::kStaff:
      return "staff";
    case Role::kAdmin:
      return "admin";
  }
  return "";
}

std::string_view ToString(AccountKind kind) {
  switch (kind) {
    case AccountKind::kProspect:
      return "prospect";
    case AccountKind::kCustomer:
      return "customer";
    case AccountKind::kStaff:
      return "staff";
  }
  return "";
}

std::optional<Role> ParseRole(std::string_view text) {
  for (const Role role : {Role::kMember, Role::kStaff, Role::kAdmin}) {
    if (ToString(role) == text) {
      return role;
    }
  }
  return std::nullopt;
}

std::optional<AccountKind> ParseAccountKind(std::string_view text) {
  for (const AccountKind kind :
       {AccountKind::kProspect, AccountKind::kCustomer, AccountKind::kStaff}) {
    if (ToString(kind) == text) {
      return kind;
    }
  }
  return std::nullopt;
}

}  // namespace nexcyte::domain
