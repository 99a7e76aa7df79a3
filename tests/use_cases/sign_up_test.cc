#include <boost/test/unit_test.hpp>

#include "domain/crypto.h"
#include "domain/error.h"
#include "tests/use_cases/account_world.h"

namespace nexcyte::testing {
namespace {

using domain::SignUpInput;

BOOST_FIXTURE_TEST_SUITE(SignUp, AccountWorld)

BOOST_AUTO_TEST_CASE(WritesALinkAndNothingElse) {
  SignUp(*acme, Address("ada"));
  BOOST_TEST(Mails(Address("ada")) == "account_verify");
  BOOST_TEST(Secret(Address("ada")).size() == 43U);
  BOOST_TEST(Tokens(people.acme) == "1");
  BOOST_TEST(people.sql().Text("select count(*) from nx.nx_user where email = $1",
                               {Address("ada")}) == "0");
}

BOOST_AUTO_TEST_CASE(KeepsTheTokenAsADigestOnly) {
  SignUp(*acme, Address("ada"));
  const auto digest = domain::DigestOfToken(Secret(Address("ada"))).value();
  BOOST_TEST(people.sql().Text("select encode(token_sha256, 'hex') from nx.nx_account_token"
                               " where email = $1",
                               {Address("ada")}) == domain::Hex(digest));
}

BOOST_AUTO_TEST_CASE(FoldsTheAddress) {
  SignUp(*acme, "ADA@" + people.acme.slug + ".TEST");
  BOOST_TEST(Mails(Address("ada")) == "account_verify");
}

BOOST_AUTO_TEST_CASE(MakesAMemberAndProspectWhenTheLinkIsUsed) {
  SignUp(*acme, Address("ada"));
  VerifyEmail(*acme, Secret(Address("ada")), "", now);
  const auto session = SignIn(*acme, Address("ada"));
  BOOST_TEST((session.actor.role == domain::Role::kMember));
  BOOST_TEST((session.actor.kind == domain::AccountKind::kProspect));
  BOOST_TEST(session.actor.name == "New Person");
  BOOST_TEST(session.actor.email == Address("ada"));
}

BOOST_AUTO_TEST_CASE(SignsNobodyInByALink) {
  SignUp(*acme, Address("ada"));
  BOOST_TEST(RefusalOf([&] { SignIn(*acme, Address("ada")); }) == "sign_in_failed");
  VerifyEmail(*acme, Secret(Address("ada")), "", now);
  BOOST_TEST(people.sql().Text("select count(*) from nx.nx_web_session where tenant_id = $1",
                               {people.acme.id.str()}) == "0");
}

BOOST_AUTO_TEST_CASE(UsesALinkOnce) {
  SignUp(*acme, Address("ada"));
  const std::string link = Secret(Address("ada"));
  VerifyEmail(*acme, link, "", now);
  BOOST_TEST(RefusalOf([&] { VerifyEmail(*acme, link, "", now); }) == "token_invalid");
}

BOOST_AUTO_TEST_CASE(RefusesLinksThatAreNone) {
  SignUp(*acme, Address("ada"));
  const std::string link = Secret(Address("ada"));
  BOOST_TEST(RefusalOf([&] { VerifyEmail(*acme, "", "", now); }) == "token_invalid");
  BOOST_TEST(RefusalOf([&] { VerifyEmail(*acme, "x" + link, "", now); }) == "token_invalid");
  BOOST_TEST(RefusalOf([&] { VerifyEmail(*acme, NewToken(entropy).clear, "", now); }) ==
             "token_invalid");
  BOOST_TEST(RefusalOf([&] { VerifyEmail(*globex, link, "", now); }) == "token_invalid");
  BOOST_TEST(RefusalOf([&] { ResetPassword(*acme, link, "another four new words", now); }) ==
             "token_invalid");
}

BOOST_AUTO_TEST_CASE(RefusesAnExpiredLink) {
  SignUp(*acme, Address("ada"));
  people.sql().Run("update nx.nx_account_token set expires_at = nx.now() where email = $1",
                   {Address("ada")});
  BOOST_TEST(RefusalOf([&] { VerifyEmail(*acme, Secret(Address("ada")), "", now); }) ==
             "token_invalid");
}

BOOST_AUTO_TEST_CASE(TellsAMemberByMailAndChangesNothing) {
  SetPassword(people.carol);
  const std::string hash = HashOf(people.carol.email);
  SignUp(*acme, people.carol.email, "another four new words");
  BOOST_TEST(Mails(people.carol.email) == "account_exists");
  BOOST_TEST(Secret(people.carol.email) == "");
  BOOST_TEST(HashOf(people.carol.email) == hash);
  BOOST_TEST(Tokens(people.acme) == "1");  // The same work as for a stranger.
}

BOOST_AUTO_TEST_CASE(LetsAUserOfAnotherTenantJoin) {
  SetPassword(people.dave);
  const std::string hash = HashOf(people.dave.email);
  SignUp(*acme, people.dave.email, "another four new words");
  BOOST_TEST(Mails(people.dave.email) == "account_exists");
  BOOST_TEST(RefusalOf([&] { SignIn(*acme, people.dave.email); }) == "sign_in_failed");

  VerifyEmail(*acme, Secret(people.dave.email), "", now);
  BOOST_TEST(HashOf(people.dave.email) == hash);
  BOOST_TEST((SignIn(*acme, people.dave.email).actor.kind == domain::AccountKind::kProspect));
  BOOST_TEST((SignIn(*globex, people.dave.email).actor.kind == domain::AccountKind::kCustomer));
}

// A stranger has signed up with somebody's address before its owner does.
struct TwoSignUps : AccountWorld {
  TwoSignUps() {
    SignUp(*acme, Address("ada"), kStrangers);
    strangers = Secret(Address("ada"));
    SignUp(*acme, Address("ada"), kPassword);
    owners = people.sql().Text(
        "select secret from nx.nx_notification_outbox where recipient = $1 and secret <> $2",
        {Address("ada"), strangers});
  }

