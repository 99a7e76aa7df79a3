// The queue is one for all tenants, so each case has a database of its own.
#include "persistence/outbox_queue.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "tests/persistence/fresh_database.h"
#include "tests/persistence/stores.h"

namespace nexcyte::testing {

using domain::OutboxMessage;
using domain::OutboxState;
using domain::Settlement;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr seconds kLease{60};
constexpr domain::Channel kBoth[] = {domain::Channel::kEmail, domain::Channel::kSms};

struct QueueFixture {
  FreshDatabase fresh;
  TwoTenants two{fresh.Url(SuperuserUrl())};
  persistence::Connection connection{{fresh.Url(DispatchUrl())}};
  persistence::PgOutboxQueue queue{connection};
  persistence::Connection rival_connection{{fresh.Url(DispatchUrl())}};
  persistence::PgOutboxQueue rival{rival_connection};

  void Enqueue(const domain::Tenant& tenant, int count, const std::string& due = "0 s",
               const std::string& channel = "email", const std::string& secret = "") {
    two.sql().Run(
        "insert into nx.nx_notification_outbox (tenant_id, event_key, channel, recipient_kind, "
        "recipient, due_at, expires_at, payload, secret) select $1, 'account_verify', $4, "
        "'account', 'a' || n || '@b.test', nx.now() + $3::interval + n * interval '1 us', "
        "nx.now() + interval '3 days', '{\"name\":\"Zoë\"}', nullif($5, '') "
        "from generate_series(1, $2::integer) n",
        {tenant.id.str(), std::to_string(count), due, channel, secret});
  }
  std::vector<OutboxMessage> Lease(int limit) { return queue.Lease(limit, kLease, kBoth); }
  // Whether the row was still the attempt's.
  bool Settle(const Settlement& settlement) {
    return !queue.Settle(std::span(&settlement, 1)).empty();
  }
  OutboxMessage LeaseOne() {
    const auto leased = Lease(1);
    BOOST_REQUIRE(leased.size() == 1u);
    return leased.front();
  }
  Settlement End(const OutboxMessage& message, OutboxState state, milliseconds wait = {}) {
    Settlement settlement;
    settlement.id = message.id;
    settlement.tenant = message.tenant;
    settlement.attempt = message.attempt;
    settlement.next = {state, wait};
    return settlement;
  }
  std::string Column(const OutboxMessage& message, const std::string& column) {
    return two.sql().Text(
        "select coalesce(" + column + "::text, '') from nx.nx_notification_outbox where id = $1",
        {message.id.str()});
  }
  static int CountOf(const std::vector<OutboxMessage>& messages, const domain::Tenant& tenant) {
    return static_cast<int>(
        std::count_if(messages.begin(), messages.end(),
                      [&](const OutboxMessage& message) { return message.tenant == tenant.id; }));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(OutboxQueue, QueueFixture)

BOOST_AUTO_TEST_CASE(LeasesWhatIsDueWithAllThatASenderNeeds) {
  Enqueue(two.acme, 1, "0 s", "email", "the clear token");
  const OutboxMessage message = LeaseOne();
  BOOST_TEST((message.tenant == two.acme.id));
  BOOST_TEST(message.event_key == "account_verify");
  BOOST_TEST((message.channel == domain::Channel::kEmail));
  BOOST_TEST((message.recipient_kind == domain::RecipientKind::kAccount));
  BOOST_TEST(message.recipient == "a1@b.test");
  BOOST_TEST(message.payload.at("name") == "Zoë");
  BOOST_TEST(message.secret == "the clear token");
  BOOST_TEST(message.attempt == 1);
  BOOST_TEST(!message.booking.has_value());
  BOOST_TEST(Column(message, "state") == "sending");
  BOOST_TEST(Lease(10).empty());
}

BOOST_AUTO_TEST_CASE(LeavesWhatIsNotDueYet) {
  Enqueue(two.acme, 1, "1 hour");
  BOOST_TEST(Lease(10).empty());
  BOOST_TEST(queue.CountRemaining() == 0);
  fresh.MoveClock("61 minutes");
  BOOST_TEST(Lease(10).size() == 1u);
}

BOOST_AUTO_TEST_CASE(NeverLeasesNoticesInThePortal) {
  Enqueue(two.acme, 1);
  two.sql().Run("update nx.nx_notification_outbox set channel = 'in_app', state = 'sent'");
  BOOST_TEST(Lease(10).empty());
  BOOST_TEST(queue.CountRemaining() == 0);
}

BOOST_AUTO_TEST_CASE(SharesALeaseAmongTenants) {
  Enqueue(two.acme, 200, "-1 hour");
  Enqueue(two.globex, 3);
  const auto leased = Lease(20);
  BOOST_TEST(CountOf(leased, two.globex) == 3);
  BOOST_TEST(CountOf(leased, two.acme) == 10);
}

// Rows of the outbox that a statement reads, in a transaction of its own.
long RowsReadBy(const std::string& url, const std::string& statement) {
  Pg sql(url);
  sql.Run("begin");
  sql.Run(statement);
  const std::string rows = sql.Text(
      "select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables"
      " where relname = 'nx_notification_outbox'");
  sql.Run("commit");
  return std::stol(rows);
}

BOOST_AUTO_TEST_CASE(ReadsLittleOfALongQueue) {
  Enqueue(two.acme, 5000);
  two.sql().Run("analyze nx.nx_notification_outbox");
  const std::string url = fresh.Url(SuperuserUrl());
  BOOST_TEST(RowsReadBy(url, "select nx.lease_messages(64, '60 s', '{email,sms}')") < 500);
  BOOST_TEST(RowsReadBy(url,
                        "select nx.start_calls(array_agg(tenant_id), array_agg(id),"
                        " array_agg(attempt)) from (select * from nx.nx_notification_outbox"
                        " where state = 'sending' limit 10) o") < 500);
}

BOOST_AUTO_TEST_CASE(KeepsToTheLimitWhenThereAreMoreTenants) {
  Enqueue(two.acme, 2);
  Enqueue(two.globex, 2);
  BOOST_TEST(Lease(1).size() == 1u);
  BOOST_TEST(Lease(3).size() == 3u);
}

BOOST_AUTO_TEST_CASE(GivesTwoCallersDisjointRows) {
  Enqueue(two.acme, 40);
  Pg first(fresh.Url(DispatchUrl()));
  first.Run("begin");
  std::set<std::string> taken;
  for (const auto& row :
       first.Run("select id from lease_messages(20, '60 s', '{email,sms}')").rows) {
    taken.insert(row[0].value());
  }
  for (const OutboxMessage& message : rival.Lease(20, kLease, kBoth)) {
    taken.insert(message.id.str());
  }
  first.Run("commit");
  BOOST_TEST(taken.size() == 40u);
}

BOOST_AUTO_TEST_CASE(SettlesOnlyTheAttemptThatHoldsTheLease) {
  Enqueue(two.acme, 1);
  const OutboxMessage late = LeaseOne();
  fresh.MoveClock("61 s");
  const OutboxMessage current = LeaseOne();
  BOOST_TEST(current.attempt == 2);
  BOOST_TEST(!Settle(End(late, OutboxState::kSent)));
  BOOST_TEST(Column(current, "state") == "sending");
  BOOST_TEST(Settle(End(current, OutboxState::kSent)));
  BOOST_TEST(!Settle(End(current, OutboxState::kDead)));
  BOOST_TEST(Column(current, "state") == "sent");
}

BOOST_AUTO_TEST_CASE(WritesDownHowAnAttemptEnded) {
  Enqueue(two.acme, 1, "0 s", "email", "the clear token");
  const OutboxMessage message = LeaseOne();
  Settlement settlement = End(message, OutboxState::kSent);
  settlement.provider_id = "id@mailgun";
  settlement.took = milliseconds(42);
  BOOST_TEST(Settle(settlement));
  BOOST_TEST(Column(message, "provider_message_id") == "id@mailgun");
  BOOST_TEST(Column(message, "secret") == "");
  BOOST_TEST(Column(message, "settled_at is not null") == "true");
  BOOST_TEST(two.sql().Text("select attempt || ' ' || outcome || ' ' || took_ms from "
                            "nx.nx_notification_attempt where outbox_id = $1",
                            {message.id.str()}) == "1 sent 42");
}

BOOST_AUTO_TEST_CASE(ComesBackToARowAfterItsWait) {
  Enqueue(two.acme, 1, "0 s", "email", "the clear token");
  const OutboxMessage message = LeaseOne();
  BOOST_TEST(Settle(End(message, OutboxState::kPending, milliseconds(30'500))));
  BOOST_TEST(Column(message, "secret") == "the clear token");
  fresh.MoveClock("20 s");
  BOOST_TEST(Lease(1).empty());
  fresh.MoveClock("11 s");
  BOOST_TEST(LeaseOne().attempt == 2);
}

BOOST_AUTO_TEST_CASE(GivesTheAttemptBackWhenTheConfigurationWasAtFault) {
  Enqueue(two.acme, 1);
  Settlement settlement = End(LeaseOne(), OutboxState::kPending);
  settlement.counts = false;
  BOOST_TEST(Settle(settlement));
  BOOST_TEST(LeaseOne().attempt == 1);
}

BOOST_AUTO_TEST_CASE(TakesOverALeaseWhoseCallHadNotStarted) {
  Enqueue(two.acme, 1);
  LeaseOne();
  fresh.MoveClock("59 s");
  BOOST_TEST(Lease(1).empty());
  fresh.MoveClock("2 s");
  BOOST_TEST(LeaseOne().attempt == 2);
}

BOOST_AUTO_TEST_CASE(WaitsWithAMailWhoseCallHadStarted) {
  Enqueue(two.acme, 1);
  const OutboxMessage message = LeaseOne();
  BOOST_TEST(!message.uncertain_since.has_value());
  BOOST_TEST(queue.MarkCallStarted(std::vector{message}).size() == 1u);
  fresh.MoveClock("61 s");
  BOOST_TEST(Lease(1).empty());
  BOOST_TEST(Column(message, "state") == "uncertain");
  fresh.MoveClock("31 s");
  const OutboxMessage again = LeaseOne();
  BOOST_TEST(again.attempt == 2);
  BOOST_TEST(again.uncertain_since.has_value());
  BOOST_TEST(again.resends == 0);
}

BOOST_AUTO_TEST_CASE(CountsASecondSendingThatWasLost) {
  Enqueue(two.acme, 1);
  queue.MarkCallStarted(std::vector{LeaseOne()});
  fresh.MoveClock("61 s");
  Lease(1);
  fresh.MoveClock("31 s");
  queue.MarkCallStarted(std::vector{LeaseOne()});
  fresh.MoveClock("61 s");
  Lease(1);
  fresh.MoveClock("31 s");
  BOOST_TEST(LeaseOne().resends == 1);
}

BOOST_AUTO_TEST_CASE(MakesATextMessageUncertainLikeAMail) {
  Enqueue(two.acme, 1, "0 s", "sms");
  const OutboxMessage message = LeaseOne();
  queue.MarkCallStarted(std::vector{message});
  fresh.MoveClock("61 s");
  Lease(1);
  fresh.MoveClock("29 s");
  BOOST_TEST(Lease(1).empty());
  fresh.MoveClock("2 s");
  BOOST_TEST(LeaseOne().uncertain_since.has_value());
}

BOOST_AUTO_TEST_CASE(LeasesOnlyTheChannelsThatAreAskedFor) {
  Enqueue(two.acme, 1, "0 s", "sms");
  const domain::Channel mail_only[] = {domain::Channel::kEmail};
  BOOST_TEST(queue.Lease(10, kLease, mail_only).empty());
  BOOST_TEST(Lease(10).size() == 1u);
}

BOOST_AUTO_TEST_CASE(LeavesAPausedProviderAloneAndProbesItOnce) {
  Enqueue(two.acme, 3);
  queue.Pause(domain::Channel::kEmail, seconds(60), "http_401");
  Enqueue(two.globex, 1, "0 s", "sms");
  Settle(End(LeaseOne(), OutboxState::kSent));  // the text message
  BOOST_TEST(Lease(10).empty());
  fresh.MoveClock("61 s");
  BOOST_TEST(Lease(10).size() == 1u);
  BOOST_TEST(rival.Lease(10, kLease, kBoth).size() == 0u);
  queue.Resume(domain::Channel::kEmail);
  BOOST_TEST(rival.Lease(10, kLease, kBoth).size() == 2u);
}

BOOST_AUTO_TEST_CASE(LiftsAPauseOnlyAfterAProbe) {
  Enqueue(two.acme, 1);
  queue.Pause(domain::Channel::kEmail, seconds(60), "http_429");
  rival.Resume(domain::Channel::kEmail);  // a success of before the pause
  BOOST_TEST(Lease(10).empty());
}

BOOST_AUTO_TEST_CASE(KeepsTheLongerOfTwoPauses) {
  Enqueue(two.acme, 1);
  queue.Pause(domain::Channel::kEmail, seconds(600), "http_429");
  rival.Pause(domain::Channel::kEmail, seconds(10), "http_429");
  fresh.MoveClock("61 s");
  BOOST_TEST(Lease(10).empty());
}

BOOST_AUTO_TEST_CASE(StartsOnlyCallsThatAreStillItsOwn) {
  Enqueue(two.acme, 2);
  const auto wave = Lease(2);
  BOOST_REQUIRE(wave.size() == 2u);
  Settle(End(wave[0], OutboxState::kSuperseded));
  const auto started = queue.MarkCallStarted(wave);
  BOOST_REQUIRE(started.size() == 1u);
  BOOST_TEST((started[0] == wave[1].id));
  fresh.MoveClock("61 s");
  BOOST_TEST(queue.MarkCallStarted(wave).empty());
}

BOOST_AUTO_TEST_CASE(CountsWhatIsDueOrLeased) {
  Enqueue(two.acme, 3);
  Enqueue(two.globex, 2, "1 hour");
  BOOST_TEST(queue.CountRemaining() == 3);
  const OutboxMessage message = LeaseOne();
  BOOST_TEST(queue.CountRemaining() == 3);
  Settle(End(message, OutboxState::kDead));
  BOOST_TEST(queue.CountRemaining() == 2);
}

BOOST_AUTO_TEST_CASE(NamesTheTenantOfACallback) {
  Enqueue(two.globex, 1);
  const OutboxMessage message = LeaseOne();
  Settlement settlement = End(message, OutboxState::kSent);
  settlement.provider_id = "SM1";
  Settle(settlement);
  persistence::CallbackDirectory callbacks(connection);
  BOOST_TEST((callbacks.TenantOfMessage(message.id).value() == two.globex.id));
  BOOST_TEST(
      (callbacks.MessageOfProviderId("SM1").value() == std::pair(two.globex.id, message.id)));
  BOOST_TEST(!callbacks.MessageOfProviderId("SM2").has_value());
  BOOST_TEST(
      !callbacks.TenantOfMessage(domain::OutboxId::Parse(two.globex.id.str()).value()).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

struct DueIntentsFixture : QueueFixture {
  persistence::Database app{{fresh.Url(AppUrl())}};
  persistence::PgDueIntents due{connection};

  // An open intent of a new booking, as T1 leaves it.
  std::pair<domain::BookingId, domain::IntentId> OpenIntent() {
    domain::Booking booking;
    booking.id = domain::BookingId::Parse(two.sql().Text("select gen_random_uuid()")).value();
    booking.purpose = "intro_call";
    booking.cal_event_type_id = two.EventTypeOf(two.acme, "intro_call");
    booking.time = {StoreFixture::In(60), StoreFixture::In(90)};
    booking.time_zone = "UTC";
    booking.attendee = two.carol.user;
    booking.attendee_email = two.carol.email;
    booking.attendee_name = two.carol.name;
    domain::Intent intent;
    intent.booking = booking.id;
    intent.attendee_address = "booking-1@alias.test";
    intent.reservation_uid = "hold-1";
    const auto id = StoreFor(app, two.acme, two.carol)->Transact([&](domain::UnitOfWork& unit) {
      unit.bookings().Insert(booking);
      return unit.intents().Open(intent);
    });
    return {booking.id, id};
  }
  template <class Work>
  void AsSystem(Work work) {
    StoreFor(app, two.acme, two.alice)->Transact(work);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(Intents, DueIntentsFixture)

BOOST_AUTO_TEST_CASE(AreTheirWorkersForTheLease) {
  const auto [booking, id] = OpenIntent();
  fresh.MoveClock("59 s");
  BOOST_TEST(due.Lease(10).empty());
  fresh.MoveClock("2 s");
  const auto leased = due.Lease(10);
  BOOST_REQUIRE(leased.size() == 1u);
  BOOST_TEST((leased[0].intent == id && leased[0].tenant == two.acme.id));
  BOOST_TEST(due.Lease(10).empty());
}

BOOST_AUTO_TEST_CASE(AreLookedAtAgainAfterTheirWait) {
  const auto [booking, id] = OpenIntent();
  AsSystem([&](domain::UnitOfWork& unit) {
    unit.intents().LookAgain(id, seconds(5));
    BOOST_TEST(unit.intents().Find(id).value().checks == 1);
  });
  fresh.MoveClock("4 s");
  BOOST_TEST(due.Lease(10).empty());
  fresh.MoveClock("2 s");
  BOOST_TEST(due.Lease(10).size() == 1u);
}

BOOST_AUTO_TEST_CASE(AreGoneWhenClosed) {
  const auto [booking, id] = OpenIntent();
  AsSystem([&, id = id, booking = booking](domain::UnitOfWork& unit) {
    const auto open = unit.intents().FindOpen(booking).value();
    BOOST_TEST((open.id == id && open.kind == domain::IntentKind::kBook));
    BOOST_TEST(open.attendee_address == "booking-1@alias.test");
    BOOST_TEST(open.reservation_uid == "hold-1");
    unit.intents().Close(id, domain::IntentOutcome::kFailed);
    BOOST_TEST(!unit.intents().Find(id).has_value());
    BOOST_TEST(!unit.intents().FindOpen(booking).has_value());
  });
  fresh.MoveClock("1 day");
  BOOST_TEST(due.Lease(10).empty());
}

BOOST_AUTO_TEST_CASE(AreOneAtATimePerBooking) {
  const auto [booking, id] = OpenIntent();
  domain::Intent second;
  second.booking = booking;
  second.kind = domain::IntentKind::kCancel;
  BOOST_CHECK_EXCEPTION(AsSystem([&](domain::UnitOfWork& unit) { unit.intents().Open(second); }),
                        domain::Error, Refuses("booking_busy"));
  AsSystem([&, id = id](domain::UnitOfWork& unit) {
    unit.intents().Close(id, domain::IntentOutcome::kDone);
    unit.intents().Open(second);
  });
}

BOOST_AUTO_TEST_CASE(NameTheTenantOfABookingToACallback) {
  const auto [booking, id] = OpenIntent();
  persistence::CallbackDirectory callbacks(connection);
  BOOST_TEST((callbacks.TenantOfBooking(booking).value() == two.acme.id));
  AsSystem([&, booking = booking](domain::UnitOfWork& unit) {
    auto found = unit.bookings().Find(booking).value();
    found.cal_uid = "calUid1";
    unit.bookings().Update(found);
  });
  BOOST_TEST((callbacks.BookingOfCalUid("calUid1").value() == std::pair(two.acme.id, booking)));
  BOOST_TEST(!callbacks.BookingOfCalUid("calUid2").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
