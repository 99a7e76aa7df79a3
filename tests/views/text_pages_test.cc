#include <boost/test/unit_test.hpp>
#include <string>

#include "domain/notification.h"
#include "tests/views/sample.h"
#include "tests/views/view_test.h"
#include "views/template_editor.h"
#include "views/templates_json.h"

namespace nexcyte::views {
namespace {

std::string Editor(const domain::TextsKey& key) {
  TemplateEditorPage page;
  page.layout = sample::Admin();
  page.details.key = key;
  page.details.built_in = domain::DefaultTexts(key.event_key, key.channel);
  page.form = FormOf(page.details);
  page.clock = sample::Berlin();
  return Render(TestRenderer(), page);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(TextPages)

BOOST_AUTO_TEST_CASE(OfferTheFieldsOfTheirChannel) {
  const std::string& mail = SamplePage("template_editor");
  for (const char* field : {"csrf_token", "event_key", "channel", "version", "subject_template",
                            "body_text_template", "body_html_template", "is_enabled", "sample"}) {
    BOOST_TEST(Count(mail, std::string("name=\"") + field + "\"") >= 1, field);
  }
  const std::string& sms = SamplePage("template_editor_sms");
  BOOST_TEST(!Has(sms, "name=\"subject_template\""));
  BOOST_TEST(!Has(sms, "name=\"body_html_template\""));
  BOOST_TEST(Has(sms, "To send no text messages at all"));
  const std::string& notice = SamplePage("template_editor_notice");
  BOOST_TEST(Has(notice, ">Title</label>"));
  BOOST_TEST(!Has(notice, "Send me a test"));
  BOOST_TEST(Has(mail, "Send me a test"));
}

BOOST_AUTO_TEST_CASE(BeginWithTheBuiltInWordsAndOurLayout) {
  const std::string& page = SamplePage("template_editor_built_in");
  BOOST_TEST(Has(page, "People get our built-in text."));
  BOOST_TEST(Has(page, "name=\"version\" value=\"0\""));
  BOOST_TEST(Has(page, "Your appointment with {{tenant_name}} is confirmed."));
  BOOST_TEST(!Has(page, "<table"));
  BOOST_TEST(!Has(page, "restore=default"));
}

BOOST_AUTO_TEST_CASE(ListThePlaceholdersOfTheirEventOnly) {
  const std::string reset = Editor({"account_reset", domain::Channel::kEmail});
  BOOST_TEST(Has(reset, "<code>{{manage_url}}</code> <span class=\"badge wait\">needed</span>"));
  BOOST_TEST(!Has(reset, "<code>{{attendee_name}}</code>"));
  const std::string created = Editor({"booking_created", domain::Channel::kEmail});
  BOOST_TEST(Has(created, "<code>{{attendee_name}}</code>"));
  BOOST_TEST(!Has(created, "<code>{{old_start_local}}</code>"));
  BOOST_TEST(!Has(created, ">needed<"));
}

BOOST_AUTO_TEST_CASE(ShowBothTextsAfterAConflict) {
  const std::string& page = SamplePage("template_editor_conflict");
  BOOST_TEST(Has(page, "<del>See you soon</del>"));
  BOOST_TEST(Has(page, "<ins>Hi</ins>"));
  BOOST_TEST(Has(page, "data-focus"));
}

BOOST_AUTO_TEST_CASE(PutTheErrorBesideTheField) {
  const std::string& page = SamplePage("template_editor_refused");
  BOOST_TEST(Has(page, "id=\"subject_template-error\">Enter a subject.</p>"));
  BOOST_TEST(Has(page, "href=\"#body_text_template\""));
  BOOST_TEST(Count(page, "aria-invalid=\"true\"") == 3);
}

BOOST_AUTO_TEST_CASE(FrameAMailWhereNothingRuns) {
  const std::string& page = SamplePage("template_preview");
  BOOST_TEST(Has(page, "sandbox srcdoc=\"&lt;!doctype html&gt;"));
  BOOST_TEST(Has(page, "Hello &amp; welcome"));
  BOOST_TEST(!Has(page, "<p style"));
  BOOST_TEST(Has(SamplePage("template_preview_sms"), "Paid as 3 parts."));
  BOOST_TEST(Has(SamplePage("template_preview_sms"), "It is too long"));
  BOOST_TEST(Has(SamplePage("template_preview_sent"), "on its way to alice@acme.test."));
  BOOST_TEST(Has(SamplePage("template_preview_refused"), "Text. Line 1, column 1: x"));
}

BOOST_AUTO_TEST_CASE(AreJsonToo) {
  const domain::TextsKey key{"booking_created", domain::Channel::kSms};
  const domain::OwnTexts own{key, {"", "a \"b\"\n", ""}, false, 3};
  BOOST_TEST(TemplateJson(own) ==
             "{\"template\":{\"event_key\":\"booking_created\",\"channel\":\"sms\","
             "\"subject_template\":\"\",\"body_text_template\":\"a \\\"b\\\"\\n\","
             "\"body_html_template\":\"\",\"is_enabled\":false,\"is_own\":true,\"version\":3}}");
  const std::string all = TemplatesJson(
      {{key, {}, own}, {key, domain::DefaultTexts(key.event_key, key.channel), std::nullopt}});
  BOOST_TEST(Has(all, "\"is_enabled\":true,\"is_own\":false,\"version\":0"));
  BOOST_TEST(Has(all, "{{tenant_name}}: {{purpose}} is booked"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::views
