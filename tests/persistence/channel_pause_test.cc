// A channel that a tenant's staff has stopped, as the queue honours it. The queue is one for all
// tenants, so each case has a database of its own.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "persistence/outbox_queue.h"
#include "tests/persistence/fresh_database.h"
#include "tests/persistence/stores.h"

namespace nexcyte::testing {

namespace {

constexpr domain::Channel kBoth[] = {domain::Channel::kEmail, domain::Channel::kSms};

// A booking at each tenant, with one mail and one text message due, and at Acme a mail that
// somebody waits for who wants to sign in.
struct ChannelPauseFixture {
  FreshDatabase fresh;
  TwoTenants two{fresh.Url(SuperuserUrl())};
  persistence::Connection connection{{fresh.Url(DispatchUrl())}};
  persistence::PgOutboxQueue queue{connection};

  ChannelPauseFixture() {
    Book(two.acme, two.carol);
    Book(two.globex, two.dave);
    two.sql().Run(
        "insert into nx.nx_notification_outbox (tenant_id, event_key, channel, recipient_kind, "
        "recipient, expires_at) values ($1, 'account_reset', 'email', 'account', 'a@b.test', "
        "nx.now() + interval '1 hour')",
        {two.acme.id.str()});
  }

  void Book(const domain::Tenant& tenant, const domain::Actor& person) {
    two.sql().Run(
        "with booked as (insert into nx.nx_scheduler_booking (tenant_id, purpose, "
        "cal_event_type_id, start_at, end_at, time_zone, attendee_user_id, attendee_email, "
        "attendee_name) values ($1, 'intro_call', 1, nx.now() + interval '2 days', nx.now() + "
        "interval '3 days', 'UTC', $2, $3, 'Somebody') returning uid) "
        "insert into nx.nx_notification_outbox (tenant_id, booking_uid, event_key, channel, "
        "recipient_kind, recipient, expires_at) select $1, uid, 'booking_created', channel, "
        "'attendee', $3, nx.now() + interval '1 day' from booked, unnest(array['email', 'sms']) c "
        "(channel)",
        {tenant.id.str(), person.user.str(), person.email});
  }
  void Pause(const domain::Tenant& tenant, const domain::Actor& by, const std::string& channel) {
    two.sql().Run(
        "insert into nx.nx_channel_pause (tenant_id, channel, actor_user_id) values ($1, $2, $3)",
        {tenant.id.str(), channel, by.user.str()});
  }
  // `acme email booking_created` and so on, in order, of what is leased now.
  std::string Leased() {
    std::vector<std::string> words;
    for (const auto& message : queue.Lease(50, std::chrono::seconds(60), kBoth)) {
      words.push_back(std::string(message.tenant == two.acme.id ? "acme " : "globex ") +
                      std::string(ToString(message.channel)) + " " + message.event_key);
    }
    std::ranges::sort(words);
    std::string all;
    for (const std::string& word : words) {
      all += (all.empty() ? "" : ", ") + word;
    }
    return all;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ChannelPause, ChannelPauseFixture)

BOOST_AUTO_TEST_CASE(HoldsBackWhatIsAboutBookingsOnItsChannelOfItsTenant) {
  Pause(two.acme, two.alice, "email");
  BOOST_TEST(Leased() ==
             "acme email account_reset, acme sms booking_created, globex email booking_created, "
             "globex sms booking_created");
  BOOST_TEST(two.sql().Text("select state || ' ' || attempt from nx.nx_notification_outbox where "
                            "tenant_id = $1 and booking_uid is not null and channel = 'email'",
                            {two.acme.id.str()}) == "pending 0");
}

BOOST_AUTO_TEST_CASE(EndsWhenItIsTakenAway) {
  Pause(two.acme, two.alice, "email");
  Pause(two.acme, two.alice, "sms");
  BOOST_TEST(Leased() ==
             "acme email account_reset, globex email booking_created, globex sms booking_created");
  BOOST_TEST(Leased() == "");
  two.sql().Run("delete from nx.nx_channel_pause");
  BOOST_TEST(Leased() == "acme email booking_created, acme sms booking_created");
}

BOOST_AUTO_TEST_CASE(LeavesNothingToDoAndMakesNothingLate) {
  const auto due = [&] {
    return two.sql().Text(
        "select due || ' ' || (oldest_due_seconds > 3000) from "
        "nx.outbox_figures()");
  };
  two.sql().Run(
      "update nx.nx_notification_outbox set due_at = nx.now() - interval '1 hour' where tenant_id "
      "= "
      "$1 and channel = 'sms'",
      {two.acme.id.str()});
  BOOST_TEST(queue.CountRemaining() == 5);
  BOOST_TEST(due() == "5 true");
  Pause(two.acme, two.alice, "sms");
  BOOST_TEST(queue.CountRemaining() == 4);
  BOOST_TEST(due() == "4 false");
  Pause(two.acme, two.alice, "email");
  BOOST_TEST(queue.CountRemaining() == 3);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
