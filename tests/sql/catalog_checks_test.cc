// sql/checks.sql finds nothing in our schema, and finds each defect that it is there for.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "tests/support/pg.h"

namespace nexcyte::testing {
namespace {

struct Defect {
  std::string rule;  // R01 ...
  std::string sql;   // what plants it
};

std::ostream& operator<<(std::ostream& out, const Defect& defect) {
  return out << defect.rule << ": " << defect.sql;
}

constexpr char kPlantedTable[] =
    "create table nx.planted (tenant_id uuid not null default nx.tenant_id(), id uuid not null, "
    "primary key (tenant_id, id));";

const std::vector<Defect>& Defects() {
  static const std::vector<Defect> defects = {
      {"R01", "alter table nx.nx_scheduler_booking disable row level security"},
      {"R02", "alter table nx.nx_web_session no force row level security"},
      {"R03", "drop policy nx_scheduler_settings_change on nx.nx_scheduler_settings"},
      {"R03", std::string(kPlantedTable) + "grant select on nx.planted to nx_dispatch"},
      {"R04",
       "create policy planted on nx.nx_scheduler_booking "
       "using (tenant_id = (select nx.tenant_id()) or true)"},
      {"R04", "create policy planted on nx.nx_audit_log for select using (nx.is_admin())"},
      {"R04",
       "create policy planted on nx.nx_web_session for update "
       "using (tenant_id = (select nx.tenant_id())) with check (true)"},
      {"R04",
       "create policy planted on nx.nx_scheduler_booking "
       "using (nx.is_staff() or tenant_id = (select nx.tenant_id()))"},
      {"R04", "create policy planted on nx.nx_cal_uid to nx_app using (true)"},
      {"R05", "create table nx.planted (tenant_id uuid)"},
      {"R06", "alter table nx.nx_notification_template owner to nx_dispatch"},
      {"R07", "alter role nx_dispatch createdb"},
      {"R07", "alter role nx_system bypassrls"},
      {"R08", "grant nx_system to nx_app"},
      {"R09", "grant truncate on nx.nx_audit_log to nx_dispatch"},
      {"R10", std::string(kPlantedTable) +
                  "create unique index planted_uid on nx.nx_scheduler_booking (uid);"
                  "alter table nx.planted add foreign key (id) "
                  "references nx.nx_scheduler_booking (uid)"},
      {"R11", "create unique index planted on nx.nx_scheduler_booking (cal_booking_uid)"},
      {"R12", "create view nx.planted as select uid from nx.nx_scheduler_booking"},
      {"R13", "create materialized view nx.planted as select uid from nx.nx_scheduler_booking"},
      {"R14", "alter function nx.begin_request(text, bytea) reset search_path"},
      {"R15", "grant execute on function nx.set_password(uuid, text, uuid) to public"},
      {"R16", "alter function nx.utc_text(timestamptz) leakproof"},
      {"R17", "grant create on schema nx to nx_app"},
      {"R18", std::string(kPlantedTable) +
                  "alter table nx.planted add column n bigint generated always as identity"},
      {"R19",
       "create table nx.planted (id uuid, tenant_id uuid not null, primary key (id, "
       "tenant_id))"},
      {"R20", "create rule planted as on delete to nx.nx_audit_log do instead nothing"},
      {"R21", "create table nx.planted () inherits (nx.nx_audit_log)"},
      {"R22", "create table nx.planted (id uuid primary key)"},
      {"R23", "alter role nx_app set nx.tenant_id = '00000000-0000-4000-8000-000000000000'"},
      {"R23", "alter role nx_dispatch set row_security = off"},
      {"R24",
       "create function nx.planted() returns int language sql security definer "
       "set search_path = nx return 1"},
      {"R24", "alter function nx.tenant_of_booking(uuid) owner to nx_owner"},
  };
  return defects;
}

std::set<std::string> RulesFound(Pg& pg) {
  std::set<std::string> rules;
  for (const auto& row : pg.Run(ReadSource("sql/checks.sql")).rows) {
    rules.insert(row.at(0).value_or("").substr(0, 3));
  }
  return rules;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(CatalogChecks)

BOOST_AUTO_TEST_CASE(FindNothingInOurSchema) {
  Pg pg(SuperuserUrl());
  for (const auto& row : pg.Run(ReadSource("sql/checks.sql")).rows) {
    BOOST_ERROR(row.at(0).value_or("") + " | " + row.at(1).value_or(""));
  }
}

BOOST_AUTO_TEST_CASE(FindNothingFromTheRoleOfTheProgramEither) {
  Pg pg(AppUrl());
  BOOST_TEST(RulesFound(pg).empty());
}

BOOST_DATA_TEST_CASE(FindThePlantedDefect, boost::unit_test::data::make(Defects()), defect) {
  Pg pg(SuperuserUrl());
  pg.Run("begin");
  pg.Run(defect.sql);
  BOOST_TEST(RulesFound(pg).count(defect.rule) == 1u);
  pg.Run("rollback");
}

BOOST_AUTO_TEST_CASE(HaveADefectForEveryRule) {
  std::set<std::string> planted;
  for (const Defect& defect : Defects()) {
    planted.insert(defect.rule);
  }
  std::set<std::string> written;
  const std::string text = ReadSource("sql/checks.sql");
  for (std::size_t at = text.find("select 'R"); at != std::string::npos;
       at = text.find("select 'R", at + 1)) {
    written.insert(text.substr(at + 8, 3));
  }
  BOOST_TEST(written.size() == 24u);
  BOOST_TEST((written == planted));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(DatabaseRoles)

BOOST_AUTO_TEST_CASE(CarryTheirLimitsThemselves) {
  for (const std::string& url : {AppUrl(), DispatchUrl()}) {
    Pg pg(url);
    BOOST_TEST(pg.Text("show search_path") == "nx");
    BOOST_TEST(pg.Text("show statement_timeout") != "0");
    BOOST_TEST(pg.Text("show lock_timeout") == "5s");
    BOOST_TEST(pg.Text("show idle_in_transaction_session_timeout") != "0");
  }
}

BOOST_AUTO_TEST_CASE(OwnerDoesNotInheritTheSystemsPolicies) {
  Pg pg(OwnerUrl());
  BOOST_TEST(pg.Text("select pg_has_role('nx_system', 'USAGE')") == "f");
  BOOST_TEST(pg.Text("select pg_has_role('nx_system', 'MEMBER')") == "t");
}

BOOST_AUTO_TEST_CASE(CannotReadUsersOrSecrets) {
  for (const std::string& url : {AppUrl(), DispatchUrl()}) {
    Pg pg(url);
    BOOST_TEST(pg.Try("select id from nx_user").sqlstate == "42501");
    BOOST_TEST(pg.Try("select secret from nx_notification_outbox").sqlstate == "42501");
    BOOST_TEST(pg.Try("select token_sha256 from nx_web_session").sqlstate == "42501");
    BOOST_TEST(pg.Try("select id from nx_account_token").sqlstate == "42501");
  }
}

BOOST_AUTO_TEST_CASE(CannotChangeTheAuditLog) {
  for (const std::string& url : {AppUrl(), DispatchUrl()}) {
    Pg pg(url);
    BOOST_TEST(pg.Try("update nx_audit_log set action = 'x'").sqlstate == "42501");
    BOOST_TEST(pg.Try("delete from nx_audit_log").sqlstate == "42501");
  }
}

BOOST_AUTO_TEST_CASE(CannotMakeTablesOrTemporaryOnes) {
  for (const std::string& url : {AppUrl(), DispatchUrl()}) {
    Pg pg(url);
    BOOST_TEST(pg.Try("create table planted (id int)").sqlstate == "42501");
    BOOST_TEST(pg.Try("create temporary table planted (id int)").sqlstate == "42501");
  }
}

BOOST_AUTO_TEST_CASE(ReachOtherTenantsOnlyAsTheirTaskNeeds) {
  Pg app(AppUrl());
  BOOST_TEST(app.Try("select * from lease_messages(1, '1 s', '{email}')").sqlstate == "42501");
  BOOST_TEST(app.Try("select * from lease_intents(1, '1 s')").sqlstate == "42501");
  Pg dispatch(DispatchUrl());
  BOOST_TEST(dispatch.Try("select * from credentials_by_email('a@b.test')").sqlstate == "42501");
  BOOST_TEST(dispatch.Try("select * from begin_request('acme', null)").sqlstate == "42501");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
