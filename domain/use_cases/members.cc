#include "domain/use_cases/members.h"

#include <utility>

#include "domain/crypto.h"
#include "domain/error.h"
#include "domain/use_cases/allowance.h"
#include "domain/use_cases/refusals.h"

namespace nexcyte::domain {
namespace {

constexpr Allowance kInvitationsOfTenant{"invite.tenant", 200, std::chrono::hours(24)};
constexpr Allowance kInvitationsOfEmail{"invite.email", 5, std::chrono::hours(1)};

Error TokenInvalid() { return Error(ErrorCode::kNotFound, "token_invalid"); }

Member RequireMember(UnitOfWork& unit, const UserId& user) {
  auto member = unit.members().Find(user);
  if (!member) {
    throw NotFound();
  }
  return *std::move(member);
}

void RequireAnother(const Actor& actor, const UserId& user) {
  if (user == actor.user) {
    throw Error(ErrorCode::kConflict, "own_membership");
  }
}

AuditEntry ChangeOf(const Actor& actor, const UserId& user, const MemberRights& before,
                    const MemberRights& after) {
  AuditEntry entry{actor.user, "member.changed", user.str(), {}};
  if (before.is_disabled != after.is_disabled) {
    entry.action = after.is_disabled ? "member.disabled" : "member.enabled";
  }
  NoteChange(entry, "role", ToString(before.role), ToString(after.role));
  NoteChange(entry, "account_kind", ToString(before.kind), ToString(after.kind));
  return entry;
}

Invitation NewInvitation(const InviteInput& input, Timestamp now) {
  Invitation invitation;
  invitation.email = FoldEmail(input.email);
  invitation.role = input.role;
  invitation.kind = input.kind;
  invitation.expires_at = now + kInvitationLife;
  return invitation;
}

AuditEntry InvitedEntry(const Actor& actor, const InvitationId& id, const Invitation& invitation) {
  return {actor.user,
          "member.invited",
          id.str(),
          {{"role.after", std::string(ToString(invitation.role))},
           {"account_kind.after", std::string(ToString(invitation.kind))}}};
}

Digest RequireDigest(const std::string& token) {
  const auto digest = DigestOfToken(token);
  if (!digest) {
    throw TokenInvalid();
  }
  return *digest;
}

FoundInvitation RequireInvitation(TenantStore& store, const Digest& digest) {
  const auto found = store.Transact(
      [&digest](UnitOfWork& unit) { return unit.accounts().FindInvitation(digest); });
  if (!found) {
    throw TokenInvalid();
  }
  return *found;
}

// Of an account that is there already nothing is asked: it has its own.
std::string PasswordHashOf(const FoundInvitation& invitation, const AcceptInput& input) {
  return invitation.has_account ? DummyPasswordHash() : HashPassword(input.password);
}

std::string CheckAcceptance(const FoundInvitation& invitation, const AcceptInput& input) {
  std::string name;
  std::vector<FieldError> refused;
  Collect(refused, [&] { name = CheckName(input.name); });
  if (!invitation.has_account) {
    Collect(refused, [&] { CheckPassword(input.password, invitation.email, input.name); });
  }
  RefuseIfAny(std::move(refused));
  return name;
}

}  // namespace

MembersView ShowMembers(TenantStore& store, const MemberQuery& query) {
  return store.Read([&query](UnitOfWork& unit) {
    MembersView view;
    view.page = unit.members().List(query);
    view.invitations = unit.members().ListInvitations();
    return view;
  });
}

Member ShowMember(TenantStore& store, const UserId& user) {
  return store.Read([&user](UnitOfWork& unit) { return RequireMember(unit, user); });
}

void ChangeMember(TenantStore& store, const Actor& actor, const UserId& user,
                  const MemberRights& rights, std::int64_t version) {
  store.Transact([&](UnitOfWork& unit) {
    const Member member = RequireMember(unit, user);
    RequireAnother(actor, user);
    if (member.version != version) {
      throw Error(ErrorCode::kConflict, "changed_meanwhile");
    }
    if (member.rights() == rights) {
      return;
    }
    if (!unit.members().Change(user, rights, version)) {
      throw Error(ErrorCode::kConflict, "changed_meanwhile");
    }
    unit.audit().Append(ChangeOf(actor, user, member.rights(), rights));
  });
}

void SignOutMember(TenantStore& store, const Actor& actor, const UserId& user) {
  store.Transact([&](UnitOfWork& unit) {
    const Member member = RequireMember(unit, user);
    unit.members().EndSessions(user);
    AuditEntry entry{actor.user, "member.signed_out", user.str(), {}};
    NoteChange(entry, "devices", std::to_string(member.devices), "0");
    unit.audit().Append(entry);
  });
}

void InviteMember(TenantStore& store, const AccountTools& tools, const Actor& actor,
                  const InviteInput& input, Timestamp now) {
  const Invitation invitation = NewInvitation(input, now);
  CountTry(tools.throttle, kInvitationsOfTenant, store.tenant(), "");
  CountTry(tools.throttle, kInvitationsOfEmail, store.tenant(), invitation.email);
  const Token link = NewToken(tools.entropy);

  store.Transact([&](UnitOfWork& unit) {
    if (unit.members().FindByEmail(invitation.email)) {
      throw InvalidInput("email", "A person with this address is here already.");
    }
    const InvitationId id = unit.members().Invite(invitation, link.digest);
    unit.outbox().EnqueueAccountMail("member_invited", invitation.email, link.clear, {},
                                     invitation.expires_at);
    unit.audit().Append(InvitedEntry(actor, id, invitation));
  });
}

void WithdrawInvitation(TenantStore& store, const Actor& actor, const InvitationId& id) {
  store.Transact([&](UnitOfWork& unit) {
    const auto removed = unit.members().RemoveInvitation(id);
    if (!removed) {
      throw NotFound();
    }
    AuditEntry entry{actor.user, "member.invitation_withdrawn", id.str(), {}};
    NoteChange(entry, "role", ToString(removed->role), "");
    NoteChange(entry, "account_kind", ToString(removed->kind), "");
    unit.audit().Append(entry);
  });
}

FoundInvitation FindInvitation(TenantStore& store, const std::string& token) {
  return RequireInvitation(store, RequireDigest(token));
}

void AcceptInvitation(TenantStore& store, const AcceptInput& input) {
  const Digest digest = RequireDigest(input.token);
  const FoundInvitation invitation = RequireInvitation(store, digest);
  const std::string name = CheckAcceptance(invitation, input);
  const std::string hash = PasswordHashOf(invitation, input);
  store.Transact([&](UnitOfWork& unit) {
    const auto user = unit.accounts().AcceptInvitation(digest, hash, name);
    if (!user) {
      throw TokenInvalid();
    }
    unit.audit().Append(
        {*user, "member.joined", user->str(), {{"invitation", invitation.id.str()}}});
  });
}

}  // namespace nexcyte::domain
