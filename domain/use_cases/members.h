#ifndef NEXCYTE_DOMAIN_USE_CASES_MEMBERS_H_
#define NEXCYTE_DOMAIN_USE_CASES_MEMBERS_H_

#include <string>
#include <vector>

#include "domain/tenant_store.h"
#include "domain/use_cases/account.h"

namespace nexcyte::domain {

// Admins only (the route's access says so; these do not ask again, the database does). All that
// changes something writes it into the audit log.

struct MembersView {
  MemberPage page;
  std::vector<Invitation> invitations;
};

// Refuses: kInvalid (cursor).
MembersView ShowMembers(TenantStore& store, const MemberQuery& query);

// Refuses: kNotFound.
Member ShowMember(TenantStore& store, const UserId& user);

// Gives a member other rights, and ends their sessions here; the same rights change nothing.
// Nobody changes themselves: so every tenant keeps an admin. Refuses: kNotFound, kConflict
// own_membership, changed_meanwhile; kForbidden forbidden (the actor is no admin any more).
void ChangeMember(TenantStore& store, const Actor& actor, const UserId& user,
                  const MemberRights& rights, std::int64_t version);

// Ends all sessions of that person in this tenant. Refuses: kNotFound.
void SignOutMember(TenantStore& store, const Actor& actor, const UserId& user);

struct InviteInput {
  std::string email;
  Role role = Role::kMember;
  AccountKind kind = AccountKind::kProspect;
};

// Writes a mail with a link, in place of an earlier one to that address. Whether the address has
// an account elsewhere changes nothing that the admin can see. Refuses: kInvalid (email: no
// address, or a member's), kRateLimited.
void InviteMember(TenantStore& store, const AccountTools& tools, const Actor& actor,
                  const InviteInput& input, Timestamp now);

// Refuses: kNotFound.
void WithdrawInvitation(TenantStore& store, const Actor& actor, const InvitationId& id);

// For whoever opens the link of the mail. Refuses: kNotFound token_invalid (unknown, used,
// withdrawn, expired, or sent by somebody who is no admin any more).
FoundInvitation FindInvitation(TenantStore& store, const std::string& token);

struct AcceptInput {
  std::string token;
  std::string name;
  std::string password;  // of a new account only
};

// Makes the user (an existing one is left as it is, the password too) and the membership, and signs
// nobody in. Refuses: kNotFound token_invalid, kInvalid (name, password).
void AcceptInvitation(TenantStore& store, const AcceptInput& input);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_MEMBERS_H_