  static constexpr const char* kStrangers = "another four new words";
  std::string strangers;
  std::string owners;
};

BOOST_FIXTURE_TEST_CASE(ConfirmsNoStrangersPassword, TwoSignUps) {
  for (const std::string& password : {std::string(), std::string(kPassword)}) {
    BOOST_TEST(RefusalOf([&] { VerifyEmail(*acme, strangers, password, now); }) ==
               "invalid password");
  }
  BOOST_TEST(RefusalOf([&] { VerifyEmail(*acme, owners, "", now); }) == "invalid password");
  BOOST_TEST(RefusalOf([&] { SignIn(*acme, Address("ada"), kStrangers); }) == "sign_in_failed");
  VerifyEmail(*acme, owners, kPassword, now);
  BOOST_TEST(RefusalOf([&] { SignIn(*acme, Address("ada")); }) == "");
}

BOOST_FIXTURE_TEST_CASE(EndsAllLinksToAnAddressWithOne, TwoSignUps) {
  VerifyEmail(*acme, owners, kPassword, now);
  BOOST_TEST(RefusalOf([&] { VerifyEmail(*acme, strangers, kStrangers, now); }) == "token_invalid");
  BOOST_TEST(Tokens(people.acme) == "0");
}

BOOST_AUTO_TEST_CASE(RefusesAllBadFieldsAtOnce) {
  try {
    domain::SignUp(*acme, tools, {" ", "nobody", "short", "192.0.2.1"}, now);
    BOOST_FAIL("nothing was refused");
  } catch (const domain::Error& error) {
    BOOST_TEST(error.reason() == "invalid");
    BOOST_REQUIRE(error.fields().size() == 3U);
    BOOST_TEST(error.fields()[0].field == "name");
    BOOST_TEST(error.fields()[1].field == "email");
    BOOST_TEST(error.fields()[2].field == "password");
  }
  BOOST_TEST(Tokens(people.acme) == "0");
}

BOOST_AUTO_TEST_CASE(SlowsDownManyMailsToOneAddress) {
  for (int i = 0; i < 5; ++i) {
    SignUp(*acme, Address("ada"));
  }
  BOOST_TEST(RefusalOf([&] { SignUp(*acme, Address("ada")); }) == "rate_limited");
  BOOST_TEST(RefusalOf([&] { SignUp(*acme, Address("eve")); }) == "");
}

BOOST_AUTO_TEST_CASE(SlowsDownOneClientWithManyAddresses) {
  std::string refusal;
  for (int i = 0; i < 30 && refusal.empty(); ++i) {
    const SignUpInput input{"X", Address("p" + std::to_string(i)), kPassword,
                            "198.51.100.7 " + people.acme.slug};
    refusal = RefusalOf([&] { domain::SignUp(*acme, tools, input, now); });
  }
  BOOST_TEST(refusal == "rate_limited");
  BOOST_TEST(Tokens(people.acme) == "20");
}

BOOST_AUTO_TEST_CASE(ReadsNoThrottleKeyInClear) {
  SignUp(*acme, Address("ada"));
  BOOST_TEST(people.sql().Text("select count(*) from nx.nx_throttle"
                               " where bucket !~ '^[0-9a-f]{64}$'") == "0");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
