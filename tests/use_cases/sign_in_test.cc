#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <ctime>

#include "domain/crypto.h"
#include "domain/error.h"
#include "domain/use_cases/allowance.h"
#include "tests/use_cases/account_world.h"

namespace nexcyte::testing {
namespace {

// `four unrelated words` with a passes count and a memory of years ago.
constexpr const char* kWeakHash =
    "$argon2id$v=19$m=8192,t=1,p=1$T/luMx83I5TdXmccGl/N6Q"
    "$bOrEvwaEabYn3Iz47IqXqKaewHhGbOMU7ZGCyjJ8d0Q";

// CPU time of this process; Postgres' is not in it.
template <class Work>
double CpuOf(Work work) {
  const std::clock_t begun = std::clock();
  work();
  return static_cast<double>(std::clock() - begun);
}

struct SignInWorld : AccountWorld {
  SignInWorld() {
    SetPassword(people.carol);
    SetPassword(people.dave);
  }
};

BOOST_FIXTURE_TEST_SUITE(SignIn, SignInWorld)

BOOST_AUTO_TEST_CASE(OpensASessionOfThisTenantOnly) {
  const auto session = SignIn(*acme, people.carol.email);
  const auto here = Open(people.acme, session.token);
  BOOST_REQUIRE(here.actor.has_value());
  BOOST_TEST((here.actor->user == people.carol.user));
  BOOST_TEST(here.session.has_value());
  BOOST_TEST(!Open(people.globex, session.token).actor);
  BOOST_TEST(!Open(people.acme, NewToken(entropy)).actor);
}

BOOST_AUTO_TEST_CASE(MakesANewTokenEachTime) {
  const auto first = SignIn(*acme, people.carol.email);
  const auto second = SignIn(*acme, people.carol.email);
  BOOST_TEST(first.token.clear != second.token.clear);
  BOOST_TEST(Sessions(people.carol) == "2");
}

BOOST_AUTO_TEST_CASE(RefusesEverybodyInTheSameWords) {
  BOOST_TEST(RefusalOf([&] { SignIn(*acme, people.carol.email, "wrong words and others"); }) ==
             "sign_in_failed");
  BOOST_TEST(RefusalOf([&] { SignIn(*acme, Address("unknown")); }) == "sign_in_failed");
  BOOST_TEST(RefusalOf([&] { SignIn(*acme, people.dave.email); }) == "sign_in_failed");
  BOOST_TEST(RefusalOf([&] { SignIn(*acme, "no address"); }) == "sign_in_failed");
  BOOST_TEST(RefusalOf([&] { SignIn(*acme, ""); }) == "sign_in_failed");
  BOOST_TEST(Sessions(people.carol) == "0");
  BOOST_TEST(Sessions(people.dave) == "0");
}

BOOST_AUTO_TEST_CASE(SpendsAHashOnUnknownPeopleToo) {
  const double known = CpuOf(
      [&] { RefusalOf([&] { SignIn(*acme, people.carol.email, "wrong words and others"); }); });
  const double unknown = CpuOf([&] { RefusalOf([&] { SignIn(*acme, Address("unknown")); }); });
  const double malformed = CpuOf([&] { RefusalOf([&] { SignIn(*acme, "no address"); }); });
  BOOST_TEST(unknown > known / 3);
  BOOST_TEST(malformed > known / 3);
}

BOOST_AUTO_TEST_CASE(SlowsDownGuessing) {
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(RefusalOf([&] { SignIn(*acme, people.carol.email, "wrong words and others"); }) ==
               "sign_in_failed");
  }
  try {
    SignIn(*acme, people.carol.email);
    BOOST_FAIL("the sixth try was let through");
  } catch (const domain::Error& error) {
    BOOST_TEST(error.reason() == "rate_limited");
    BOOST_TEST(error.retry_after().count() > 0);
  }
  BOOST_TEST(RefusalOf([&] { SignIn(*globex, people.dave.email); }) == "");
}

// Somebody has guessed until the account makes everybody wait.
struct GuessedAt : SignInWorld {
  GuessedAt() : mark(SignIn(*acme, people.carol.email).device_mark) { Guess(people.carol, ""); }

  void Guess(const domain::Actor& person, const std::string& from) {
    for (int i = 0; i < 6; ++i) {
      Try(person, "wrong words and others", from);
    }
  }
  std::string Try(const domain::Actor& person, const std::string& password,
                  const std::string& from) {
    return RefusalOf([&] {
      domain::SignIn(*acme, tools, {person.email, password, {"Browser", "192.0.2.1", from}}, now);
    });
  }

