#include <boost/test/unit_test.hpp>

#include "domain/crypto.h"
#include "domain/error.h"
#include "tests/use_cases/account_world.h"

namespace nexcyte::testing {
namespace {

constexpr const char* kNewPassword = "another set of words";

struct PasswordWorld : AccountWorld {
  PasswordWorld() {
    SetPassword(people.carol);
    SetPassword(people.dave);
  }

  void AskForReset(const std::string& email) {
    RequestPasswordReset(*acme, tools, email, "192.0.2.1 " + email, now);
  }
};

BOOST_FIXTURE_TEST_SUITE(ForgottenPassword, PasswordWorld)

BOOST_AUTO_TEST_CASE(SendsALinkThatSetsANewPassword) {
  AskForReset(people.carol.email);
  BOOST_TEST(Mails(people.carol.email) == "account_reset");
  domain::ResetPassword(*acme, Secret(people.carol.email), kNewPassword, now);
  BOOST_TEST(RefusalOf([&] { SignIn(*acme, people.carol.email); }) == "sign_in_failed");
  BOOST_TEST(RefusalOf([&] { SignIn(*acme, people.carol.email, kNewPassword); }) == "");
}

BOOST_AUTO_TEST_CASE(EndsAllSessionsOfThePerson) {
  SignUp(*globex, people.carol.email);
  VerifyEmail(*globex, Secret(people.carol.email), "", now);
  SignIn(*acme, people.carol.email);
  SignIn(*globex, people.carol.email);
  BOOST_TEST(Sessions(people.carol) == "2");
  people.sql().Run("delete from nx.nx_notification_outbox where recipient = $1",
                   {people.carol.email});
  const auto visitor = Open(people.acme);
  RequestPasswordReset(*visitor.store, tools, people.carol.email, "192.0.2.1", now);
  domain::ResetPassword(*visitor.store, Secret(people.carol.email), kNewPassword, now);
  BOOST_TEST(Sessions(people.carol) == "0");
}

BOOST_AUTO_TEST_CASE(UsesALinkOnce) {
  AskForReset(people.carol.email);
  const std::string link = Secret(people.carol.email);
  domain::ResetPassword(*acme, link, kNewPassword, now);
  BOOST_TEST(RefusalOf([&] { domain::ResetPassword(*acme, link, kNewPassword, now); }) ==
             "token_invalid");
}

BOOST_AUTO_TEST_CASE(RefusesLinksThatAreNone) {
  AskForReset(people.carol.email);
  const std::string link = Secret(people.carol.email);
  BOOST_TEST(RefusalOf([&] { domain::ResetPassword(*globex, link, kNewPassword, now); }) ==
             "token_invalid");
  BOOST_TEST(RefusalOf([&] { domain::ResetPassword(*acme, "x", kNewPassword, now); }) ==
             "token_invalid");
  BOOST_TEST(RefusalOf([&] { VerifyEmail(*acme, link, "", now); }) == "token_invalid");
  people.sql().Run("update nx.nx_account_token set expires_at = nx.now() where email = $1",
                   {people.carol.email});
  BOOST_TEST(RefusalOf([&] { domain::ResetPassword(*acme, link, kNewPassword, now); }) ==
             "token_invalid");
}

BOOST_AUTO_TEST_CASE(KeepsTheLinkWhenThePasswordIsRefused) {
  AskForReset(people.carol.email);
  const std::string link = Secret(people.carol.email);
  BOOST_TEST(RefusalOf([&] { domain::ResetPassword(*acme, link, "short", now); }) ==
             "invalid password");
  BOOST_TEST(RefusalOf([&] { domain::ResetPassword(*acme, link, people.carol.email, now); }) ==
             "invalid password");
  BOOST_TEST(RefusalOf([&] { domain::ResetPassword(*acme, link, kNewPassword, now); }) == "");
}

// A known address costs a link and a mail, any other one two links that nobody gets.
BOOST_AUTO_TEST_CASE(MailsNobodyElseAndWorksAsMuch) {
  AskForReset(Address("unknown"));
  BOOST_TEST(Mails(Address("unknown")) == "");
  BOOST_TEST(Tokens(people.acme) == "2");
  AskForReset(people.dave.email);
  BOOST_TEST(Mails(people.dave.email) == "");
  BOOST_TEST(Tokens(people.acme) == "4");
  AskForReset(people.carol.email);
  BOOST_TEST(Tokens(people.acme) == "5");
  BOOST_TEST(RefusalOf([&] { AskForReset("no address"); }) == "invalid email");
}

BOOST_AUTO_TEST_CASE(SlowsDownManyMailsToOneAddress) {
  for (int i = 0; i < 5; ++i) {
    AskForReset(people.carol.email);
  }
  BOOST_TEST(RefusalOf([&] { AskForReset(people.carol.email); }) == "rate_limited");
}

BOOST_AUTO_TEST_CASE(SlowsDownOneClientWithManyAddresses) {
  std::string refusal;
  for (int i = 0; i < 30 && refusal.empty(); ++i) {
    refusal = RefusalOf([&] {
      RequestPasswordReset(*acme, tools, Address("p" + std::to_string(i)),
                           "198.51.100.7 " + people.acme.slug, now);
    });
  }
  BOOST_TEST(refusal == "rate_limited");
  BOOST_TEST(Tokens(people.acme) == "40");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(ChangedPassword, PasswordWorld)

BOOST_AUTO_TEST_CASE(EndsAllOtherSessions) {
  const auto lost = SignIn(*acme, people.carol.email);
  const auto kept = SignIn(*acme, people.carol.email);
  const auto request = Open(people.acme, kept.token);
  ChangePassword(*request.store, tools, *request.actor, *request.session, kPassword, kNewPassword);
  BOOST_TEST(!Open(people.acme, lost.token).actor);
  BOOST_TEST(Open(people.acme, kept.token).actor.has_value());
  BOOST_TEST(domain::VerifyPassword(HashOf(people.carol.email), kNewPassword));
}

BOOST_AUTO_TEST_CASE(NeedsTheCurrentOne) {
  const auto kept = SignIn(*acme, people.carol.email);
  const auto request = Open(people.acme, kept.token);
  const auto change = [&](const char* current, const char* wanted) {
    return RefusalOf([&] {
      ChangePassword(*request.store, tools, *request.actor, *request.session, current, wanted);
    });
  };
  BOOST_TEST(change(kPassword, "short") == "invalid password");
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(change("wrong words and others", kNewPassword) == "invalid current_password");
  }
  BOOST_TEST(change(kPassword, kNewPassword) == "rate_limited");
  BOOST_TEST(domain::VerifyPassword(HashOf(people.carol.email), kPassword));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(Profile, PasswordWorld)

BOOST_AUTO_TEST_CASE(KeepsWhatWasTyped) {
  const auto request = Open(people.acme, SignIn(*acme, people.carol.email).token);
  UpdateProfile(*request.store, *request.actor,
                {" Carol C. ", "+49 (30) 123-4567", "Asia/Kolkata", domain::HourCycle::k12});
  const auto again = request.store->Transact(
      [&](domain::UnitOfWork& unit) { return unit.memberships().Find(people.carol.user); });
  BOOST_TEST(again->name == "Carol C.");
  BOOST_TEST(again->phone == "+49301234567");
  BOOST_TEST(again->time_zone == "Asia/Kolkata");
  BOOST_TEST((again->hour_cycle == domain::HourCycle::k12));
  BOOST_TEST((again->role == people.carol.role));
  UpdateProfile(*request.store, *request.actor, {"Carol", "", "", domain::HourCycle::k24});
}

BOOST_AUTO_TEST_CASE(RefusesOtherFields) {
  const auto request = Open(people.acme, SignIn(*acme, people.carol.email).token);
  const auto refusal = [&](domain::ProfileInput input) {
    return RefusalOf([&] { UpdateProfile(*request.store, *request.actor, input); });
  };
  BOOST_TEST(refusal({"", "", "", {}}) == "invalid name");
  BOOST_TEST(refusal({"Carol", "030 1234567", "", {}}) == "invalid phone");
  BOOST_TEST(refusal({"Carol", "+49 call me", "", {}}) == "invalid phone");
  BOOST_TEST(refusal({"Carol", "", "Mars/Olympus", {}}) == "invalid timeZone");
  BOOST_TEST(refusal({"", "1", "x", {}}) == "invalid");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
