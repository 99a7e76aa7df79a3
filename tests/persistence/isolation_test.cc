// Every table with tenant_id, for both roles of the program: without a tenant nothing is visible
// and nothing can be written; with one, nothing of another tenant.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "tests/persistence/stores.h"

namespace nexcyte::testing {
namespace {

std::vector<std::string> TablesWithTenant(Pg& sql) {
  std::vector<std::string> tables;
  for (const auto& row :
       sql.Run("select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid "
               "where c.relnamespace = 'nx'::regnamespace and c.relkind = 'r' "
               "and a.attname = 'tenant_id' order by 1")
           .rows) {
    tables.push_back(row[0].value());
  }
  return tables;
}

void FillTablesOfAdmins(Pg& sql) {
  sql.Run(
      "insert into nx.nx_notification_template_version (event_key, channel, version,"
      " subject_template, body_text_template, body_html_template, is_enabled) values"
      " ('booking_created', 'email', 1, '', '', '', true);"
      "insert into nx.nx_tenant_logo (name, png, width, height) values"
      " (md5('x'), '\\x89', 1, 1);"
      "insert into nx.nx_invitation (email, role, account_kind, token_sha256, expires_at) values"
      " ('new@b.test', 'staff', 'staff', sha256(gen_random_uuid()::text::bytea),"
      "  nx.now() + interval '1 day')");
}

// One row of every table for a tenant and a person of theirs.
void FillEveryTable(StoreFixture& fixture, const domain::Tenant& tenant,
                    const domain::Actor& person) {
  Pg& sql = fixture.two.sql();
  const std::string type = std::to_string(fixture.two.EventTypeOf(tenant, "intro_call"));
  sql.Run("begin");
  sql.Run("select set_config('nx.tenant_id', $1, true), set_config('nx.user_id', $2, true)",
          {tenant.id.str(), person.user.str()});
  sql.Run(
      "insert into nx.nx_scheduler_booking (purpose, cal_event_type_id, status, start_at, end_at,"
      " time_zone, attendee_user_id, attendee_email, attendee_name) values ('intro_call', $1,"
      " 'scheduled', nx.now() + interval '2 days', nx.now() + interval '2 days 30 min', 'UTC',"
      " nx.user_id(), $2, 'Somebody')",
      {type, person.email});
  const std::string booking =
      sql.Text("select uid from nx.nx_scheduler_booking where tenant_id = nx.tenant_id()");
  sql.Run("insert into nx.nx_cal_uid select 'cal-' || $1::text, nx.tenant_id(), $1::uuid",
          {booking});
  sql.Run(
      "insert into nx.nx_scheduler_booking_history (booking_uid, start_at, status)"
      " values ($1, nx.now(), 'pending')",
      {booking});
  sql.Run(
      "insert into nx.nx_scheduler_intent (booking_uid, kind, lease_expires_at, next_check_at)"
      " values ($1, 'cancel', nx.now() + interval '1 day', nx.now() + interval '1 day')",
      {booking});
  sql.Run(
      "insert into nx.nx_scheduler_reservation (user_id, purpose, cal_event_type_id, start_at,"
      " end_at, time_zone, expires_at) values (nx.user_id(), 'intro_call', $1, nx.now(),"
      " nx.now() + interval '30 min', 'UTC', nx.now() + interval '10 min')",
      {type});
  sql.Run(
      "insert into nx.nx_scheduler_slot_claim (cal_event_type_id, start_at, kind, owner_id)"
      " values ($1, nx.now(), 'booking', gen_random_uuid())",
      {type});
  sql.Run(
      "insert into nx.nx_web_session (user_id, token_sha256) values (nx.user_id(),"
      " sha256(gen_random_uuid()::text::bytea));"
      "insert into nx.nx_known_device (user_id, token_sha256) values (nx.user_id(),"
      " sha256(gen_random_uuid()::text::bytea));"
      "insert into nx.nx_account_token (kind, token_sha256, email, user_id, expires_at) values"
      " ('reset', sha256(gen_random_uuid()::text::bytea), 'a@b.test', nx.user_id(),"
      "  nx.now() + interval '1 day');"
      "insert into nx.nx_notification_template (event_key, channel) values"
      " ('booking_created', 'email');"
      "insert into nx.nx_notification_attempt (tenant_id, outbox_id, attempt, outcome)"
      " select nx.tenant_id(), id, 1, 'sent' from nx.nx_notification_outbox"
      "  where tenant_id = nx.tenant_id() limit 1;"
      "insert into nx.nx_idempotency_key (route, key, request_sha256, expires_at) values"
      " ('POST /x', 'a-key-of-mine', sha256('x'), nx.now() + interval '1 day');"
      "insert into nx.nx_audit_log (action) values ('test.done');"
      "insert into nx.nx_calendar_sweep (tenant_id, reach, due_at) values"
      " (nx.tenant_id(), 'near', nx.now() + interval '100 years');"
      "insert into nx.nx_phone_code (phone, code_hash, expires_at) values"
      " ('+15005550006', '$argon2id$x', nx.now() + interval '1 day');"
      "insert into nx.nx_suppression (channel, address, reason) values"
      " ('email', 'a@b.test', 'complaint');"
      "insert into nx.nx_channel_pause (channel, actor_user_id) values ('sms', nx.user_id())");
  FillTablesOfAdmins(sql);
  sql.Run("commit");
}

struct IsolationFixture : StoreFixture {
  IsolationFixture() : tables(TablesWithTenant(two.sql())) {
    FillEveryTable(*this, two.acme, two.carol);
    FillEveryTable(*this, two.globex, two.dave);
  }

