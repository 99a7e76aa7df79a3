#include "domain/use_cases/branding.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/persistence/stores.h"
#include "tests/use_cases/account_world.h"

namespace nexcyte::testing {
namespace {

using domain::Branding;

struct BrandingWorld : AccountWorld {
  BrandingWorld() : admin(StoreFor(database, people.acme, people.alice)) {}

  std::string Save(const Branding& branding) {
    return RefusalOf([&] { domain::SaveBranding(*admin, people.alice, branding); });
  }
  std::string Audited() {
    return people.sql().Text(
        "select coalesce(string_agg(action || ' ' || details::text, ';' order by at), '') from "
        "nx.nx_audit_log where tenant_id = $1 and actor_user_id = $2",
        {people.acme.id.str(), people.alice.user.str()});
  }
  Branding Stored() { return domain::LoadBranding(*admin); }
  Branding Changed() {
    Branding branding = Stored();
    branding.name = "Acme & Sons";
    branding.brand_color = "#14532D";
    return branding;
  }

  std::unique_ptr<domain::TenantStore> admin;
  const domain::Logo logo{std::string("\x89PNG\0\x7f\xff", 7), 120, 40};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(BrandingOfATenant, BrandingWorld)

BOOST_AUTO_TEST_CASE(IsSavedAndWrittenDown) {
  BOOST_TEST(Save(Changed()) == "");
  BOOST_TEST(Stored().name == "Acme & Sons");
  BOOST_TEST(Stored().brand_color == "#14532d");
  BOOST_TEST(Audited() ==
             R"(branding.changed {"name.after": "Acme & Sons", "name.before": "Acme", )"
             R"("brand_color.after": "#14532d", "brand_color.before": "#1f4e79"})");
  BOOST_TEST(Open(people.acme).store->tenant().name == "Acme & Sons");
  BOOST_TEST(Open(people.acme).store->tenant().brand_version == 2);
  BOOST_TEST(domain::LoadBranding(*globex).name == "Globex");
}

BOOST_AUTO_TEST_CASE(RefusesWhatCannotBeRead) {
  Branding branding = Changed();
  branding.brand_color = "#ffff00";
  BOOST_TEST(Save(branding) == "invalid brand_color");
  branding.brand_color = "#777777";  // 4.48:1 on white, and less on the page
  BOOST_TEST(Save(branding) == "invalid brand_color");
  branding = Changed();
  branding.accent_color = "#ff8800";
  BOOST_TEST(Save(branding) == "invalid accent_color");
  for (const char* color : {"", "red", "#1f4e7", "#1f4e79;}"}) {
    branding = Changed();
    branding.brand_color = color;
    BOOST_TEST(Save(branding) == "invalid brand_color", color);
  }
  branding = Changed();
  branding.name =
      "a\xE2\x80\xAE"
      "b";
  BOOST_TEST(Save(branding) == "invalid name");
  BOOST_TEST(Stored().name == "Acme");
  BOOST_TEST(Audited() == "");
}

// What it says must be true: the shade that it offers is taken.
BOOST_AUTO_TEST_CASE(OffersAShadeThatWorks) {
  Branding branding = Changed();
  branding.brand_color = "#ffcc00";
  try {
    domain::SaveBranding(*admin, people.alice, branding);
    BOOST_FAIL("an unreadable colour was saved");
  } catch (const domain::Error& error) {
    const std::string message = error.fields().at(0).message;
    BOOST_TEST(message.find("the contrast is 1.4:1, and people need 4.5:1") != std::string::npos,
               message);
    branding.brand_color = message.substr(message.rfind('#'), 7);
  }
  BOOST_TEST(Save(branding) == "");
}

BOOST_AUTO_TEST_CASE(IsNotChangedByWhatIsOutdated) {
  const Branding outdated = Changed();
  BOOST_TEST(Save(Changed()) == "");
  BOOST_TEST(Save(outdated) == "changed_meanwhile");
}

BOOST_AUTO_TEST_CASE(HasALogo) {
  domain::SaveLogo(*admin, people.alice, logo);
  const std::string name = domain::LogoName(logo.png);
  BOOST_TEST(Stored().logo == name);
  BOOST_TEST(Open(people.acme).store->tenant().logo == name);
  BOOST_TEST((domain::FindLogo(*acme, name) == logo.png));
  BOOST_TEST(RefusalOf([&] { domain::FindLogo(*globex, name); }) == "not_found");

  const domain::Logo next{logo.png + "x", 120, 40};
  domain::SaveLogo(*admin, people.alice, next);
  BOOST_TEST(RefusalOf([&] { domain::FindLogo(*acme, name); }) == "not_found");
  domain::RemoveLogo(*admin, people.alice);
  BOOST_TEST(Stored().logo == "");
  BOOST_TEST(RefusalOf([&] { domain::FindLogo(*acme, domain::LogoName(next.png)); }) ==
             "not_found");
  BOOST_TEST(Audited().find("branding.logo_removed") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(IsForAdminsToChange) {
  for (const domain::Actor& person : {people.bob, people.carol}) {
    auto store = StoreFor(database, people.acme, person);
    BOOST_TEST(RefusalOf([&] { domain::SaveBranding(*store, person, Changed()); }) ==
               "changed_meanwhile");
    BOOST_TEST(RefusalOf([&] { domain::SaveLogo(*store, person, logo); }) == "internal");
  }
  BOOST_TEST(Stored().name == "Acme");
  BOOST_TEST(Stored().logo == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
