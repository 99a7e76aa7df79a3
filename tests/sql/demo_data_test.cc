// sql/demo.sql and sql/roles.sql may be run again.
#include <sodium.h>

#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/support/pg.h"

namespace nexcyte::testing {
namespace {

// Demo data in a transaction of our own that is never committed.
struct DemoFixture {
  DemoFixture() {
    std::string sql = ReadSource("sql/demo.sql");
    sql.replace(sql.find("begin;\n"), 7, "savepoint demo;\n");
    sql.replace(sql.rfind("commit;\n"), 8, "release savepoint demo;\n");
    owner.Run("begin");
    owner.Run(sql);
    owner.Run(sql);
  }

  Pg owner{OwnerUrl()};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(DemoData, DemoFixture)

BOOST_AUTO_TEST_CASE(HasFourPeopleInEachOfTwoTenantsAfterASecondRun) {
  for (const std::string slug : {"acme", "globex"}) {
    owner.Run(
        "select set_config('nx.tenant_id', id::text, true), "
        "set_config('nx.role', 'system', true) from nx_tenant where slug = $1",
        {slug});
    BOOST_TEST(owner.Text("select string_agg(role || '/' || account_kind || ' ' || email, ', ' "
                          "order by email) from nx_tenant_membership") ==
               "admin/staff admin@" + slug + ".test, member/customer customer@" + slug +
                   ".test, member/prospect prospect@" + slug + ".test, staff/staff staff@" + slug +
                   ".test");
  }
}

BOOST_AUTO_TEST_CASE(MapsPurposesToTheStandInsEventTypes) {
  owner.Run(
      "select set_config('nx.tenant_id', id::text, true) from nx_tenant where slug = 'globex'");
  BOOST_TEST(owner.Text("select string_agg(purpose || '=' || cal_event_type_id || ' ' || "
                        "allow_kinds::text, ' ' order by position) "
                        "from nx_scheduler_event_type_map") ==
             "intro_call=2101 {prospect,customer} demo=2102 {prospect,customer} "
             "support=2103 {customer}");
}

BOOST_AUTO_TEST_CASE(HasThePasswordThatTheReadmeNames) {
  const std::string hash =
      owner.Text("select distinct password_hash from nx_user where email like '%@acme.test'");
  const std::string password = "demo demo demo demo";
  BOOST_REQUIRE(sodium_init() >= 0);
  BOOST_TEST(crypto_pwhash_str_verify(hash.c_str(), password.c_str(), password.size()) == 0);
  BOOST_TEST(crypto_pwhash_str_needs_rehash(hash.c_str(), 2, 19456UL * 1024) == 0);
}

BOOST_AUTO_TEST_CASE(GivesOneTenantTheAliasAndTheOtherTheRealAddress) {
  owner.Run("select set_config('nx.tenant_id', id::text, true) from nx_tenant where slug = 'acme'");
  BOOST_TEST(owner.Text("select attendee_address || ' ' || alias_domain || ' ' || "
                        "default_time_zone || ' ' || is_enabled from nx_scheduler_settings") ==
             "alias bookings.acme.test Europe/Berlin true");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
