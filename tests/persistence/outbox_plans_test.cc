// What the dispatcher's functions read of long tables. EXPLAIN does not look into a function, so
// the rows that it reads are counted: one whose plan goes by another way than the indexes that were
// made for it reads hundreds of times as many.
#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/persistence/fresh_database.h"
#include "tests/support/two_tenants.h"

namespace nexcyte::testing {
namespace {

constexpr int kMany = 1000;
constexpr int kTaken = 10;
// Of one message: its row, its booking, its intent, its attendee, with room for a new version.
constexpr int kMostPerMessage = 6;

// Globex has a thousand bookings, each with a sent, a dead and a waiting message and an intent that
// has ended; Acme has one.
struct LongTables {
  LongTables() {
    Fill(two.acme, two.carol, 1);
    Fill(two.globex, two.dave, kMany);
    two.sql().Run("analyze");
  }

  void Fill(const domain::Tenant& tenant, const domain::Actor& attendee, int bookings) {
    two.sql().Run(
        "insert into nx.nx_scheduler_booking (tenant_id, purpose, cal_event_type_id, status,"
        " start_at, end_at, time_zone, attendee_user_id, attendee_email, attendee_name)"
        " select $1, 'intro_call', 1, 'pending', nx.now() + n * interval '1 day',"
        "        nx.now() + n * interval '1 day' + interval '30 min', 'UTC', $2, $3, 'X'"
        "   from generate_series(1, $4::integer) n",
        {tenant.id.str(), attendee.user.str(), attendee.email, std::to_string(bookings)});
    two.sql().Run(
        "insert into nx.nx_notification_outbox (tenant_id, booking_uid, event_key, revision,"
        " channel, recipient_kind, recipient, state, due_at, expires_at, provider_message_id)"
        " select b.tenant_id, b.uid, 'booking_created', k.n, 'email', 'attendee',"
        "        b.attendee_email, k.state, nx.now() - interval '1 hour',"
        "        nx.now() + interval '1 day', k.state || b.uid"
        "   from nx.nx_scheduler_booking b,"
        "        (values (1, 'sent'), (2, 'dead'), (3, 'pending')) k (n, state)"
        "  where b.tenant_id = $1",
        {tenant.id.str()});
    two.sql().Run(
        "insert into nx.nx_scheduler_intent (tenant_id, booking_uid, kind, lease_expires_at,"
        " next_check_at, outcome, closed_at) select tenant_id, uid, 'book', nx.now(), nx.now(),"
        " 'refused', nx.now() from nx.nx_scheduler_booking where tenant_id = $1",
        {tenant.id.str()});
  }
  void LeaseAll() {
    two.sql().Run(
        "update nx.nx_notification_outbox set state = 'sending', attempt = 1,"
        " lease_expires_at = nx.now() + interval '1 hour' where state = 'pending'");
  }

  // The rows of the long tables that `call` reads for Globex, in a session whose plans were made
  // when it was asked for Acme. `taken` is the temporary table of kTaken messages of that tenant.
  long Read(const std::string& call) {
    Pg role(fresh.Url(SuperuserUrl()));
    role.Run("create temporary table taken (tenant_id uuid, id uuid, sent_as text)");
    AskFor(role, two.acme, call);
    return AskFor(role, two.globex, call);
  }
  static long AskFor(Pg& role, const domain::Tenant& tenant, const std::string& call) {
    role.Run("select set_config('nx.tenant_id', $1, false), set_config('nx.role', 'system', false)",
             {tenant.id.str()});
    role.Run("truncate taken");
    role.Run(
        "insert into taken select tenant_id, id, provider_message_id from nx.nx_notification_outbox"
        " where tenant_id = nx.tenant_id() and state in ('pending', 'sending') limit " +
        std::to_string(kTaken));
    role.Run("begin");
    const long before = RowsRead(role);
    role.Run("select from " + call);
    const long read = RowsRead(role) - before;
    role.Run("rollback");
    return read;
  }
  static long RowsRead(Pg& role) {
    return std::stol(
        role.Text("select sum(seq_tup_read + idx_tup_fetch) from pg_stat_xact_user_tables"
                  " where schemaname = 'nx' and relname in ('nx_notification_outbox',"
                  " 'nx_notification_attempt', 'nx_scheduler_booking', 'nx_scheduler_intent',"
                  " 'nx_tenant_membership')"));
  }

  FreshDatabase fresh;
  TwoTenants two{fresh.Url(SuperuserUrl())};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(FunctionsOfTheDispatcher, LongTables)

// A plan that goes astray is seen, or the rest of this file proves nothing.
BOOST_AUTO_TEST_CASE(AreCaughtWhenTheyReadATable) {
  BOOST_TEST(Read("nx.nx_notification_outbox") >= 3 * kMany);
}

BOOST_AUTO_TEST_CASE(LoadWhatTheyAreAskedFor) {
  const std::string call = "nx.subjects_of_messages((select array_agg(id) from taken))";
  BOOST_TEST(Read(call) <= kMostPerMessage * kTaken);
  BOOST_TEST(Read(call) >= kTaken);
}

BOOST_AUTO_TEST_CASE(LeaseWithoutWalkingThroughTheQueue) {
  const std::string call =
      "nx.lease_messages(" + std::to_string(kTaken) + ", '1 minute', '{email,sms}')";
  BOOST_TEST(Read(call) <= kMostPerMessage * kTaken);
  BOOST_TEST(Read(call) >= kTaken);
  BOOST_TEST(Read("nx.open_channels('{email,sms}')") <= kTaken);
}

BOOST_AUTO_TEST_CASE(StartAndSettleByTheKeyHoweverMuchIsLeased) {
  LeaseAll();
  BOOST_TEST(Read("nx.start_calls((select array_agg(tenant_id) from taken),"
                  " (select array_agg(id) from taken), (select array_agg(1) from taken))") <=
             kMostPerMessage * kTaken);
  const std::string settle =
      "nx.settle_messages((select jsonb_agg(jsonb_build_object('tenant_id', tenant_id, 'id', id,"
      " 'attempt', 1, 'state', 'sent', 'wait_ms', 0, 'counts', true, 'looked_up', false,"
      " 'provider_id', 'p', 'error', '', 'took_ms', 1)) from taken))";
  BOOST_TEST(Read(settle) <= kMostPerMessage * kTaken);
  BOOST_TEST(Read(settle) >= kTaken);
  BOOST_TEST(Read("nx.give_up_lost_leases()") <= kTaken);
}

BOOST_AUTO_TEST_CASE(FindOneMessageByEachOfItsNames) {
  BOOST_TEST(Read("nx.tenant_of_message((select id from taken limit 1))") <= kTaken);
  BOOST_TEST(Read("nx.message_of_provider_id((select sent_as from taken limit 1))") <= kTaken);
  BOOST_TEST(Read("nx.tenant_of_booking((select uid from nx.nx_scheduler_booking"
                  " where tenant_id = nx.tenant_id() order by uid limit 1))") <= 2 * kTaken);
  BOOST_TEST(Read("nx.is_suppressed(nx.tenant_id(), 'sms', '+15005550006')") <= kTaken);
}

BOOST_AUTO_TEST_CASE(FindDueIntentsAmongThoseThatHaveEnded) {
  BOOST_TEST(Read("nx.lease_intents(" + std::to_string(kTaken) + ", interval '1 minute')") <=
             kTaken);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
