#include "fcgi/outbound/breaker.h"

#include <boost/test/unit_test.hpp>

namespace nexcyte::fcgi {
namespace {

using Reason = Breaker::Reason;
using std::chrono::seconds;

constexpr Breaker::Clock::time_point kNow{seconds(1000)};

void FailOften(Breaker& breaker, int times) {
  for (int i = 0; i < times; ++i) {
    breaker.Failed("key", kNow);
  }
}

BOOST_AUTO_TEST_SUITE(Breakers)

BOOST_AUTO_TEST_CASE(OpensAfterFailuresInARow) {
  Breaker breaker;
  FailOften(breaker, Breaker::kFailures - 1);
  BOOST_TEST((breaker.Ask("key", kNow).reason == Reason::kNone));
  FailOften(breaker, 1);
  const auto verdict = breaker.Ask("key", kNow + seconds(1));
  BOOST_TEST((verdict.reason == Reason::kFailing));
  BOOST_TEST((verdict.wait == Breaker::kPause - seconds(1)));
}

BOOST_AUTO_TEST_CASE(ASuccessForgetsFailures) {
  Breaker breaker;
  FailOften(breaker, Breaker::kFailures - 1);
  breaker.Succeeded("key");
  FailOften(breaker, Breaker::kFailures - 1);
  BOOST_TEST((breaker.Ask("key", kNow).reason == Reason::kNone));
}

BOOST_AUTO_TEST_CASE(LetsOneCallThroughPerPause) {
  Breaker breaker;
  FailOften(breaker, Breaker::kFailures);
  const auto later = kNow + Breaker::kPause;
  BOOST_TEST((breaker.Ask("key", later).reason == Reason::kNone));
  BOOST_TEST((breaker.Ask("key", later).reason == Reason::kFailing));
  breaker.Succeeded("key");
  BOOST_TEST((breaker.Ask("key", later).reason == Reason::kNone));
}

BOOST_AUTO_TEST_CASE(WaitsAsLongAsItWasTold) {
  Breaker breaker;
  breaker.RateLimited("key", seconds(60), kNow);
  breaker.Succeeded("key");  // of a call that was under way
  const auto verdict = breaker.Ask("key", kNow + seconds(59));
  BOOST_TEST((verdict.reason == Reason::kRateLimited));
  BOOST_TEST((verdict.wait == seconds(1)));
  BOOST_TEST((breaker.Ask("key", kNow + seconds(60)).reason == Reason::kNone));
}

BOOST_AUTO_TEST_CASE(KeepsKeysApart) {
  Breaker breaker;
  FailOften(breaker, Breaker::kFailures);
  BOOST_TEST((breaker.Ask("other", kNow).reason == Reason::kNone));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
