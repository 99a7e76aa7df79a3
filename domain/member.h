#ifndef NEXCYTE_DOMAIN_MEMBER_H_
#define NEXCYTE_DOMAIN_MEMBER_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/crypto.h"
#include "domain/id.h"
#include "domain/membership.h"
#include "domain/time.h"

namespace nexcyte::domain {

// The people of a tenant as its admins see them, and those who are invited.

struct MemberEntry {
  UserId user;
  Role role = Role::kMember;
  AccountKind kind = AccountKind::kProspect;
  std::string email;
  std::string name;
  bool is_disabled = false;
};

struct MemberQuery {
  std::string search;  // beginnings of words of the name or the address; empty: everybody
  int limit = 50;
  std::string cursor;  // of the page before, or empty
};

struct MemberPage {
  std::vector<MemberEntry> members;  // by name
  std::string next_cursor;
};

// What an admin decides about a member.
struct MemberRights {
  Role role = Role::kMember;
  AccountKind kind = AccountKind::kProspect;
  bool is_disabled = false;
  bool operator==(const MemberRights&) const = default;
};

struct Member {
  Membership person;
  std::optional<Timestamp> disabled_at;
  Timestamp joined_at;
  int devices = 0;           // signed in at the moment
  std::int64_t version = 0;  // of the rights

  MemberRights rights() const { return {person.role, person.kind, disabled_at.has_value()}; }
};

struct Invitation {
  InvitationId id;
  std::string email;  // folded by FoldEmail()
  Role role = Role::kMember;
  AccountKind kind = AccountKind::kProspect;
  Timestamp created_at;
  Timestamp expires_at;
};

inline constexpr std::chrono::hours kInvitationLife = std::chrono::days(7);

// As the link of the mail finds it.
struct FoundInvitation {
  InvitationId id;
  std::string email;
  bool has_account = false;  // in whatever tenant: it keeps its password
};

// The members for admins. Others see nothing of them and may do nothing here.
class MemberAdminRepository {
 public:
  virtual ~MemberAdminRepository() = default;
  // Refuses kInvalid (cursor).
  virtual MemberPage List(const MemberQuery& query) = 0;
  virtual std::optional<Member> Find(const UserId& user) = 0;
  virtual std::optional<UserId> FindByEmail(const std::string& email) = 0;
  // Ends the person's sessions here, too. False: another version meanwhile, or nobody there. One
  // change at a time within a tenant; refuses kForbidden forbidden when the one who asks is no
  // admin any more, and one's own rights.
  virtual bool Change(const UserId& user, const MemberRights& rights, std::int64_t version) = 0;
  virtual void EndSessions(const UserId& user) = 0;
  virtual std::vector<Invitation> ListInvitations() = 0;  // latest first, expired ones too
  // In place of one to the same address.
  virtual InvitationId Invite(const Invitation& invitation, const Digest& token) = 0;
  // What was taken away; nothing: there is none.
  virtual std::optional<Invitation> RemoveInvitation(const InvitationId& id) = 0;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_MEMBER_H_
