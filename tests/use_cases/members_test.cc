#include "domain/use_cases/members.h"

#include <boost/test/unit_test.hpp>
#include <future>
#include <string>

#include "tests/persistence/stores.h"
#include "tests/use_cases/account_world.h"

namespace nexcyte::testing {
namespace {

using domain::AccountKind;
using domain::MemberRights;
using domain::Role;

constexpr MemberRights kStaffRights{Role::kStaff, AccountKind::kStaff, false};

struct MembersWorld : AccountWorld {
  MembersWorld() : admin(StoreFor(database, people.acme, people.alice)) {
    SetPassword(people.carol);
  }

  std::string Names(const std::string& search, int limit = 50, const std::string& cursor = "") {
    std::string names;
    for (const domain::MemberEntry& one :
         domain::ShowMembers(*admin, {search, limit, cursor}).page.members) {
      names += (names.empty() ? "" : " ") + one.name;
    }
    return names;
  }
  std::int64_t VersionOf(const domain::Actor& person) {
    return domain::ShowMember(*admin, person.user).version;
  }
  std::string Change(const domain::Actor& person, const MemberRights& rights) {
    return RefusalOf([&] {
      domain::ChangeMember(*admin, people.alice, person.user, rights, VersionOf(person));
    });
  }
  std::string Audited(const std::string& action) {
    return people.sql().Text(
        "select coalesce(string_agg(subject || ' ' || details::text, ';'), '') from "
        "nx.nx_audit_log where tenant_id = $1 and action = $2 and actor_user_id = $3",
        {people.acme.id.str(), action, people.alice.user.str()});
  }
  std::string RoleOf(const domain::Tenant& tenant, const std::string& email) {
    return people.sql().Text(
        "select coalesce(string_agg(role || ' ' || account_kind, ';'), '') from "
        "nx.nx_tenant_membership where tenant_id = $1 and email = $2",
        {tenant.id.str(), email});
  }
  std::string Invite(const std::string& email, Role role = Role::kStaff) {
    return RefusalOf([&] {
      domain::InviteMember(*admin, tools, people.alice, {email, role, AccountKind::kStaff}, now);
    });
  }
  std::string Accept(const std::string& token, const std::string& password = kPassword) {
    return RefusalOf([&] { domain::AcceptInvitation(*acme, {token, "New Person", password}); });
  }
  // An invitation to somebody, and its token.
  std::string InviteNew(const std::string& email) {
    BOOST_REQUIRE(Invite(email).empty());
    return Secret(email);
  }

