#include "persistence/throttle.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/persistence/fresh_database.h"

namespace nexcyte::testing {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Reason = domain::CallGate::Reason;

namespace {

struct ThrottleFixture {
  FreshDatabase fresh;
  persistence::Connection connection{{fresh.Url(AppUrl())}};
  persistence::PgThrottle throttle{connection};
  persistence::PgCallGate gate{connection};

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

struct GateFixture : ThrottleFixture {
  milliseconds Take(int per_minute, int reserve = 0) {
    return gate.Ask("cal", per_minute, reserve).wait;
  }
  Reason Ask() { return gate.Ask("cal", 100, 0).reason; }
  void FailOften(int times) {
    for (int i = 0; i < times; ++i) {
      gate.Failed("cal");
    }
  }
};

BOOST_FIXTURE_TEST_SUITE(CallsPerMinute, GateFixture)

BOOST_AUTO_TEST_CASE(GivesNoMoreThanTheLimitInAnyMinute) {
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(Take(10).count() == 0);
  }
  fresh.MoveClock("40 s");
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(Take(10).count() == 0);
  }
  const milliseconds wait = Take(10);
  BOOST_TEST((wait > seconds(15) && wait <= seconds(20)));
  fresh.MoveClock("20 s");
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(Take(10).count() == 0);
  }
  BOOST_TEST(Take(10).count() > 0);
}

BOOST_AUTO_TEST_CASE(LeavesTheReserveToOthers) {
  for (int i = 0; i < 7; ++i) {
    BOOST_TEST(Take(10, 3).count() == 0);
  }
  BOOST_TEST(Take(10, 3).count() > 0);
  BOOST_TEST(Take(10).count() == 0);
}

BOOST_AUTO_TEST_CASE(IsSharedByAllConnectionsAndKeptPerKey) {
  persistence::Connection other_connection({fresh.Url(DispatchUrl())});
  persistence::PgCallGate other(other_connection);
  BOOST_TEST(Take(1).count() == 0);
  BOOST_TEST((other.Ask("cal", 1, 0).reason == Reason::kUsedUp));
  BOOST_TEST((other.Ask("tenant's own", 1, 0).reason == Reason::kOpen));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(HealthOfAKey, GateFixture)

BOOST_AUTO_TEST_CASE(ClosesAfterFailuresInARow) {
  FailOften(domain::CallGate::kFailures - 1);
  BOOST_TEST((Ask() == Reason::kOpen));
  FailOften(1);
  const auto verdict = gate.Ask("cal", 100, 0);
  BOOST_TEST((verdict.reason == Reason::kFailing));
  BOOST_TEST((verdict.wait > seconds(8) && verdict.wait <= seconds(10)));
}

BOOST_AUTO_TEST_CASE(ForgetsFailuresAfterASuccess) {
  BOOST_TEST(!gate.Ask("cal", 100, 0).failed_before);
  FailOften(domain::CallGate::kFailures - 1);
  BOOST_TEST(gate.Ask("cal", 100, 0).failed_before);
  gate.Succeeded("cal");
  BOOST_TEST(!gate.Ask("cal", 100, 0).failed_before);
  FailOften(domain::CallGate::kFailures - 1);
  BOOST_TEST((Ask() == Reason::kOpen));
}

BOOST_AUTO_TEST_CASE(LetsOneCallThroughPerPause) {
  FailOften(domain::CallGate::kFailures);
  fresh.MoveClock("11 s");
  BOOST_TEST((Ask() == Reason::kOpen));
  BOOST_TEST((Ask() == Reason::kFailing));
  gate.Succeeded("cal");
  BOOST_TEST((Ask() == Reason::kOpen));
}

BOOST_AUTO_TEST_CASE(IsNotClosedForLongByAClockThatIsSetBack) {
  FailOften(domain::CallGate::kFailures);
  fresh.MoveClock("-1 hour");
  BOOST_TEST((Ask() == Reason::kOpen));
  BOOST_TEST((Ask() == Reason::kFailing));
}

BOOST_AUTO_TEST_CASE(WaitsAsLongAsItWasTold) {
  gate.RateLimited("cal", seconds(60));
  gate.Succeeded("cal");  // of a call that was under way
  fresh.MoveClock("50 s");
  const auto verdict = gate.Ask("cal", 100, 0);
  BOOST_TEST((verdict.reason == Reason::kRateLimited));
  BOOST_TEST((verdict.wait > seconds(8) && verdict.wait <= seconds(10)));
  fresh.MoveClock("10 s");
  BOOST_TEST((Ask() == Reason::kOpen));
}

// What one worker has met, the others are spared; other keys are not concerned.
BOOST_AUTO_TEST_CASE(IsSharedByAllConnectionsAndKeptPerKey) {
  persistence::Connection other_connection({fresh.Url(DispatchUrl())});
  persistence::PgCallGate other(other_connection);
  FailOften(domain::CallGate::kFailures);
  BOOST_TEST((other.Ask("cal", 100, 0).reason == Reason::kFailing));
  BOOST_TEST((other.Ask("tenant's own", 100, 0).reason == Reason::kOpen));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
