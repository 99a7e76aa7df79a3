#include "persistence/listener.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <chrono>

#include "tests/persistence/fresh_database.h"
#include "tests/support/two_tenants.h"

namespace nexcyte::testing {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kLong{20'000};

struct Fixture {
  FreshDatabase fresh;
  TwoTenants two{fresh.Url(SuperuserUrl())};
  persistence::Listener listener{fresh.Url(DispatchUrl()), "nx_outbox"};
  int stop = eventfd(0, EFD_CLOEXEC);

  Fixture() { BOOST_TEST(listener.Wait(kLong, stop)); }  // what came before it listened
  ~Fixture() { close(stop); }

  void Enqueue() {
    two.sql().Run(
        "insert into nx.nx_notification_outbox (tenant_id, event_key, channel, recipient_kind,"
        " recipient, expires_at) values ($1, 'account_verify', 'email', 'account', 'a@b.test',"
        " nx.now() + interval '1 day')",
        {two.acme.id.str()});
  }
};

BOOST_FIXTURE_TEST_SUITE(Listener, Fixture)

BOOST_AUTO_TEST_CASE(HearsOfMessagesWhenTheyAreCommitted) {
  two.sql().Run("begin");
  Enqueue();
  BOOST_TEST(!listener.Wait(milliseconds(50), stop));
  two.sql().Run("commit");
  const auto began = Clock::now();
  BOOST_TEST(listener.Wait(kLong, stop));
  BOOST_TEST((Clock::now() - began < kLong / 2));
  BOOST_TEST(!listener.Wait(milliseconds(1), stop));
}

BOOST_AUTO_TEST_CASE(EndsWhenItIsTold) {
  const auto began = Clock::now();
  BOOST_REQUIRE(eventfd_write(stop, 1) == 0);
  BOOST_TEST(!listener.Wait(kLong, stop));
  BOOST_TEST((Clock::now() - began < kLong / 2));
}

BOOST_AUTO_TEST_CASE(ListensAgainWhenTheConnectionBroke) {
  two.sql().Run(
      "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
      " where datname = current_database() and query = 'listen nx_outbox'");
  Enqueue();
  bool heard = false;
  for (int tries = 0; tries < 3 && !heard; ++tries) {
    heard = listener.Wait(milliseconds(200), stop);
  }
  BOOST_TEST(heard);
  Enqueue();
  BOOST_TEST(listener.Wait(kLong, stop));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