  static bool May(Pg& role, const std::string& verb, const std::string& table) {
    const std::string check = verb == "delete" ? "has_table_privilege" : "has_any_column_privilege";
    return role.Text("select " + check + "('" + table + "', '" + verb + "')") == "t";
  }
  // A column that the role may read and set, to build an update that changes nothing.
  static std::string SettableColumn(Pg& role, const std::string& table) {
    return role.Text("select attname from pg_attribute where attrelid = '" + table +
                     "'::regclass and attnum > 0 and has_column_privilege(attrelid, attnum, "
                     "'update') and has_column_privilege(attrelid, attnum, 'select') limit 1");
  }
  static void Bind(Pg& role, const domain::Tenant& tenant, const std::string& user,
                   const std::string& as) {
    role.Run("begin");
    role.Run(
        "select set_config('nx.tenant_id', $1, true), set_config('nx.user_id', $2, true), "
        "set_config('nx.role', $3, true)",
        {tenant.id.str(), user, as});
  }

  std::vector<std::string> tables;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(Isolation, IsolationFixture)

BOOST_AUTO_TEST_CASE(EveryTableHasARowOfBothTenants) {
  BOOST_TEST(tables.size() == 25u);
  for (const std::string& table : tables) {
    for (const domain::Tenant& tenant : {two.acme, two.globex}) {
      BOOST_TEST(two.sql().Text("select count(*) > 0 from nx." + table + " where tenant_id = $1",
                                {tenant.id.str()}) == "t",
                 table);
    }
  }
}

BOOST_AUTO_TEST_CASE(WithoutATenantNothingIsVisible) {
  for (const std::string& url : {AppUrl(), DispatchUrl()}) {
    Pg role(url);
    for (const std::string& table : tables) {
      if (May(role, "select", table)) {
        BOOST_TEST(role.Text("select count(tenant_id) from " + table) == "0", table);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(WithoutATenantNothingCanBeChangedOrRemoved) {
  for (const std::string& url : {AppUrl(), DispatchUrl()}) {
    Pg role(url);
    for (const std::string& table : tables) {
      if (May(role, "update", table)) {
        const std::string column = SettableColumn(role, table);
        BOOST_TEST(role.Run("update " + table + " set " + column + " = " + column).touched == 0,
                   table);
      }
      if (May(role, "delete", table)) {
        BOOST_TEST(role.Run("delete from " + table).touched == 0, table);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(WithoutATenantNothingCanBeAdded) {
  for (const std::string& url : {AppUrl(), DispatchUrl()}) {
    Pg role(url);
    for (const std::string& table : tables) {
      if (!May(role, "insert", table)) {
        continue;
      }
      const std::string state = role.Try("insert into " + table + " default values").sqlstate;
      BOOST_TEST((state == "42501" || state == "23502"), table + " " + state);
    }
  }
}

BOOST_AUTO_TEST_CASE(RowsOfAnotherTenantAreInvisibleEvenToStaffAndBackgroundWork) {
  for (const std::string& url : {AppUrl(), DispatchUrl()}) {
    for (const std::string as : {"admin", "system"}) {
      Pg role(url);
      Bind(role, two.acme, two.dave.user.str(), as);
      for (const std::string& table : tables) {
        if (May(role, "select", table)) {
          BOOST_TEST(role.Text("select count(tenant_id) filter (where tenant_id <> nx.tenant_id()) "
                               "from " +
                               table) == "0",
                     table);
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(RowsOfAnotherTenantCannotBeChangedOrRemoved) {
  for (const std::string& url : {AppUrl(), DispatchUrl()}) {
    Pg role(url);
    Bind(role, two.acme, two.dave.user.str(), "system");
    for (const std::string& table : tables) {
      const std::string foreign = " where tenant_id = '" + two.globex.id.str() + "'";
      if (May(role, "update", table)) {
        const std::string column = SettableColumn(role, table);
        BOOST_TEST(
            role.Run("update " + table + " set " + column + " = " + column + foreign).touched == 0,
            table);
      }
      if (May(role, "delete", table)) {
        BOOST_TEST(role.Run("delete from " + table + foreign).touched == 0, table);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(RowsCannotBeWrittenForAnotherTenant) {
  for (const std::string& url : {AppUrl(), DispatchUrl()}) {
    Pg role(url);
    for (const std::string& table : tables) {
      if (role.Text("select has_column_privilege('" + table + "', 'tenant_id', 'insert')") == "f") {
        continue;  // The column's default is then the only value it can get.
      }
      Bind(role, two.acme, two.carol.user.str(), "system");
      const std::string state =
          role.Try("insert into " + table + " (tenant_id) values ('" + two.globex.id.str() + "')")
              .sqlstate;
      role.Run("rollback");
      BOOST_TEST((state == "42501" || state == "23502"), table + " " + state);
    }
  }
}

// A member sees of these tables what is their own, and nothing of their neighbour's.
BOOST_AUTO_TEST_CASE(RowsOfAnotherPersonAreInvisibleToAMember) {
  const domain::Actor erin = two.AddPerson(two.acme, "Erin");
  Pg role(AppUrl());
  Bind(role, two.acme, erin.user.str(), "member");
  for (const std::string table :
       {"nx_scheduler_booking", "nx_scheduler_booking_history", "nx_scheduler_intent",
        "nx_scheduler_reservation", "nx_web_session", "nx_notification_outbox",
        "nx_idempotency_key", "nx_notification_template", "nx_notification_template_version",
        "nx_notification_attempt", "nx_audit_log", "nx_channel_pause", "nx_invitation"}) {
    BOOST_TEST(role.Text("select count(tenant_id) from " + table) == "0", table);
  }
  BOOST_TEST(role.Text("select string_agg(display_name, ',') from nx_tenant_membership") == "Erin");
}

BOOST_AUTO_TEST_CASE(AMemberCannotBookInTheNameOfAnother) {
  const domain::Actor erin = two.AddPerson(two.acme, "Erin");
  auto store = StoreFor(app, two.acme, erin);
  const domain::Booking carols = NewBooking(two.acme, two.carol, In(60));
  BOOST_CHECK_EXCEPTION(
      store->Transact([&](domain::UnitOfWork& unit) { unit.bookings().Insert(carols); }),
      domain::Error, Refuses("internal"));
}

BOOST_AUTO_TEST_CASE(AForeignTenantsKeyIsRefusedAsAForeignKey) {
  Pg role(AppUrl());
  Bind(role, two.acme, two.carol.user.str(), "system");
  const std::string foreign = two.sql().Text(
      "select uid from nx.nx_scheduler_booking where tenant_id = $1", {two.globex.id.str()});
  const PgResult result = role.Try(
      "insert into nx_scheduler_intent (booking_uid, kind, lease_expires_at, next_check_at) "
      "values ($1, 'cancel', now(), now())",
      {foreign});
  BOOST_TEST(!result.ok());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
