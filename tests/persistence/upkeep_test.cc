// What goes when it has served its time, what stays, and what the operator watches.
#include "persistence/upkeep.h"

#include <boost/test/unit_test.hpp>
#include <map>
#include <string>

#include "tests/persistence/fresh_database.h"
#include "tests/persistence/stores.h"

namespace nexcyte::testing {
namespace {

struct UpkeepFixture {
  FreshDatabase fresh;
  TwoTenants two{fresh.Url(SuperuserUrl())};
  persistence::Connection connection{{fresh.Url(DispatchUrl())}};
  persistence::PgUpkeep upkeep{connection};
  std::string booking = two.sql().Text(
      "insert into nx.nx_scheduler_booking (tenant_id, purpose, cal_event_type_id, status,"
      " start_at, end_at, time_zone, attendee_user_id, attendee_email, attendee_name) values"
      " ($1, 'intro_call', 1, 'pending', '2099-11-23T13:30Z', '2099-11-23T14:00Z', 'UTC', $2,"
      " 'c@acme.test', 'Carol') returning uid",
      {two.acme.id.str(), two.carol.user.str()});

  void AddMessage(const std::string& channel, const std::string& state, const std::string& due,
                  const std::string& settled = "null") {
    two.sql().Run(
        "insert into nx.nx_notification_outbox (tenant_id, booking_uid, event_key, revision,"
        " channel, recipient_kind, recipient_user_id, recipient, state, due_at, settled_at,"
        " lease_expires_at, created_at, expires_at) select $1, $2, 'booking_created', count(*), "
        "$3, 'attendee',"
        " $4, 'x', $5, nx.now() - $6::interval, nx.now() - nullif($7, 'null')::interval,"
        " case when $5 = 'sending' then nx.now() + interval '1 minute' end,"
        " nx.now() - interval '1 year', nx.now()"
        " from nx.nx_notification_outbox",
        {two.acme.id.str(), booking, channel, two.carol.user.str(), state, due, settled});
  }
  std::string States() {
    return two.sql().Text(
        "select coalesce(string_agg(channel || ' ' || state, ', ' order by revision), '')"
        " from nx.nx_notification_outbox");
  }
  std::string Count(const std::string& table) {
    return two.sql().Text("select count(*) from nx." + table);
  }
  std::map<std::string, std::int64_t> Purge() {
    std::map<std::string, std::int64_t> purged;
    for (const domain::Purged& one : upkeep.Purge()) {
      purged[one.what] = one.rows;
    }
    return purged;
  }
  void AddThrottle(const std::string& bucket, const std::string& last_hit,
                   const std::string& blocked_for) {
    two.sql().Run(
        "insert into nx.nx_throttle (bucket, hits, last_hit_at, blocked_until) values"
        " ($1, 1, nx.now() - $2::interval, nx.now() + $3::interval)",
        {bucket, last_hit, blocked_for});
  }
  void AddHint(const std::string& provider, const std::string& age, bool is_done) {
    two.sql().Run(
        "insert into nx.nx_webhook_inbox (provider, digest, body, received_at, processed_at) values"
        " ($1, sha256(gen_random_uuid()::text::bytea), '', nx.now() - $2::interval,"
        "  case when $3::boolean then nx.now() end)",
        {provider, age, is_done ? "true" : "false"});
  }
};

using Counts = std::map<std::string, std::int64_t>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(Purge_, UpkeepFixture)

BOOST_AUTO_TEST_CASE(TakesMessagesThatEndedNinetyDaysAgoWithTheirAttempts) {
  for (const char* state : {"sent", "delivered", "bounced", "dead", "superseded", "suppressed"}) {
    AddMessage("email", state, "91 days", "91 days");
  }
  AddMessage("in_app", "sent", "91 days");
  two.sql().Run(
      "insert into nx.nx_notification_attempt (tenant_id, outbox_id, attempt, outcome)"
      " select tenant_id, id, 1, 'sent' from nx.nx_notification_outbox");
  BOOST_TEST((Purge() == Counts{{"messages", 7}}));
  BOOST_TEST(States() == "");
  BOOST_TEST(Count("nx_notification_attempt") == "0");
}

BOOST_AUTO_TEST_CASE(LeavesMessagesThatAreYoungOrNotAtTheirEnd) {
  AddMessage("email", "pending", "91 days");
  AddMessage("email", "sending", "91 days");
  AddMessage("email", "uncertain", "91 days");
  AddMessage("email", "sent", "89 days", "89 days");
  AddMessage("email", "dead", "91 days", "1 day");  // given up yesterday
  AddMessage("in_app", "sent", "89 days");
  AddMessage("in_app", "sent", "-300 days");  // a reminder of next year
  BOOST_TEST(Purge().empty());
  BOOST_TEST(States() ==
             "email pending, email sending, email uncertain, email sent, email dead, in_app sent, "
             "in_app sent");
}

BOOST_AUTO_TEST_CASE(TakesEverythingElseThatIsOver) {
  const std::string person = "'" + two.acme.id.str() + "', '" + two.carol.user.str() + "'";
  two.sql().Run(
      "insert into nx.nx_web_session (tenant_id, user_id, token_sha256, created_at, last_seen_at)"
      " select " +
      person +
      ", sha256(age::text::bytea), nx.now() - age, nx.now() - seen"
      "   from (values (interval '1 day', interval '0'), ('89 days', '13 days 23 hours'),"
      "         ('15 days', '14 days 1 minute'), ('90 days 1 minute', '1 minute')) v (age, seen)");
  two.sql().Run(
      "insert into nx.nx_known_device (tenant_id, user_id, token_sha256, created_at) select " +
      person +
      ", sha256(age::text::bytea), nx.now() - age"
      "   from (values (interval '364 days'), ('366 days')) v (age)");
  two.sql().Run(
      "insert into nx.nx_account_token (tenant_id, user_id, kind, token_sha256, email, expires_at)"
      " select " +
      person +
      ", 'reset', sha256(life::text::bytea), 'a@b.test', nx.now() + life"
      "   from (values (interval '1 minute'), ('-1 minute')) v (life)");
  two.sql().Run(
      "insert into nx.nx_phone_code (tenant_id, user_id, phone, code_hash, expires_at)"
      " values (" +
      person +
      ", '+15005550006', '$argon2id$x', nx.now() - interval '1 s'),"
      " ('" +
      two.acme.id.str() + "', '" + two.bob.user.str() +
      "', '+15005550006', '$argon2id$x', nx.now() + interval '1 minute')");
  two.sql().Run(
      "insert into nx.nx_idempotency_key (tenant_id, user_id, route, key, request_sha256,"
      " expires_at) select " +
      person +
      ", 'POST /x', 'a-key-' || life, sha256('x'), nx.now() + life"
      "   from (values (interval '1 minute'), ('-1 minute')) v (life)");
  BOOST_TEST((Purge() == Counts{{"sessions", 2},
                                {"known_devices", 1},
                                {"account_tokens", 1},
                                {"phone_codes", 1},
                                {"idempotency_keys", 1}}));
  BOOST_TEST(Count("nx_web_session") == "2");
  BOOST_TEST(Count("nx_account_token where expires_at > nx.now()") == "1");
  BOOST_TEST(Count("nx_known_device") == "1");
  BOOST_TEST(Count("nx_phone_code where expires_at > nx.now()") == "1");
  BOOST_TEST(Count("nx_idempotency_key where expires_at > nx.now()") == "1");
}

BOOST_AUTO_TEST_CASE(TakesHoldsAndCountersThatNobodyAsksForAnyMore) {
  two.sql().Run(
      "insert into nx.nx_scheduler_reservation (tenant_id, user_id, purpose, cal_event_type_id,"
      " start_at, end_at, time_zone, expires_at) select $1, $2, 'intro_call', 1, nx.now(),"
      " nx.now() + interval '30 min', 'UTC', nx.now() - age"
      "   from (values (interval '-5 min'), ('6 days 23 hours'), ('7 days 1 minute')) v (age)",
      {two.acme.id.str(), two.carol.user.str()});
  two.sql().Run(
      "insert into nx.nx_scheduler_slot_claim (tenant_id, cal_event_type_id, start_at, kind,"
      " owner_id) select $1, 1, nx.now() - age, 'booking', gen_random_uuid()"
      "   from (values (interval '-90 days'), ('6 days 23 hours'), ('7 days 1 minute')) v (age)",
      {two.acme.id.str()});
  AddThrottle("young", "1 day", "0");
  AddThrottle("old", "49 hours", "0");
  AddThrottle("old-but-blocked", "49 hours", "1 minute");
  BOOST_TEST((Purge() == Counts{{"reservations", 1}, {"slot_claims", 1}, {"throttles", 1}}));
  BOOST_TEST(Count("nx_scheduler_reservation") == "2");
  BOOST_TEST(Count("nx_scheduler_slot_claim") == "2");
  BOOST_TEST(Count("nx_throttle where bucket = 'old'") == "0");
}

BOOST_AUTO_TEST_CASE(RemembersWhatAProviderSaidForAsLongAsItMayBeSaidAgain) {
  AddHint("mailgun", "91 days", true);
  AddHint("mailgun", "89 days", true);
  AddHint("calcom", "91 days", false);  // not dealt with
  AddHint("twilio", "399 days", true);
  AddHint("twilio", "401 days", true);
  BOOST_TEST((Purge() == Counts{{"webhooks", 2}}));
  BOOST_TEST(two.sql().Text("select string_agg(provider, ' ' order by provider) from "
                            "nx.nx_webhook_inbox") == "calcom mailgun twilio");
}

BOOST_AUTO_TEST_CASE(ComesOnceAnHour) {
  BOOST_TEST(Purge().empty());
  AddMessage("email", "sent", "91 days", "91 days");
  fresh.MoveClock("59 minutes");
  BOOST_TEST(Purge().empty());
  fresh.MoveClock("61 minutes");
  BOOST_TEST((Purge() == Counts{{"messages", 1}}));
}

BOOST_AUTO_TEST_CASE(GoesOnAtOnceWhereItLeftSomethingBehind) {
  AddMessage("email", "sent", "91 days", "91 days");
  AddMessage("email", "sent", "91 days", "91 days");
  AddMessage("email", "sent", "91 days", "91 days");
  Pg dispatch(fresh.Url(DispatchUrl()));
  const std::string call = "select sum(removed) from nx.purge(2, interval '1 hour')";
  BOOST_TEST(dispatch.Text(call) == "2");
  BOOST_TEST(dispatch.Text(call) == "1");
  BOOST_TEST(Count("nx_notification_outbox") == "0");
}

BOOST_AUTO_TEST_CASE(WaitsNeitherForAnotherCallerNorForALockedRow) {
  AddMessage("email", "sent", "91 days", "91 days");
  AddMessage("email", "sent", "92 days", "92 days");
  Pg other(fresh.Url(SuperuserUrl()));
  other.Run("begin; update nx.nx_upkeep set purged_at = purged_at");
  BOOST_TEST(Purge().empty());
  other.Run(
      "rollback; begin; update nx.nx_notification_outbox set last_error = 'x'"
      " where due_at < nx.now() - interval '91 days 12 hours'");
  BOOST_TEST((Purge() == Counts{{"messages", 1}}));
  other.Run("rollback");
  BOOST_TEST(Count("nx_notification_outbox") == "1");
}

BOOST_AUTO_TEST_CASE(IsNotForThePortal) {
  Pg app(fresh.Url(AppUrl()));
  BOOST_TEST(app.Try("select nx.purge(1, interval '1 hour')").sqlstate == "42501");
  BOOST_TEST(app.Try("select nx.outbox_figures()").sqlstate == "42501");
  Pg dispatch(fresh.Url(DispatchUrl()));
  BOOST_TEST(dispatch.Try("select nx.purge_messages(1)").sqlstate == "42501");
  BOOST_TEST(dispatch.Try("delete from nx_notification_outbox").sqlstate == "42501");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(OutboxFigures_, UpkeepFixture)

BOOST_AUTO_TEST_CASE(AreZeroWhenNothingWaits) {
  AddMessage("email", "sent", "1 hour", "1 hour");
  AddMessage("email", "pending", "-1 hour");
  const domain::OutboxFigures figures = upkeep.Figures();
  BOOST_TEST(figures.oldest_due.count() == 0);
  BOOST_TEST(figures.due == 0);
  BOOST_TEST(figures.uncertain == 0);
  BOOST_TEST(figures.dead_lately == 0);
  BOOST_TEST(figures.pauses.empty());
}

BOOST_AUTO_TEST_CASE(CountWhatSomebodyShouldLookAt) {
  AddMessage("email", "pending", "10 minutes");
  AddMessage("sms", "uncertain", "5 minutes");
  AddMessage("sms", "uncertain", "-5 minutes");
  AddMessage("email", "dead", "3 days", "23 hours");
  AddMessage("email", "dead", "3 days", "25 hours");
  two.sql().Run(
      "insert into nx.nx_provider_pause (channel, until, reason) values"
      " ('sms', nx.now() + interval '1 minute', 'http_401')");
  const domain::OutboxFigures figures = upkeep.Figures();
  BOOST_TEST((figures.oldest_due.count() >= 600 && figures.oldest_due.count() < 660));
  BOOST_TEST(figures.due == 2);
  BOOST_TEST(figures.uncertain == 2);
  BOOST_TEST(figures.dead_lately == 1);
  BOOST_REQUIRE(figures.pauses.size() == 1U);
  BOOST_TEST(figures.pauses[0].channel == "sms");
  BOOST_TEST(figures.pauses[0].reason == "http_401");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
