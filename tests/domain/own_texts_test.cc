#include "domain/own_texts.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "domain/mail_html.h"
#include "domain/message_frame.h"
#include "domain/message_template.h"
#include "domain/notification.h"

namespace nexcyte::domain {
namespace {

const TextsKey kMail{"booking_created", Channel::kEmail};
const TextsKey kSms{"booking_created", Channel::kSms};
const TextsKey kNotice{"booking_created", Channel::kInApp};
const TextsKey kReset{"account_reset", Channel::kEmail};
const TextsKey kCode{"phone_code", Channel::kSms};

// `field: message` of each refused field, one per line.
std::string Refused(const TextsKey& key, const MessageTexts& texts, bool has_phone = true) {
  std::string all;
  for (const FieldError& error : CheckOwnTexts(key, texts, has_phone)) {
    all += error.field + ": " + error.message + "\n";
  }
  return all;
}

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

MessageTexts Mail(const std::string& text, const std::string& html = "") {
  return {"Hello", text, html};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(OwnTexts_)

BOOST_AUTO_TEST_CASE(AreThereForEveryMessageAndNoOther) {
  int mails = 0;
  for (const std::string_view event : MessageEvents()) {
    mails += MayWord({std::string(event), Channel::kEmail}) ? 1 : 0;
    BOOST_TEST((MayWord({std::string(event), Channel::kEmail}) || event == "phone_code"), event);
  }
  BOOST_TEST(mails == 11);
  BOOST_TEST(MayWord(kSms));
  BOOST_TEST(MayWord(kNotice));
  BOOST_TEST(MayWord(kCode));
  BOOST_TEST(!MayWord({"phone_code", Channel::kEmail}));
  BOOST_TEST(!MayWord({"account_reset", Channel::kSms}));
  BOOST_TEST(!MayWord({"staff_booking_created", Channel::kEmail}));
  BOOST_TEST(!MayWord({"account_join", Channel::kEmail}));
  BOOST_TEST(!MayWord({"nonsense", Channel::kEmail}));
}

BOOST_AUTO_TEST_CASE(AcceptTheBuiltInOnesThemselves) {
  for (const std::string_view event : MessageEvents()) {
    for (const Channel channel : {Channel::kEmail, Channel::kSms, Channel::kInApp}) {
      const TextsKey key{std::string(event), channel};
      if (MayWord(key)) {
        BOOST_TEST(Refused(key, DefaultTexts(event, channel)) == "", event);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(AreRefusedWithLineColumnAndAGuess) {
  BOOST_TEST(
      Refused(kMail, {"For {{atendee_name}}", "Hi\n  {{start_locl}}", ""}) ==
      "subject_template: Line 1, column 5: There is no placeholder {{atendee_name}}. Did you "
      "mean {{attendee_name}}?\n"
      "body_text_template: Line 2, column 3: There is no placeholder {{start_locl}}. Did you "
      "mean {{start_local}}?\n");
  BOOST_TEST(Has(Refused(kMail, Mail("x", "<p>\n{{nonsense}}</p>")),
                 "body_html_template: Line 2, column 1: "));
}

BOOST_AUTO_TEST_CASE(NameTheFirstProblemsOfManyOnly) {
  std::string text;
  for (int i = 0; i < 8; ++i) {
    text += "{{x}}\n";
  }
  const std::string refused = Refused(kMail, Mail(text));
  BOOST_TEST(Has(refused, "Line 5, column 1"));
  BOOST_TEST(!Has(refused, "Line 6"));
  BOOST_TEST(Has(refused, "There are 3 more."));
}

BOOST_AUTO_TEST_CASE(NeedWhatTheirChannelHas) {
  BOOST_TEST(Refused(kMail, {"", "x", ""}) == "subject_template: Enter a subject.\n");
  BOOST_TEST(Refused(kMail, {"x", " \n ", ""}) == "body_text_template: Enter a text.\n");
  BOOST_TEST(Refused(kNotice, {"", "x", ""}) == "subject_template: Enter a subject.\n");
  BOOST_TEST(Refused(kSms, {"", "x", ""}) == "");
  BOOST_TEST(Has(Refused(kSms, {"x", "x", ""}), "subject_template: "));
  BOOST_TEST(Has(Refused(kSms, {"", "x", "<b>x</b>"}), "body_html_template: "));
  BOOST_TEST(Has(Refused(kNotice, {"x", "x", "<b>x</b>"}), "body_html_template: "));
}

BOOST_AUTO_TEST_CASE(StayShort) {
  const auto of = [](std::size_t length) { return std::string(length, 'x'); };
  BOOST_TEST(Refused(kMail, {of(200), of(20000), of(60000)}) == "");
  const std::string refused = Refused(kMail, {of(201), of(20001), of(60001)});
  BOOST_TEST(Has(refused, "at most 200 characters"));
  BOOST_TEST(Has(refused, "at most 20000 characters"));
  BOOST_TEST(Has(refused, "at most 60000 characters"));
  BOOST_TEST(Refused(kSms, {"", of(1000), ""}) == "");
  BOOST_TEST(Has(Refused(kSms, {"", of(1001), ""}), "at most 1000 characters"));
  BOOST_TEST(Has(Refused(kNotice, {"x", of(2001), ""}), "at most 2000 characters"));
}

BOOST_AUTO_TEST_CASE(KeepLineEndsOutOfTheSubject) {
  for (const std::string subject : {"a\r\nBcc: x@evil.test", "a\nb", "a\tb",
                                    "a\xE2\x80\xAE"
                                    "b"}) {
    BOOST_TEST(Has(Refused(kMail, {subject, "x", ""}), "subject_template: Use one line"));
  }
  BOOST_TEST(Has(Refused(kMail, {"caf\xE9", "x", ""}), "not valid UTF-8"));
}

BOOST_AUTO_TEST_CASE(KeepTheLinkThatAnAccountMailIsFor) {
  for (const char* event :
       {"account_verify", "account_exists", "account_reset", "member_invited"}) {
    const TextsKey key{event, Channel::kEmail};
    BOOST_TEST(Refused(key, Mail("Go: {{ manage_url }}")) == "", event);
    BOOST_TEST(Has(Refused(key, Mail("Go.")), "body_text_template: {{manage_url}} is missing"),
               event);
    BOOST_TEST(Has(Refused(key, Mail("Go: {{manage_url}}", "<p>Go.</p>")),
                   "body_html_template: {{manage_url}} is missing"),
               event);
  }
  BOOST_TEST(Refused(kMail, Mail("No link needed.")) == "");
  BOOST_TEST(Refused(kCode, {"", "{{code}}", ""}) == "");
  BOOST_TEST(Has(Refused(kCode, {"", "Hello", ""}), "{{code}} is missing"));
}

BOOST_AUTO_TEST_CASE(UseThePhoneNumberOnlyWhereThereIsOne) {
  BOOST_TEST(Refused(kMail, Mail("Call {{tenant_phone}}."), true) == "");
  BOOST_TEST(Has(Refused(kMail, Mail("Call {{tenant_phone}}."), false), "have no phone number"));
}

BOOST_AUTO_TEST_CASE(RefuseHtmlThatRunsOrLoads) {
  for (const char* html :
       {"<script>alert(1)</script>", "<SCRIPT src=x>", "<p onclick=\"x()\">", "<img/onerror = x>",
        "<img src=x onerror='x()'>", "<a href=\"javascript:x()\">", "<A HREF=JavaScript:x()>",
        "<iframe src=x>", "<form action=x>", "<meta http-equiv=refresh>", "<base href=x>",
        "<svg/onload=x>", "<a title=\">\" onclick=x>", "<link rel=stylesheet href=x>",
        "<a href=\"{{reason}}\">", "<p {{attendee_name}}>"}) {
    BOOST_TEST(Has(Refused(kMail, Mail("x", html)), "body_html_template: Line 1, column "), html);
  }
  for (const char* html :
       {"<p style=\"color:red\">{{attendee_name}}</p>", "<a href=\"{{manage_url}}\">x</a>",
        "<style>p { color: red }</style>", "1 < 2 and onclick = no tag", "<!-- note -->",
        "<img alt=\"{{tenant_name}}\" src=\"https://acme.test/logo.png\">", "<table><tr><td>on",
        "<p class=one>", "<p title=\"on time\">"}) {
    BOOST_TEST(Refused(kMail, Mail("x", html)) == "", html);
  }
}

BOOST_AUTO_TEST_CASE(AreLaidOutFromTheTextAlone) {
  const std::string html =
      FrameText("<Booked>",
                "Hello {{attendee_name}} <b>&,\nsee you.\n\n\nSee it:\n{{manage_url}}\n\n"
                "Or join {{join_url}} now.\n\n-- \nSent by {{tenant_name}}.\n",
                {});
  BOOST_TEST(Has(html, "<title>&lt;Booked&gt;</title>"));
  BOOST_TEST(Has(html, "Hello {{attendee_name}} &lt;b&gt;&amp;,<br>\nsee you.</p>"));
  BOOST_TEST(Has(html, "font-weight:bold;color:#ffffff;text-decoration:none;\">See it</a>"));
  BOOST_TEST(Has(html, "Or join <a class=\"nx-link\" href=\"{{join_url}}\""));
  BOOST_TEST(Has(html, ">Sent by {{tenant_name}}.</p>"));
  BOOST_TEST(!Has(html, "--<"));
  BOOST_TEST(CheckMailHtml(html).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::domain
