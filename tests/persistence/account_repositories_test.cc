// Users, mail links, memberships and sessions: global where they must be, and nowhere else.
#include <boost/test/unit_test.hpp>
#include <string>

#include "domain/crypto.h"
#include "tests/persistence/stores.h"

namespace nexcyte::testing {

using domain::AccountToken;
using domain::AccountTokenKind;
using domain::Error;
using domain::Membership;
using domain::UnitOfWork;

namespace {

constexpr char kHash[] = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";

struct AccountFixture : StoreFixture {
  AccountFixture() { domain::InitCrypto(); }

  std::unique_ptr<domain::TenantStore> AcmeVisitor() { return StoreFor(app, two.acme); }

  std::string NewEmail() {
    return two.sql().Text("select 'new-' || gen_random_uuid() || '@example.test'");
  }
  AccountToken NewToken(AccountTokenKind kind, const std::string& email) {
    AccountToken token;
    token.kind = kind;
    token.digest = domain::Sha256(email);
    token.email = email;
    token.expires_at = In(60);
    if (kind == AccountTokenKind::kVerify) {
      token.name = "Nora";
      token.password_hash = kHash;
    } else {
      token.user = two.carol.user;
    }
    return token;
  }
  domain::SessionId SignIn(const domain::Tenant& tenant, const domain::Actor& person) {
    return StoreFor(app, tenant)->Transact([&](UnitOfWork& unit) {
      return unit.sessions().Insert(person.user, domain::Sha256(NewEmail()), "Browser", "::1");
    });
  }
  std::string CountSessions(const domain::UserId& user) {
    return two.sql().Text("select count(*) from nx.nx_web_session where user_id = $1",
                          {user.str()});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(Accounts, AccountFixture)

BOOST_AUTO_TEST_CASE(AreFoundByEmailWithTheirPlaceInThisTenant) {
  AcmeVisitor()->Transact([&](UnitOfWork& unit) {
    const auto carol = unit.accounts().FindCredentials(two.carol.email).value();
    BOOST_TEST((carol.user == two.carol.user));
    BOOST_TEST(carol.password_hash == "$argon2id$none");
    BOOST_TEST(carol.is_member);
    BOOST_TEST(!unit.accounts().FindCredentials(two.dave.email).value().is_member);
    BOOST_TEST(!unit.accounts().FindCredentials(NewEmail()).has_value());
  });
}

BOOST_AUTO_TEST_CASE(AreMadeOnceAndNeverChangedBySignUp) {
  const std::string email = NewEmail();
  AcmeVisitor()->Transact([&](UnitOfWork& unit) {
    const auto user = unit.accounts().CreateUser(email, kHash);
    BOOST_TEST((unit.accounts().CreateUser(email, "$argon2id$other") == user));
    BOOST_TEST(unit.accounts().FindCredentials(email).value().password_hash == kHash);
  });
}

BOOST_AUTO_TEST_CASE(JoinATenantAsMemberAndProspectOnce) {
  const std::string email = NewEmail();
  Membership membership;
  membership.name = "Nora";
  AcmeVisitor()->Transact([&](UnitOfWork& unit) {
    membership.user = unit.accounts().CreateUser(email, kHash);
    unit.memberships().Insert(membership);
    membership.name = "Somebody else";
    unit.memberships().Insert(membership);
    BOOST_TEST(unit.accounts().FindCredentials(email).value().is_member);
  });
  auto store = AcmeVisitor();
  store->ActAs(membership);
  const auto found = store->Transact(
      [&](UnitOfWork& unit) { return unit.memberships().Find(membership.user).value(); });
  BOOST_TEST(found.name == "Nora");
  BOOST_TEST(found.email == email);
  BOOST_TEST((found.role == domain::Role::kMember && found.kind == domain::AccountKind::kProspect));
}

BOOST_AUTO_TEST_CASE(CannotGiveThemselvesARole) {
  Membership membership = two.dave;
  membership.role = domain::Role::kAdmin;
  BOOST_CHECK_THROW(
      AcmeVisitor()->Transact([&](UnitOfWork& unit) { unit.memberships().Insert(membership); }),
      Error);
  Alice()->Transact([&](UnitOfWork& unit) { unit.memberships().Insert(membership); });
  Alice()->Transact([&](UnitOfWork& unit) {
    BOOST_TEST((unit.memberships().Find(two.dave.user).value().role == domain::Role::kAdmin));
  });
}

BOOST_AUTO_TEST_CASE(KeepTheirProfile) {
  Membership profile = two.carol;
  profile.name = "Carola";
  profile.phone = "+491701234567";
  profile.time_zone = "Pacific/Auckland";
  profile.hour_cycle = domain::HourCycle::k12;
  Carol()->Transact([&](UnitOfWork& unit) { unit.memberships().UpdateProfile(profile); });
  const auto found = Carol()->Transact(
      [&](UnitOfWork& unit) { return unit.memberships().Find(two.carol.user).value(); });
  BOOST_TEST(found.name == "Carola");
  BOOST_TEST(found.phone == "+491701234567");
  BOOST_TEST(found.time_zone == "Pacific/Auckland");
  BOOST_TEST((found.hour_cycle == domain::HourCycle::k12));
}

BOOST_AUTO_TEST_CASE(LoseConsentAndVerificationWithTheirNumber) {
  Membership profile = two.carol;
  profile.phone = "+491701234567";
  const auto update = [&] {
    Carol()->Transact([&](UnitOfWork& unit) { unit.memberships().UpdateProfile(profile); });
    return two.sql().Text(
        "select phone_verified_at is not null and sms_consent_at is not null "
        "and sms_consent_text = 'yes' from nx.nx_tenant_membership where user_id = $1",
        {two.carol.user.str()});
  };
  update();
  two.sql().Run(
      "update nx.nx_tenant_membership set phone_verified_at = now(), sms_consent_at = now(), "
      "sms_consent_text = 'yes' where user_id = $1",
      {two.carol.user.str()});
  BOOST_TEST(update() == "t");
  profile.phone = "+491707654321";
  BOOST_TEST(update() == "f");
}

BOOST_AUTO_TEST_CASE(OfOthersAreNotAMembersToChange) {
  Membership profile = two.bob;
  profile.name = "Bobby";
  BOOST_CHECK_EXCEPTION(
      Carol()->Transact([&](UnitOfWork& unit) { unit.memberships().UpdateProfile(profile); }),
      Error, Refuses("not_found"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(AccountTokens, AccountFixture)

BOOST_AUTO_TEST_CASE(ComeBackAsWrittenAndAreUsedOnce) {
  const AccountToken token = NewToken(AccountTokenKind::kVerify, NewEmail());
  AcmeVisitor()->Transact([&](UnitOfWork& unit) { unit.accounts().InsertToken(token); });
  AcmeVisitor()->Transact([&](UnitOfWork& unit) {
    const auto found = unit.accounts().FindToken(token.kind, token.digest).value();
    BOOST_TEST(found.email == token.email);
    BOOST_TEST(found.name == "Nora");
    BOOST_TEST(found.password_hash == kHash);
    BOOST_TEST(!found.user.has_value());
    BOOST_TEST((found.digest == token.digest && found.expires_at == token.expires_at));
    BOOST_TEST(unit.accounts().ConsumeToken(found.id));
    BOOST_TEST(!unit.accounts().ConsumeToken(found.id));
    BOOST_TEST(!unit.accounts().FindToken(token.kind, token.digest).has_value());
  });
}

BOOST_AUTO_TEST_CASE(AreNothingInAnotherTenantOrOfAnotherKind) {
  const AccountToken token = NewToken(AccountTokenKind::kVerify, NewEmail());
  const auto id = AcmeVisitor()->Transact([&](UnitOfWork& unit) {
    unit.accounts().InsertToken(token);
    return unit.accounts().FindToken(token.kind, token.digest).value().id;
  });
  AcmeVisitor()->Transact([&](UnitOfWork& unit) {
    BOOST_TEST(!unit.accounts().FindToken(AccountTokenKind::kReset, token.digest).has_value());
  });
  StoreFor(app, two.globex)->Transact([&](UnitOfWork& unit) {
    BOOST_TEST(!unit.accounts().FindToken(token.kind, token.digest).has_value());
    BOOST_TEST(!unit.accounts().ConsumeToken(id));
  });
}

BOOST_AUTO_TEST_CASE(AreNothingOnceExpired) {
  AccountToken token = NewToken(AccountTokenKind::kReset, NewEmail());
  token.expires_at = In(-1);
  AcmeVisitor()->Transact([&](UnitOfWork& unit) {
    unit.accounts().InsertToken(token);
    BOOST_TEST(!unit.accounts().FindToken(token.kind, token.digest).has_value());
  });
}

BOOST_AUTO_TEST_CASE(LeaveTheirClearTextToTheOutboxAlone) {
  const std::string email = NewEmail();
  AcmeVisitor()->Transact([&](UnitOfWork& unit) {
    unit.outbox().EnqueueAccountMail("account_verify", email, "clear", {{"name", "Nora"}}, In(60));
  });
  BOOST_TEST(two.sql().Text("select secret || ' ' || state || ' ' || payload::text from "
                            "nx.nx_notification_outbox where recipient = $1",
                            {email}) == "clear pending {\"name\": \"Nora\"}");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(Sessions, AccountFixture)

BOOST_AUTO_TEST_CASE(AreForMembersOfTheTenantOnly) {
  BOOST_CHECK_EXCEPTION(SignIn(two.acme, two.dave), Error, Refuses("not_found"));
}

BOOST_AUTO_TEST_CASE(AreListedForTheirOwnerAlone) {
  SignIn(two.acme, two.carol);
  SignIn(two.acme, two.carol);
  SignIn(two.acme, two.bob);
  const auto sessions =
      Carol()->Transact([&](UnitOfWork& unit) { return unit.sessions().List(two.carol.user); });
  BOOST_REQUIRE(sessions.size() == 2u);
  BOOST_TEST((sessions[0].last_seen_at >= sessions[1].last_seen_at));
  BOOST_TEST(sessions[0].user_agent == "Browser");
  BOOST_TEST(sessions[0].address == "::1");
  BOOST_TEST(Carol()
                 ->Transact([&](UnitOfWork& unit) { return unit.sessions().List(two.bob.user); })
                 .empty());
}

BOOST_AUTO_TEST_CASE(OfOthersAreNotAMembersToEnd) {
  const auto bobs = SignIn(two.acme, two.bob);
  Carol()->Transact([&](UnitOfWork& unit) { unit.sessions().End(bobs); });
  BOOST_TEST(CountSessions(two.bob.user) == "1");
}

BOOST_AUTO_TEST_CASE(EndEverywhereButHereWithANewPassword) {
  Alice()->Transact([&](UnitOfWork& unit) {
    Membership dave = two.dave;
    dave.role = domain::Role::kMember;
    dave.kind = domain::AccountKind::kProspect;
    unit.memberships().Insert(dave);
  });
  const auto here = SignIn(two.acme, two.dave);
  SignIn(two.acme, two.dave);
  SignIn(two.globex, two.dave);
  AcmeVisitor()->Transact([&](UnitOfWork& unit) {
    unit.accounts().SetPassword(two.dave.user, kHash, here);
    BOOST_TEST(unit.accounts().FindCredentials(two.dave.email).value().password_hash == kHash);
  });
  BOOST_TEST(two.sql().Text("select string_agg(id::text, ',') from nx.nx_web_session "
                            "where user_id = $1",
                            {two.dave.user.str()}) == here.str());
  AcmeVisitor()->Transact(
      [&](UnitOfWork& unit) { unit.accounts().SetPassword(two.dave.user, kHash, std::nullopt); });
  BOOST_TEST(CountSessions(two.dave.user) == "0");
}

BOOST_AUTO_TEST_CASE(StayWhenAPasswordIsHashedAnew) {
  SignIn(two.acme, two.carol);
  AcmeVisitor()->Transact([&](UnitOfWork& unit) { unit.accounts().Rehash(two.carol.user, kHash); });
  BOOST_TEST(CountSessions(two.carol.user) == "1");
}

BOOST_AUTO_TEST_CASE(LeaveNoOldResetLinkBehindANewPassword) {
  const AccountToken token = NewToken(AccountTokenKind::kReset, NewEmail());
  AcmeVisitor()->Transact([&](UnitOfWork& unit) {
    unit.accounts().InsertToken(token);
    unit.accounts().SetPassword(two.carol.user, kHash, std::nullopt);
    BOOST_TEST(!unit.accounts().FindToken(token.kind, token.digest).has_value());
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
