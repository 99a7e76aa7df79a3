#include "domain/use_cases/edit_templates.h"

#include <boost/test/unit_test.hpp>
#include <map>
#include <string>

#include "domain/notification.h"
#include "domain/use_cases/branding.h"
#include "tests/use_cases/account_world.h"

namespace nexcyte::testing {
namespace {

using domain::Channel;
using domain::MessageTexts;
using domain::OwnTexts;
using domain::Sample;
using domain::TemplatePreview;
using domain::TextsKey;

const TextsKey kMail{"booking_created", Channel::kEmail};
const TextsKey kSms{"booking_created", Channel::kSms};
const TextsKey kNotice{"booking_created", Channel::kInApp};
const MessageTexts kTexts{"Welcome, {{attendee_name}}", "See you on {{start_local}}.", ""};

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct TemplateWorld : AccountWorld {
  TemplateWorld() {
    acme->ActAs(people.alice);
    globex->ActAs(people.AddPerson(people.globex, "Gwen", domain::Role::kAdmin));
  }

  OwnTexts Save(const MessageTexts& texts, std::optional<std::int64_t> replaced,
                bool is_enabled = true) {
    return SaveTemplate(*acme, people.alice, {kMail, texts, is_enabled, 0}, replaced);
  }
  OwnTexts SaveNumber(int n, std::optional<std::int64_t> replaced) {
    return Save({"Number " + std::to_string(n), "x", ""}, replaced);
  }
  domain::TemplateDetails Shown(const TextsKey& key = kMail) {
    return ShowTemplate(*acme, key, kBaseDomain);
  }
  std::string Audited(const std::string& action) {
    return people.sql().Text(
        "select count(*) from nx.nx_audit_log where tenant_id = $1 and action = $2"
        " and actor_user_id = $3",
        {people.acme.id.str(), action, people.alice.user.str()});
  }
  // What the last entry says of it, in order.
  std::string Noted(const std::string& action) {
    return people.sql().Text(
        "select string_agg(d.key || '=' || d.value, ';' order by d.key)"
        "  from (select details from nx.nx_audit_log where tenant_id = $1 and action = $2"
        "         order by at desc limit 1) l, jsonb_each_text(l.details) d",
        {people.acme.id.str(), action});
  }
  TemplatePreview Preview(const TextsKey& key, const MessageTexts& texts,
                          Sample sample = Sample::kUsual) {
    return PreviewTemplate(*acme, people.alice, {key, texts, true, 0}, sample, kBaseDomain, now);
  }
  void Test(const TextsKey& key, const MessageTexts& texts) {
    SendTest(*acme, throttle, people.alice, {key, texts, true, 0}, Sample::kUsual, kBaseDomain,
             now);
  }
  // A column of the only test message of the tenant.
  std::string TestRow(const std::string& column) {
    return people.sql().Text("select " + column +
                                 " from nx.nx_notification_outbox where tenant_id = $1"
                                 " and event_key = 'template_test'",
                             {people.acme.id.str()});
  }
  std::string Tests() { return TestRow("count(*)"); }

  static constexpr const char* kBaseDomain = "nexcyte.test:8443";
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(EditTemplates, TemplateWorld)

BOOST_AUTO_TEST_CASE(ListsEveryMessageWithTheTenantsOwnText) {
  Save(kTexts, 0);
  int own = 0;
  for (const domain::TemplateRow& row : ListTemplates(*acme, kBaseDomain)) {
    own += row.own ? 1 : 0;
    BOOST_TEST((!row.own || (row.key == kMail && row.own->texts == kTexts)));
  }
  BOOST_TEST(ListTemplates(*acme, kBaseDomain).size() == 26U);
  BOOST_TEST(own == 1);
  for (const domain::TemplateRow& row : ListTemplates(*globex, kBaseDomain)) {
    BOOST_TEST(!row.own.has_value());
  }
}

BOOST_AUTO_TEST_CASE(KeepsATextWithItsAuthor) {
  const OwnTexts saved = Save(kTexts, 0, false);
  BOOST_TEST(saved.version == 1);
  const auto shown = Shown();
  BOOST_REQUIRE(shown.own.has_value());
  BOOST_TEST((shown.own->texts == kTexts));
  BOOST_TEST(!shown.own->is_enabled);
  BOOST_TEST((shown.built_in == DefaultTexts("booking_created", Channel::kEmail)));
  BOOST_REQUIRE(shown.versions.size() == 1U);
  BOOST_TEST(shown.versions.front().saved_by == "Alice");
  BOOST_TEST(shown.versions.front().version == 1);
  BOOST_TEST((shown.versions.front().texts == kTexts));
  BOOST_TEST(Audited("template.saved") == "1");
}

BOOST_AUTO_TEST_CASE(WritesDownWhatItWasAndWhatItBecame) {
  const auto built_in = DefaultTexts("booking_created", Channel::kSms);
  SaveTemplate(*acme, people.alice, {kSms, {"", "First\nsecond", ""}, true, 0}, 0);
  SaveTemplate(*acme, people.alice, {kSms, {"", "First\nthird", ""}, false, 1}, 1);
  BOOST_TEST(Noted("template.saved") ==
             "own_text.after=off;own_text.before=on;text.after=third;text.before=second;"
             "version.after=2;version.before=1");
  RestoreDefault(*acme, people.alice, kSms, 2);
  BOOST_TEST(Noted("template.restored") == "text.after=" + built_in.text +
                                               ";text.before=First;version.after=built-in;"
                                               "version.before=2");
}

BOOST_AUTO_TEST_CASE(LosesNothingWhenTwoWriteAtOnce) {
  SaveNumber(1, 0);
  BOOST_TEST(RefusalOf([&] { SaveNumber(2, 0); }) == "changed_meanwhile");
  SaveNumber(2, 1);
  BOOST_TEST(RefusalOf([&] { SaveNumber(3, 1); }) == "changed_meanwhile");
  BOOST_TEST(Shown().own->texts.subject == "Number 2");
  BOOST_TEST(Audited("template.saved") == "2");
  // Who does not say what they replace does not mind.
  BOOST_TEST(SaveNumber(4, std::nullopt).version == 3);
  BOOST_TEST(
      SaveTemplate(*acme, people.alice, {kSms, {"", "x", ""}, true, 0}, std::nullopt).version == 1);
}

BOOST_AUTO_TEST_CASE(TakesTheSameFormTwice) {
  SaveNumber(1, 0);
  BOOST_TEST(SaveNumber(1, 0).version == 1);
  BOOST_TEST(Shown().versions.size() == 1U);
  BOOST_TEST(Audited("template.saved") == "1");
  BOOST_TEST(Save({"Number 1", "x", ""}, 1, false).version == 2);
}

BOOST_AUTO_TEST_CASE(KeepsTheLastTenVersions) {
  for (int n = 1; n <= 12; ++n) {
    SaveNumber(n, n - 1);
  }
  const auto versions = Shown().versions;
  BOOST_REQUIRE(versions.size() == 10U);
  BOOST_TEST(versions.front().texts.subject == "Number 12");
  BOOST_TEST(versions.back().texts.subject == "Number 3");
}

BOOST_AUTO_TEST_CASE(GoesBackToTheBuiltInText) {
  SaveNumber(1, 0);
  BOOST_TEST(RefusalOf([&] { RestoreDefault(*acme, people.alice, kMail, 7); }) ==
             "changed_meanwhile");
  BOOST_TEST(Shown().own.has_value());
  RestoreDefault(*acme, people.alice, kMail, 1);
  RestoreDefault(*acme, people.alice, kMail, 1);
  BOOST_TEST(!Shown().own.has_value());
  BOOST_TEST(Shown().versions.size() == 1U);
  BOOST_TEST(Audited("template.restored") == "1");
  BOOST_TEST(RefusalOf([&] { SaveNumber(2, 1); }) == "changed_meanwhile");
  BOOST_TEST(SaveNumber(2, 0).version == 2);
}

BOOST_AUTO_TEST_CASE(RefusesWhatCouldNotBeSent) {
  BOOST_TEST(RefusalOf([&] {
               Save({"x", "{{nonsense}}", ""}, 0);
             }) == "invalid body_text_template");
  BOOST_TEST(RefusalOf([&] {
               Save({"x", "{{tenant_phone}}", ""}, 0);
             }) == "invalid body_text_template");
  people.sql().Run(
      "update nx.nx_scheduler_settings set contact_phone = '+49 30 1' where tenant_id = $1",
      {people.acme.id.str()});
  Save({"x", "{{tenant_phone}}", ""}, 0);
  const TextsKey no_such{"booking_created_2", Channel::kEmail};
  BOOST_TEST(RefusalOf([&] { Shown(no_such); }) == "not_found");
  BOOST_TEST(RefusalOf([&] {
               SaveTemplate(*acme, people.alice, {no_such, kTexts, true, 0}, 0);
             }) == "not_found");
  BOOST_TEST(RefusalOf([&] { RestoreDefault(*acme, people.alice, no_such, 1); }) == "not_found");
}

BOOST_AUTO_TEST_CASE(NeverTouchesAnotherTenantsText) {
  SaveNumber(1, 0);
  BOOST_TEST(!ShowTemplate(*globex, kMail, kBaseDomain).own.has_value());
  BOOST_TEST(ShowTemplate(*globex, kMail, kBaseDomain).versions.empty());
  RestoreDefault(*globex, people.dave, kMail, 1);
  SaveTemplate(*globex, people.dave, {kMail, kTexts, true, 0}, 0);
  BOOST_TEST(Shown().own->texts.subject == "Number 1");
}

BOOST_AUTO_TEST_CASE(LetsNoMemberWrite) {
  SaveNumber(1, 0);
  acme->ActAs(people.carol);
  BOOST_TEST(!ShowTemplate(*acme, kMail, kBaseDomain).own.has_value());
  BOOST_TEST(RefusalOf([&] { SaveNumber(2, std::nullopt); }) != "");
  acme->ActAs(people.alice);
  BOOST_TEST(Shown().own->texts.subject == "Number 1");
}

BOOST_AUTO_TEST_CASE(ShowsAMailAsItWouldLeave) {
  const TemplatePreview preview = Preview(kMail, kTexts);
  BOOST_TEST(preview.from == "Acme");
  BOOST_TEST(preview.subject == "Welcome, Ada Lovelace");
  BOOST_TEST(Has(preview.text, "14:30 (Europe/Berlin, "));
  BOOST_TEST(Has(preview.html, "See you on "));
  BOOST_TEST(Preview(kMail, {"x", "x", "<b>{{attendee_name}}</b>"}).html == "<b>Ada Lovelace</b>");
  BOOST_TEST(Has(Preview(kMail, kTexts, Sample::kOtherZone).text, "(Asia/Kolkata, "));
  BOOST_TEST(RefusalOf([&] { Preview(kMail, {"", "x", ""}); }) == "invalid subject_template");
}

BOOST_AUTO_TEST_CASE(ShowsTheTenantsOwnSender) {
  people.sql().Run("update nx.nx_tenant set sender_domains = '{acme.test}' where id = $1",
                   {people.acme.id.str()});
  people.sql().Run(
      "update nx.nx_scheduler_settings set sender_address = 'hi@acme.test' where tenant_id = $1",
      {people.acme.id.str()});
  BOOST_TEST(Preview(kMail, kTexts).from == "Acme <hi@acme.test>");
}

BOOST_AUTO_TEST_CASE(ShowsTheTenantsColoursAndLogo) {
  people.sql().Run("update nx.nx_tenant set brand_color = '#14532d' where id = $1",
                   {people.acme.id.str()});
  domain::SaveLogo(*acme, people.alice, {"png", 480, 120});
  const MessageTexts own{"Welcome", "See it:\n{{manage_url}}", ""};
  for (const std::string& html :
       {Preview(kMail, own).html, Preview(kMail, Shown().built_in).html}) {
    BOOST_TEST(Has(html, "background-color:#14532d"));
    BOOST_TEST(Has(html, "src=\"https://" + people.acme.slug + ".nexcyte.test:8443/logo/"));
    BOOST_TEST(Has(html, "alt=\"Acme\" width=\"224\" height=\"56\""));
  }
  BOOST_TEST(ListTemplates(*acme, kBaseDomain).front().built_in.html == Shown().built_in.html);
  BOOST_TEST(!Has(ShowTemplate(*globex, kMail, kBaseDomain).built_in.html, "<img"));
}

BOOST_AUTO_TEST_CASE(CountsTheSegmentsOfATextMessage) {
  const TemplatePreview one = Preview(kSms, {"", "See you, {{attendee_name}}", ""});
  BOOST_TEST(one.text == "See you, Ada Lovelace");
  BOOST_TEST(one.segments == 1);
  BOOST_TEST(!one.is_cut);
  const TemplatePreview cut = Preview(kSms, {"", std::string(900, 'x'), ""});
  BOOST_TEST(cut.segments == 3);
  BOOST_TEST(cut.is_cut);
  const TextsKey code{"phone_code", Channel::kSms};
  BOOST_TEST(Preview(code, {"", "{{code}}", ""}).text == "123456");
}

BOOST_AUTO_TEST_CASE(ShowsANotice) {
  const TemplatePreview notice = Preview(kNotice, {"{{purpose}}!", "On {{start_date}}", ""});
  BOOST_TEST(notice.subject == "Intro Call!");
  BOOST_TEST(Has(notice.text, "On "));
}

BOOST_AUTO_TEST_CASE(WordsOnlyTheAccountMailThatTheTenantMeant) {
  const TextsKey exists{"account_exists", Channel::kEmail};
  const TemplatePreview preview = Preview(exists, {"x", "Own words: {{manage_url}}", ""});
  BOOST_TEST(Has(preview.text, "Own words: https://"));
  BOOST_TEST(Has(preview.text, "/login"));
}

BOOST_AUTO_TEST_CASE(SendsATestToTheWriterAlone) {
  Test(kMail, kTexts);
  BOOST_TEST(TestRow("recipient") == people.alice.email);
  BOOST_TEST(TestRow("state || ' ' || channel || ' ' || recipient_kind") ==
             "pending email account");
  BOOST_TEST(TestRow("payload->>'subject'") == "[Test] Welcome, Ada Lovelace");
  BOOST_TEST(TestRow("payload->>'text'").starts_with("This is a test."));
  BOOST_TEST(Has(TestRow("payload->>'html'"), "This is a test."));
  BOOST_TEST(TestRow("booking_uid is null") == "t");
  BOOST_TEST(Audited("template.test_sent") == "1");
}

BOOST_AUTO_TEST_CASE(SendsNoTestThatCouldNotBeSent) {
  BOOST_TEST(RefusalOf([&] { Test(kMail, {"", "x", ""}); }) == "invalid subject_template");
  BOOST_TEST(RefusalOf([&] { Test(kNotice, {"x", "x", ""}); }) == "invalid channel");
  BOOST_TEST(RefusalOf([&] { Test(kSms, {"", "x", ""}); }) == "invalid channel");
  BOOST_TEST(Tests() == "0");
}

BOOST_AUTO_TEST_CASE(SendsATestToAProvenNumber) {
  people.sql().Run(
      "update nx.nx_tenant_membership set phone = '+4915112345678', phone_verified_at = nx.now()"
      " where user_id = $1",
      {people.alice.user.str()});
  Test(kSms, {"", "Hello", ""});
  BOOST_TEST(TestRow("recipient || ' ' || (payload->>'text')") == "+4915112345678 Test: Hello");
}

BOOST_AUTO_TEST_CASE(SendsOnlySoManyTests) {
  for (int i = 0; i < 10; ++i) {
    Test(kMail, kTexts);
  }
  BOOST_TEST(RefusalOf([&] { Test(kMail, kTexts); }) == "rate_limited");
  BOOST_TEST(Tests() == "10");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