  std::string mark;
};

BOOST_FIXTURE_TEST_CASE(LetsAKnownBrowserInWhileOthersGuess, GuessedAt) {
  BOOST_TEST(Try(people.carol, kPassword, "") == "rate_limited");
  BOOST_TEST(Try(people.carol, kPassword, NewToken(entropy).clear) == "rate_limited");
  BOOST_TEST(Try(people.carol, kPassword, "no mark") == "rate_limited");
  BOOST_TEST(Try(people.carol, kPassword, mark) == "");
}

BOOST_FIXTURE_TEST_CASE(SlowsDownGuessingInAKnownBrowser, GuessedAt) {
  Guess(people.carol, mark);
  BOOST_TEST(Try(people.carol, kPassword, mark) == "rate_limited");
}

BOOST_FIXTURE_TEST_CASE(KnowsABrowserForThePeopleWhoUsedIt, GuessedAt) {
  SetPassword(people.bob);
  Guess(people.bob, mark);
  BOOST_TEST(Try(people.bob, kPassword, mark) == "rate_limited");
  BOOST_TEST(Try(people.carol, kPassword, mark) == "");
}

BOOST_FIXTURE_TEST_CASE(ForgetsKnownBrowsersWithTheOldPassword, GuessedAt) {
  acme->Transact([&](domain::UnitOfWork& unit) {
    unit.accounts().SetPassword(people.carol.user, domain::HashPassword(kPassword), std::nullopt);
  });
  BOOST_TEST(Try(people.carol, kPassword, mark) == "rate_limited");
}

// One password for many accounts. What counts them is filled by hand: a hash a try takes long.
struct Sprayed : GuessedAt {
  void Spray(const char* what, const std::string& subject, int free_tries) {
    const domain::Allowance allowance{what, free_tries, std::chrono::minutes(15)};
    for (int i = 0; i <= free_tries; ++i) {
      CountFailure(throttle, allowance, people.acme, subject);
    }
  }
};

BOOST_FIXTURE_TEST_CASE(SlowsDownAnAddressThatTriesManyAccounts, Sprayed) {
  Spray("sign_in.address", "192.0.2.1", 100);
  BOOST_TEST(Try(people.bob, kPassword, "") == "rate_limited");
  BOOST_TEST(Try(people.carol, kPassword, mark) == "");
}

BOOST_FIXTURE_TEST_CASE(SlowsDownManyAddressesThatTryOneTenant, Sprayed) {
  Spray("sign_in.tenant", "", 1000);
  BOOST_TEST(Try(people.bob, kPassword, "") == "rate_limited");
  BOOST_TEST(Try(people.carol, kPassword, mark) == "");
  BOOST_TEST(RefusalOf([&] { SignIn(*globex, people.dave.email); }) == "");
}

BOOST_AUTO_TEST_CASE(CountsFailuresAloneAgainstAnAddress) {
  for (const auto& password : {std::string("wrong words and others"), std::string(kPassword)}) {
    RefusalOf([&] { SignIn(*acme, people.carol.email, password); });
  }
  const std::string bucket =
      domain::Hex(domain::Sha256("sign_in.address\n" + people.acme.id.str() + "\n192.0.2.1"));
  BOOST_TEST(people.sql().Text("select hits from nx.nx_throttle where bucket = $1", {bucket}) ==
             "1");
}

BOOST_AUTO_TEST_CASE(KeepsTheMarkOfABrowser) {
  const std::string mark = SignIn(*acme, people.carol.email).device_mark;
  const domain::Device same{"Browser", "192.0.2.1", mark};
  const auto again = domain::SignIn(*acme, tools, {people.carol.email, kPassword, same}, now);
  BOOST_TEST(again.device_mark == mark);
  BOOST_TEST(SignIn(*acme, people.carol.email).device_mark != mark);
}

BOOST_AUTO_TEST_CASE(ForgetsOldTriesAfterSuccess) {
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 3; ++i) {
      RefusalOf([&] { SignIn(*acme, people.carol.email, "wrong words and others"); });
    }
    BOOST_TEST(RefusalOf([&] { SignIn(*acme, people.carol.email); }) == "");
  }
}

BOOST_AUTO_TEST_CASE(StrengthensAnOldHash) {
  people.sql().Run("update nx.nx_user set password_hash = $1 where email = $2",
                   {kWeakHash, people.carol.email});
  SignIn(*acme, people.carol.email);
  const std::string stronger = HashOf(people.carol.email);
  BOOST_TEST(!domain::NeedsRehash(stronger));
  BOOST_TEST(domain::VerifyPassword(stronger, kPassword));
  SignIn(*acme, people.carol.email);
  BOOST_TEST(HashOf(people.carol.email) == stronger);
  BOOST_TEST(Sessions(people.carol) == "2");
}

BOOST_AUTO_TEST_CASE(StoresNoDeviceThatIsNoText) {
  domain::SignIn(*acme, tools, {people.carol.email, kPassword, {"\xFF\xFE", "192.0.2.1"}}, now);
  domain::SignIn(*acme, tools,
                 {people.carol.email, kPassword, {std::string(2000, 'x'), "192.0.2.1"}}, now);
  BOOST_TEST(Sessions(people.carol) == "2");
}

BOOST_AUTO_TEST_CASE(EndsTheSessionOnSignOut) {
  const auto session = SignIn(*acme, people.carol.email);
  const auto request = Open(people.acme, session.token);
  domain::SignOut(*request.store, request.session.value());
  BOOST_TEST(!Open(people.acme, session.token).actor);
}

BOOST_AUTO_TEST_CASE(ListsAndEndsOwnDevices) {
  const auto one = SignIn(*acme, people.carol.email);
  const auto two = SignIn(*acme, people.carol.email);
  const auto request = Open(people.acme, two.token);
  const auto devices = ListSessions(*request.store, *request.actor);
  BOOST_REQUIRE(devices.size() == 2U);
  BOOST_TEST(devices[0].user_agent == "Browser");
  const auto other = std::find_if(devices.begin(), devices.end(), [&](const auto& device) {
    return device.id != request.session.value();
  });
  EndSession(*request.store, *request.actor, other->id);
  BOOST_TEST(!Open(people.acme, one.token).actor);
  BOOST_TEST(Open(people.acme, two.token).actor.has_value());
}

BOOST_AUTO_TEST_CASE(EndsNobodyElsesDevices) {
  SetPassword(people.alice);
  SignIn(*acme, people.carol.email);
  const auto carols = domain::SessionId::Parse(people.sql().Text(
      "select id from nx.nx_web_session where user_id = $1", {people.carol.user.str()}));
  const auto alice = Open(people.acme, SignIn(*Open(people.acme).store, people.alice.email).token);
  BOOST_TEST(RefusalOf([&] { EndSession(*alice.store, *alice.actor, carols.value()); }) ==
             "not_found");
  BOOST_TEST(Sessions(people.carol) == "1");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
