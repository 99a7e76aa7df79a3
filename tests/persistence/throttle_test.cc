#include "persistence/throttle.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/persistence/fresh_database.h"

namespace nexcyte::testing {

using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

struct ThrottleFixture {
  FreshDatabase fresh;
  persistence::Connection connection{{fresh.Url(AppUrl())}};
  persistence::PgThrottle throttle{connection};
  persistence::PgRateBudget budget{connection};

  seconds Hit(const std::string& key = "key") { return throttle.Hit(key, 3, seconds(900)); }
  // Fails until the wait was `expected`; then that much time passes.
  void WaitOut(seconds expected) {
    const seconds wait = Hit();
    BOOST_TEST((wait == expected), "waits " << wait.count() << " and not " << expected.count());
    fresh.MoveClock(std::to_string(expected.count()) + " s");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(Throttle, ThrottleFixture)

BOOST_AUTO_TEST_CASE(LetsTheFreeTriesThroughAndThenOneAfterEachDoubledWait) {
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(Hit().count() == 0);
  }
  for (const int wait : {1, 2, 4, 8}) {
    WaitOut(seconds(wait));
    BOOST_TEST(Hit().count() == 0);
  }
}

BOOST_AUTO_TEST_CASE(DoesNotCountTriesThatItRefuses) {
  for (int i = 0; i < 3; ++i) {
    Hit();
  }
  for (int i = 0; i < 20; ++i) {
    BOOST_TEST(Hit().count() == 1);
  }
}

BOOST_AUTO_TEST_CASE(NeverMakesAnybodyWaitOver5Minutes) {
  for (int i = 0; i < 40; ++i) {
    BOOST_TEST((Hit() <= seconds(300)));
    fresh.MoveClock("301 s");
  }
  BOOST_TEST(Hit().count() == 0);
  BOOST_TEST(Hit().count() == 300);
}

BOOST_AUTO_TEST_CASE(ForgetsAfterAQuietWindowOrWhenTold) {
  for (int i = 0; i < 3; ++i) {
    Hit();
  }
  fresh.MoveClock("901 s");
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(Hit().count() == 0);
  }
  BOOST_TEST(Hit().count() == 1);
  throttle.Forget("key");
  BOOST_TEST(Hit().count() == 0);
}

BOOST_AUTO_TEST_CASE(KeepsKeysApart) {
  for (int i = 0; i < 5; ++i) {
    Hit("one");
  }
  BOOST_TEST(Hit("other").count() == 0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(RateBudget, ThrottleFixture)

BOOST_AUTO_TEST_CASE(GivesNoMoreThanTheLimitInAnyMinute) {
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(budget.Take("cal", 10, 0).count() == 0);
  }
  fresh.MoveClock("40 s");
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(budget.Take("cal", 10, 0).count() == 0);
  }
  const milliseconds wait = budget.Take("cal", 10, 0);
  BOOST_TEST((wait > seconds(15) && wait <= seconds(20)));
  fresh.MoveClock("20 s");
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(budget.Take("cal", 10, 0).count() == 0);
  }
  BOOST_TEST(budget.Take("cal", 10, 0).count() > 0);
}

BOOST_AUTO_TEST_CASE(LeavesTheReserveToOthers) {
  for (int i = 0; i < 7; ++i) {
    BOOST_TEST(budget.Take("cal", 10, 3).count() == 0);
  }
  BOOST_TEST(budget.Take("cal", 10, 3).count() > 0);
  BOOST_TEST(budget.Take("cal", 10, 0).count() == 0);
}

BOOST_AUTO_TEST_CASE(IsSharedByAllConnectionsAndKeptPerKey) {
  persistence::Connection other_connection({fresh.Url(DispatchUrl())});
  persistence::PgRateBudget other(other_connection);
  BOOST_TEST(budget.Take("cal", 1, 0).count() == 0);
  BOOST_TEST(other.Take("cal", 1, 0).count() > 0);
  BOOST_TEST(other.Take("tenant's own", 1, 0).count() == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