  std::unique_ptr<domain::TenantStore> admin;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(Members, MembersWorld)

BOOST_AUTO_TEST_CASE(AreListedByName) { BOOST_TEST(Names("") == "Alice Bob Carol"); }

BOOST_AUTO_TEST_CASE(ArePagedWithoutDoublesOrGaps) {
  const auto first = domain::ShowMembers(*admin, {"", 2, ""}).page;
  BOOST_TEST(first.members.size() == 2u);
  BOOST_TEST(Names("", 2, first.next_cursor) == "Carol");
  BOOST_TEST(domain::ShowMembers(*admin, {"", 2, first.next_cursor}).page.next_cursor.empty());
  BOOST_TEST(RefusalOf([&] { Names("", 2, "nowhere"); }) == "invalid cursor");
}

BOOST_AUTO_TEST_CASE(AreFoundByTheBeginningsOfNamesAndAddresses) {
  const domain::Actor olaf = people.AddPerson(people.acme, "Olaf");
  people.sql().Run("update nx.nx_tenant_membership set display_name = 'Ölaf' where user_id = $1",
                   {olaf.user.str()});
  people.sql().Run(
      "update nx.nx_tenant_membership set display_name = 'Carol van Winter' "
      "where user_id = $1",
      {people.carol.user.str()});
  BOOST_TEST(Names("wint") == "Carol van Winter");
  BOOST_TEST(Names("WINTER car") == "Carol van Winter");
  BOOST_TEST(Names("öLA") == "Ölaf");
  BOOST_TEST(Names(people.bob.email) == "Bob");
  BOOST_TEST(Names(people.acme.slug) == "Alice Bob Carol van Winter Ölaf");
  BOOST_TEST(Names("inter") == "");
  BOOST_TEST(Names(people.acme.slug, 2, people.bob.user.str()) == "Carol van Winter Ölaf");
}

BOOST_AUTO_TEST_CASE(AreNotFoundByWhatASearchCouldMistakeForACommand) {
  for (const std::string hostile :
       {"'", "''", "\\", "a' | 'b", "!bob", "bob:*", "<->", "%", "_", "*", "' & ''", "a\\' b"}) {
    BOOST_TEST(Names(hostile) == "", hostile);
  }
}

BOOST_AUTO_TEST_CASE(OfAnotherTenantAreNotThere) {
  BOOST_TEST(Names("dave") == "");
  BOOST_TEST(RefusalOf([&] { domain::ShowMember(*admin, people.dave.user); }) == "not_found");
  BOOST_TEST(RefusalOf([&] {
               domain::ChangeMember(*admin, people.alice, people.dave.user, kStaffRights, 1);
             }) == "not_found");
  BOOST_TEST(RefusalOf([&] { domain::SignOutMember(*admin, people.alice, people.dave.user); }) ==
             "not_found");
  BOOST_TEST(Names("", 50, people.dave.user.str()) == "Alice Bob Carol");
}

BOOST_AUTO_TEST_CASE(AreHiddenFromStaffAndMembers) {
  for (const domain::Actor& person : {people.bob, people.carol}) {
    auto store = StoreFor(database, people.acme, person);
    BOOST_TEST(domain::ShowMembers(*store, {"", 50, ""}).page.members.empty());
    BOOST_TEST(RefusalOf([&] {
                 store->Transact([&](domain::UnitOfWork& unit) {
                   unit.members().Change(people.alice.user, kStaffRights, 1);
                 });
               }) == "forbidden");
  }
}

BOOST_AUTO_TEST_CASE(GetOtherRightsAndSignInAgain) {
  const auto session = SignIn(*acme, people.carol.email);
  BOOST_TEST(Change(people.carol, kStaffRights) == "");
  BOOST_TEST(RoleOf(people.acme, people.carol.email) == "staff staff");
  BOOST_TEST(!Open(people.acme, session.token).actor);
  BOOST_TEST(Audited("member.changed") ==
             people.carol.user.str() +
                 R"( {"role.after": "staff", "role.before": "member", )"
                 R"("account_kind.after": "staff", "account_kind.before": "customer"})");
}

BOOST_AUTO_TEST_CASE(KeepTheirSessionsWhenNothingChanges) {
  const auto session = SignIn(*acme, people.carol.email);
  BOOST_TEST(Change(people.carol, domain::ShowMember(*admin, people.carol.user).rights()) == "");
  BOOST_TEST(Open(people.acme, session.token).actor.has_value());
  BOOST_TEST(Audited("member.changed") == "");
}

BOOST_AUTO_TEST_CASE(KeepTheirSessionsAtAnotherTenant) {
  people.sql().Run(
      "insert into nx.nx_tenant_membership (tenant_id, user_id, email, display_name) "
      "values ($1, $2, $3, 'Carol')",
      {people.globex.id.str(), people.carol.user.str(), people.carol.email});
  const auto elsewhere = SignIn(*globex, people.carol.email);
  const auto here = SignIn(*acme, people.carol.email);
  domain::SignOutMember(*admin, people.alice, people.carol.user);
  BOOST_TEST(!Open(people.acme, here.token).actor);
  BOOST_TEST(Open(people.globex, elsewhere.token).actor.has_value());
  BOOST_TEST(Change(people.carol, kStaffRights) == "");
  BOOST_TEST(Open(people.globex, elsewhere.token).actor.has_value());
  BOOST_TEST(Audited("member.signed_out") ==
             people.carol.user.str() + R"( {"devices.after": "0", "devices.before": "1"})");
}

BOOST_AUTO_TEST_CASE(AreWorthNothingWhenDisabled) {
  const auto session = SignIn(*acme, people.carol.email);
  BOOST_TEST(Change(people.carol, {Role::kMember, AccountKind::kCustomer, true}) == "");
  BOOST_TEST(!Open(people.acme, session.token).actor);
  BOOST_TEST(RefusalOf([&] { SignIn(*acme, people.carol.email); }) == "sign_in_failed");
  BOOST_TEST(Audited("member.disabled") == people.carol.user.str() + " {}");
  domain::RequestPasswordReset(*acme, tools, people.carol.email, "192.0.2.9", now);
  BOOST_TEST(Mails(people.carol.email) == "");

  BOOST_TEST(Change(people.carol, {Role::kMember, AccountKind::kCustomer, false}) == "");
  BOOST_TEST(!Open(people.acme, session.token).actor);
  BOOST_TEST(RefusalOf([&] { SignIn(*acme, people.carol.email); }) == "");
  BOOST_TEST(Audited("member.enabled") == people.carol.user.str() + " {}");
}

// Whatever ended or began a session: the mark alone is enough.
BOOST_AUTO_TEST_CASE(HaveNoSessionWhileTheyAreDisabled) {
  const auto session = SignIn(*acme, people.carol.email);
  const std::string set = "update nx.nx_tenant_membership set disabled_at = ";
  people.sql().Run(set + "nx.now() where user_id = $1", {people.carol.user.str()});
  BOOST_TEST(!Open(people.acme, session.token).actor);
  BOOST_TEST(RefusalOf([&] {
               acme->Transact([&](domain::UnitOfWork& unit) {
                 unit.sessions().Insert(people.carol.user, NewToken(entropy).digest, "", "");
               });
             }) == "not_found");
  people.sql().Run(set + "null where user_id = $1", {people.carol.user.str()});
  BOOST_TEST(Open(people.acme, session.token).actor.has_value());
}

BOOST_AUTO_TEST_CASE(AreNotChangedByWhatIsOutdated) {
  const std::int64_t version = VersionOf(people.carol);
  BOOST_TEST(Change(people.carol, kStaffRights) == "");
  BOOST_TEST(RefusalOf([&] {
               domain::ChangeMember(*admin, people.alice, people.carol.user,
                                    {Role::kAdmin, AccountKind::kStaff, false}, version);
             }) == "changed_meanwhile");
  BOOST_TEST(RoleOf(people.acme, people.carol.email) == "staff staff");
}

BOOST_AUTO_TEST_CASE(DoNotChangeThemselves) {
  BOOST_TEST(Change(people.alice, kStaffRights) == "own_membership");
  BOOST_TEST(RefusalOf([&] {
               admin->Transact([&](domain::UnitOfWork& unit) {
                 unit.members().Change(people.alice.user, kStaffRights, 1);
               });
             }) == "forbidden");
  BOOST_TEST(RoleOf(people.acme, people.alice.email) == "admin staff");
}

// Two admins demote each other at once: the second one waits for the first, and is no admin then.
BOOST_AUTO_TEST_CASE(KeepAnAdminWhenTwoDemoteEachOther) {
  const domain::Actor erin =
      people.AddPerson(people.acme, "Erin", Role::kAdmin, AccountKind::kStaff);
  const auto second = [&] {
    persistence::Database other({AppUrl()});
    auto store = StoreFor(other, people.acme, erin);
    return RefusalOf(
        [&] { domain::ChangeMember(*store, erin, people.alice.user, kStaffRights, 1); });
  };
  std::future<std::string> refusal;
  admin->Transact([&](domain::UnitOfWork& unit) {
    BOOST_TEST(unit.members().Change(erin.user, kStaffRights, 1));
    refusal = std::async(std::launch::async, second);
    // The first has not committed: the second must not get anywhere.
    BOOST_TEST((refusal.wait_for(std::chrono::milliseconds(400)) == std::future_status::timeout));
  });
  BOOST_TEST(refusal.get() == "forbidden");
  BOOST_TEST(RoleOf(people.acme, people.alice.email) == "admin staff");
  BOOST_TEST(RoleOf(people.acme, erin.email) == "staff staff");
}

BOOST_AUTO_TEST_CASE(CannotGiveThemselvesARole) {
  Pg role(AppUrl());
  BOOST_TEST(
      role.Text("select has_column_privilege('nx.nx_tenant_membership', 'role', 'update') or "
                "has_column_privilege('nx.nx_tenant_membership', 'account_kind', 'update') "
                "or has_column_privilege('nx.nx_tenant_membership', 'disabled_at', "
                "'update')") == "f");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(Invitations, MembersWorld)

BOOST_AUTO_TEST_CASE(MakeAPersonOfTheGivenRights) {
  const std::string email = Address("new");
  const std::string token = InviteNew(email);
  BOOST_TEST(Mails(email) == "member_invited");
  BOOST_TEST(RoleOf(people.acme, email) == "");
  BOOST_TEST(domain::FindInvitation(*acme, token).email == email);
  BOOST_TEST(!domain::FindInvitation(*acme, token).has_account);
  BOOST_TEST(Accept(token) == "");
  BOOST_TEST(RoleOf(people.acme, email) == "staff staff");
  BOOST_TEST(RefusalOf([&] { SignIn(*acme, email); }) == "");
  BOOST_TEST(domain::ShowMembers(*admin, {"", 50, ""}).invitations.empty());
}

BOOST_AUTO_TEST_CASE(WorkOnce) {
  const std::string token = InviteNew(Address("new"));
  BOOST_TEST(Accept(token) == "");
  BOOST_TEST(Accept(token) == "token_invalid");
}

BOOST_AUTO_TEST_CASE(LeaveAnAccountAsItIs) {
  const std::string hash = HashOf(people.dave.email);
  const std::string token = InviteNew(people.dave.email);
  BOOST_TEST(domain::FindInvitation(*acme, token).has_account);
  BOOST_TEST(Accept(token, "some other password of a stranger") == "");
  BOOST_TEST(HashOf(people.dave.email) == hash);
  BOOST_TEST(RoleOf(people.acme, people.dave.email) == "staff staff");
  BOOST_TEST(RoleOf(people.globex, people.dave.email) == "member customer");
}

// Somebody joined by themselves meanwhile: what they are stays.
BOOST_AUTO_TEST_CASE(LeaveAMembershipAsItIs) {
  const std::string email = Address("fast");
  const std::string token = InviteNew(email);
  const std::string user = people.sql().Text(
      "insert into nx.nx_user (email, password_hash) values ($1, '$argon2id$own') returning id",
      {email});
  people.sql().Run(
      "insert into nx.nx_tenant_membership (tenant_id, user_id, email, display_name) "
      "values ($1, $2, $3, 'Own Name')",
      {people.acme.id.str(), user, email});
  BOOST_TEST(Accept(token) == "");
  BOOST_TEST(RoleOf(people.acme, email) == "member prospect");
  BOOST_TEST(Names("own name") == "Own Name");
}

// The admin sees the same, whoever has an account elsewhere.
BOOST_AUTO_TEST_CASE(DiscloseNothingToTheAdmin) {
  const std::string unknown = Address("unknown");
  BOOST_TEST(Invite(people.dave.email) == Invite(unknown));
  BOOST_TEST(Mails(people.dave.email) == Mails(unknown));
  const auto invitations = domain::ShowMembers(*admin, {"", 50, ""}).invitations;
  BOOST_REQUIRE(invitations.size() == 2u);
  BOOST_TEST((invitations[0].role == invitations[1].role));
}

BOOST_AUTO_TEST_CASE(AreNotForMembers) {
  BOOST_TEST(Invite(people.carol.email) == "invalid email");
  BOOST_TEST(Invite("no address") == "invalid email");
  BOOST_TEST(Mails(people.carol.email) == "");
}

BOOST_AUTO_TEST_CASE(AreReplacedByTheNext) {
  const std::string email = Address("twice");
  const std::string first = InviteNew(email);
  people.sql().Run("delete from nx.nx_notification_outbox where recipient = $1", {email});
  const std::string second = InviteNew(email);
  BOOST_TEST(Accept(first) == "token_invalid");
  BOOST_TEST(Accept(second) == "");
}

BOOST_AUTO_TEST_CASE(CanBeWithdrawn) {
  const std::string token = InviteNew(Address("late"));
  const auto id = domain::ShowMembers(*admin, {"", 50, ""}).invitations.front().id;
  auto stranger = StoreFor(database, people.globex, people.dave);
  BOOST_TEST(RefusalOf([&] { domain::WithdrawInvitation(*stranger, people.dave, id); }) ==
             "not_found");
  domain::WithdrawInvitation(*admin, people.alice, id);
  BOOST_TEST(Accept(token) == "token_invalid");
  BOOST_TEST(RefusalOf([&] { domain::WithdrawInvitation(*admin, people.alice, id); }) ==
             "not_found");
  BOOST_TEST(Audited("member.invitation_withdrawn") ==
             id.str() + R"( {"role.after": "", "role.before": "staff", )" +
                 R"("account_kind.after": "", "account_kind.before": "staff"})");
}

BOOST_AUTO_TEST_CASE(AreOfOneTenant) {
  const std::string token = InviteNew(Address("here"));
  BOOST_TEST(RefusalOf([&] { domain::FindInvitation(*globex, token); }) == "token_invalid");
  BOOST_TEST(RefusalOf([&] {
               domain::AcceptInvitation(*globex, {token, "Name", kPassword});
             }) == "token_invalid");
}

BOOST_AUTO_TEST_CASE(RunOut) {
  const std::string token = InviteNew(Address("slow"));
  people.sql().Run("update nx.nx_invitation set expires_at = nx.now() where tenant_id = $1",
                   {people.acme.id.str()});
  BOOST_TEST(Accept(token) == "token_invalid");
}

BOOST_AUTO_TEST_CASE(EndWithTheRightsOfTheirSender) {
  const std::string token = InviteNew(Address("friend"));
  people.sql().Run("update nx.nx_tenant_membership set role = 'member' where user_id = $1",
                   {people.alice.user.str()});
  BOOST_TEST(Accept(token) == "token_invalid");
}

BOOST_AUTO_TEST_CASE(WantANameAndAGoodPassword) {
  const std::string token = InviteNew(Address("new"));
  BOOST_TEST(Accept(token, "short") == "invalid password");
  BOOST_TEST(RefusalOf([&] {
               domain::AcceptInvitation(*acme, {token, " ", kPassword});
             }) == "invalid name");
  BOOST_TEST(Accept(token) == "");
  BOOST_TEST(Accept("no token at all") == "token_invalid");
}

BOOST_AUTO_TEST_CASE(ComeFromAdminsAlone) {
  auto staff = StoreFor(database, people.acme, people.bob);
  BOOST_TEST(RefusalOf([&] {
               domain::InviteMember(*staff, tools, people.bob,
                                    {Address("new"), Role::kAdmin, AccountKind::kStaff}, now);
             }) == "internal");
  BOOST_TEST(Mails(Address("new")) == "");
}

BOOST_AUTO_TEST_CASE(AreLimited) {
  const std::string email = Address("often");
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(Invite(email) == "");
  }
  BOOST_TEST(Invite(email) == "rate_limited");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
