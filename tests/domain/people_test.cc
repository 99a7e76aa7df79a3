#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "domain/event_type.h"
#include "domain/id.h"
#include "domain/membership.h"
#include "domain/tenant.h"

namespace nexcyte::domain {
namespace {

BOOST_AUTO_TEST_SUITE(People)

BOOST_AUTO_TEST_CASE(ReadsUuidsOfEitherCase) {
  const auto id = UserId::Parse("5C1F7C86-0a3c-4a53-9a6e-0A9C8F5D2B11");
  BOOST_REQUIRE(id.has_value());
  BOOST_TEST(id->str() == "5c1f7c86-0a3c-4a53-9a6e-0a9c8f5d2b11");
  BOOST_TEST(!id->empty());
  BOOST_TEST(UserId().empty());
}

BOOST_AUTO_TEST_CASE(RefusesOtherIds) {
  for (const char* text :
       {"", "5c1f7c86", "5c1f7c860a3c4a539a6e0a9c8f5d2b11", "5c1f7c86-0a3c-4a53-9a6e-0a9c8f5d2b1g",
        "{5c1f7c86-0a3c-4a53-9a6e-0a9c8f5d2b1}", "5c1f7c86-0a3c-4a53-9a6e-0a9c8f5d2b111",
        "5c1f7c8-60a3c-4a53-9a6e-0a9c8f5d2b11"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(!BookingId::Parse(text)); }
  }
}

BOOST_AUTO_TEST_CASE(KnowsTenantSlugs) {
  for (const char* slug : {"acme", "a1", "a-b-c", "admins", "abcdefghijklmnopqrstuvwxyz01234"}) {
    BOOST_TEST_CONTEXT(slug) { BOOST_TEST(IsTenantSlug(slug)); }
  }
  for (const char* text : {"", "a", "1a", "-a", "Acme", "a_b", "a.b", "acm\xC3\xA9",
                           "abcdefghijklmnopqrstuvwxyz012345", "www", "api", "admin", "mail",
                           "internal", "localhost", "nexcyte", "postmaster"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(!IsTenantSlug(text)); }
  }
}

BOOST_AUTO_TEST_CASE(KnowsPurposes) {
  for (const char* purpose :
       {"intro_call", "demo", "a", "a1_", "a23456789012345678901234567890123456789_"}) {
    BOOST_TEST_CONTEXT(purpose) { BOOST_TEST(IsPurpose(purpose)); }
  }
  for (const char* text : {"", "1a", "_a", "Demo", "intro-call", "a b", "a/b",
                           "a234567890123456789012345678901234567890_"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(!IsPurpose(text)); }
  }
}

BOOST_AUTO_TEST_CASE(NamesRolesAndKinds) {
  for (const Role role : {Role::kMember, Role::kStaff, Role::kAdmin}) {
    BOOST_TEST((ParseRole(ToString(role)) == role));
  }
  for (const AccountKind kind :
       {AccountKind::kProspect, AccountKind::kCustomer, AccountKind::kStaff}) {
    BOOST_TEST((ParseAccountKind(ToString(kind)) == kind));
  }
  BOOST_TEST(ToString(Role::kAdmin) == "admin");
  BOOST_TEST(ToString(AccountKind::kCustomer) == "customer");
  BOOST_TEST(!ParseRole("prospect"));
  BOOST_TEST(!ParseRole(""));
  BOOST_TEST(!ParseAccountKind("admin"));
}

BOOST_AUTO_TEST_CASE(AllowsOnlyTheKindsOfAPurpose) {
  EventType type;
  type.allow_kinds = {AccountKind::kCustomer};
  BOOST_TEST(Allows(type, AccountKind::kCustomer));
  BOOST_TEST(!Allows(type, AccountKind::kProspect));
  BOOST_TEST(!Allows(type, AccountKind::kStaff));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::domain
