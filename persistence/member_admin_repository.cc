#include "persistence/member_admin_repository.h"

#include <tuple>

#include "domain/error.h"
#include "persistence/membership_row.h"

namespace nexcyte::persistence {

using domain::Invitation;
using domain::InvitationId;
using domain::Member;
using domain::MemberEntry;
using domain::UserId;

namespace {

constexpr char kList[] = R"sql(
  select user_id, role, account_kind, email, display_name, is_disabled
    from nx.find_members(:search, :after, :rows) where nx.is_admin())sql";
constexpr int kListColumns = 6;

// The limits of a session are those of begin_request.
constexpr char kFind[] = R"sql(
  select m.user_id, m.role, m.account_kind, m.email, m.display_name, coalesce(m.phone, ''),
         coalesce(m.time_zone, ''), m.hour_cycle, m.disabled_at, m.created_at,
         (select count(*) from nx_web_session s
           where s.tenant_id = m.tenant_id and s.user_id = m.user_id
             and s.last_seen_at > nx.now() - interval '14 days'
             and s.created_at > nx.now() - interval '90 days'),
         m.version
    from nx_tenant_membership m
   where m.tenant_id = nx.tenant_id() and m.user_id = :user)sql";
constexpr int kFindColumns = kMembershipColumns + 4;

constexpr char kFindByEmail[] = R"sql(
  select user_id from nx_tenant_membership
   where tenant_id = nx.tenant_id() and email = :email)sql";

constexpr char kChange[] = "select nx.change_member(:user, :role, :kind, :is_disabled, :version)";

constexpr char kEndSessions[] = R"sql(
  delete from nx_web_session where tenant_id = nx.tenant_id() and user_id = :user)sql";

constexpr char kListInvitations[] = R"sql(
  select id, email, role, account_kind, created_at, expires_at from nx_invitation
   where tenant_id = nx.tenant_id() order by created_at desc, id desc limit 200)sql";

// One that nobody has used for a month after its end is of no use to anybody.
constexpr char kMakeRoom[] = R"sql(
  delete from nx_invitation
   where tenant_id = nx.tenant_id()
     and (email = :email or expires_at < nx.now() - interval '30 days'))sql";
constexpr char kInvite[] = R"sql(
  insert into nx_invitation (email, role, account_kind, token_sha256, expires_at)
  values (:email, :role, :kind, :token, :expires_at) returning id)sql";
constexpr char kRemoveInvitation[] = R"sql(
  delete from nx_invitation where tenant_id = nx.tenant_id() and id = :id
  returning id, email, role, account_kind, created_at, expires_at)sql";
constexpr int kInvitationColumns = 6;

domain::Role ReadRole(RowReader& row) {
  const auto role = domain::ParseRole(row.Next<std::string>());
  if (!role) {
    RefuseText("a role");
  }
  return *role;
}

domain::AccountKind ReadKind(RowReader& row) {
  const auto kind = domain::ParseAccountKind(row.Next<std::string>());
  if (!kind) {
    RefuseText("an account kind");
  }
  return *kind;
}

MemberEntry ReadEntry(Row cells) {
  RowReader row(cells);
  MemberEntry entry;
  entry.user = row.Next<UserId>();
  entry.role = ReadRole(row);
  entry.kind = ReadKind(row);
  entry.email = row.Next<std::string>();
  entry.name = row.Next<std::string>();
  entry.is_disabled = row.Next<bool>();
  return entry;
}

Invitation ReadInvitation(Row cells) {
  RowReader row(cells);
  Invitation invitation;
  invitation.id = row.Next<InvitationId>();
  invitation.email = row.Next<std::string>();
  invitation.role = ReadRole(row);
  invitation.kind = ReadKind(row);
  invitation.created_at = row.Next<domain::Timestamp>();
  invitation.expires_at = row.Next<domain::Timestamp>();
  return invitation;
}

std::optional<UserId> ParseCursor(const std::string& cursor) {
  const auto after = UserId::Parse(cursor);
  if (!after && !cursor.empty()) {
    throw domain::InvalidInput("cursor", "This is not a place in the list.");
  }
  return after;
}

}  // namespace

domain::MemberPage PgMemberAdminRepository::List(const domain::MemberQuery& query) {
  domain::MemberPage page;
  for (const Row cells : Statement(session_, kList)
                             .Bind("search", query.search)
                             .Bind("after", ParseCursor(query.cursor))
                             .Bind("rows", query.limit + 1)
                             .Rows(kListColumns)) {
    page.members.push_back(ReadEntry(cells));
  }
  if (page.members.size() > static_cast<std::size_t>(query.limit)) {
    page.members.pop_back();
    page.next_cursor = page.members.back().user.str();
  }
  return page;
}

std::optional<Member> PgMemberAdminRepository::Find(const UserId& user) {
  const RowList rows = Statement(session_, kFind).Bind("user", user).Rows(kFindColumns);
  if (rows.empty()) {
    return std::nullopt;
  }
  RowReader row(rows.front());
  Member member;
  member.person = ReadMembership(row);
  member.disabled_at = row.Next<std::optional<domain::Timestamp>>();
  member.joined_at = row.Next<domain::Timestamp>();
  member.devices = row.Next<int>();
  member.version = row.Next<std::int64_t>();
  return member;
}

std::optional<UserId> PgMemberAdminRepository::FindByEmail(const std::string& email) {
  const auto row = Statement(session_, kFindByEmail).Bind("email", email).One<UserId>();
  return row ? std::optional(std::get<0>(*row)) : std::nullopt;
}

bool PgMemberAdminRepository::Change(const UserId& user, const domain::MemberRights& rights,
                                     std::int64_t version) {
  const auto row = Statement(session_, kChange)
                       .Bind("user", user)
                       .Bind("role", ToString(rights.role))
                       .Bind("kind", ToString(rights.kind))
                       .Bind("is_disabled", rights.is_disabled)
                       .Bind("version", version)
                       .One<bool>();
  return std::get<0>(row.value());
}

void PgMemberAdminRepository::EndSessions(const UserId& user) {
  Statement(session_, kEndSessions).Bind("user", user).Run();
}

std::vector<Invitation> PgMemberAdminRepository::ListInvitations() {
  std::vector<Invitation> invitations;
  for (const Row cells : Statement(session_, kListInvitations).Rows(kInvitationColumns)) {
    invitations.push_back(ReadInvitation(cells));
  }
  return invitations;
}

InvitationId PgMemberAdminRepository::Invite(const Invitation& invitation,
                                             const domain::Digest& token) {
  Statement(session_, kMakeRoom).Bind("email", invitation.email).Run();
  const auto row = Statement(session_, kInvite)
                       .Bind("email", invitation.email)
                       .Bind("role", ToString(invitation.role))
                       .Bind("kind", ToString(invitation.kind))
                       .Bind("token", token)
                       .Bind("expires_at", invitation.expires_at)
                       .One<InvitationId>();
  return std::get<0>(row.value());
}

std::optional<Invitation> PgMemberAdminRepository::RemoveInvitation(const InvitationId& id) {
  const RowList rows =
      Statement(session_, kRemoveInvitation).Bind("id", id).Rows(kInvitationColumns);
  return rows.empty() ? std::nullopt : std::optional(ReadInvitation(rows.front()));
}

}  // namespace nexcyte::persistence
