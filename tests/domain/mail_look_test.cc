#include "domain/mail_look.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "domain/mail_html.h"
#include "domain/message_frame.h"
#include "domain/message_template.h"
#include "domain/notification.h"
#include "domain/own_texts.h"
#include "tests/domain/one_message.h"

namespace nexcyte::domain {
namespace {

using testing::Has;

const std::string kPortal = "https://acme.nexcyte.test:8443";
const std::string kLogo(32, 'a');

MailLook Look(const std::string& brand, const std::string& logo = {}, int width = 0,
              int height = 0) {
  return LookOfMails({"Acme", brand, "#c2410c", logo, 1, width, height}, kPortal);
}

std::string SizeOf(const MailLook& look) {
  return std::to_string(look.logo_width) + "x" + std::to_string(look.logo_height);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(LookOfMailsOfATenant)

BOOST_AUTO_TEST_CASE(IsOursWithoutABranding) {
  const MailLook look = Look("#1f4e79");
  BOOST_TEST(!look.is_branded());
  for (const std::string_view event : MessageEvents()) {
    if (HasDefaultTexts(event, Channel::kEmail)) {
      const MessageTexts mail = DefaultMail(event, look);
      BOOST_TEST((mail == DefaultTexts(event, Channel::kEmail)), event);
      BOOST_TEST(!Has(mail.html, "<img"), event);
      BOOST_TEST(!Has(mail.html, "border-top"), event);
    }
  }
}

BOOST_AUTO_TEST_CASE(HasTheTenantsColours) {
  const MailLook look = Look("#14532d");
  for (const std::string& html : {DefaultMail("booking_created", look).html,
                                  FrameText("x", "See it:\n{{manage_url}}", look)}) {
    BOOST_TEST(Has(html, "<td style=\"background-color:#14532d;"));
    BOOST_TEST(Has(html, "href=\"{{manage_url}}\" style=\"color:#14532d;\""));
    BOOST_TEST(Has(html, "border-top:4px solid #c2410c;"));
    BOOST_TEST(Has(html, ".nx-link { color: " + look.dark_brand + " !important; }"));
    BOOST_TEST(Has(html, ".nx-card { border-top-color: #"));
    BOOST_TEST(!Has(html, "#1f4e79"));
  }
  BOOST_TEST(Has(DefaultMail("booking_created", look).html, "line-height:28px;color:#14532d;"));
}

// Every colour that the form of the branding lets through.
BOOST_AUTO_TEST_CASE(CanBeReadOnBothScreens) {
  int tried = 0;
  for (int step = 0; step < 18 * 18 * 18; ++step) {
    const auto channel = [step](int of) { return static_cast<std::uint8_t>(step / of % 18 * 15); };
    const Color color{channel(1), channel(18), channel(18 * 18)};
    if (Contrast(color, kLightPage) < kReadable) {
      continue;
    }
    ++tried;
    const MailLook look = Look(ToText(color), kLogo, 1, 1);
    BOOST_TEST(Contrast(ParseColor(look.brand).value(), kMailCard) >= kReadable, look.brand);
    BOOST_TEST(Contrast(ParseColor(look.dark_brand).value(), kDarkMailCard) >= kReadable,
               look.brand);
  }
  BOOST_TEST(tried > 500);
}

BOOST_AUTO_TEST_CASE(HasTheLogoInItsProportionsAndNeverLarger) {
  BOOST_TEST(SizeOf(Look("#14532d", kLogo, 480, 160)) == "168x56");
  BOOST_TEST(SizeOf(Look("#14532d", kLogo, 480, 60)) == "240x30");
  BOOST_TEST(SizeOf(Look("#14532d", kLogo, 100, 40)) == "100x40");
  BOOST_TEST(SizeOf(Look("#14532d", kLogo, 480, 1)) == "240x1");
  BOOST_TEST(Look("#1f4e79", kLogo, 100, 40).is_branded());
}

BOOST_AUTO_TEST_CASE(ShowsTheLogoFromTheTenantsHost) {
  const MailLook look = Look("#14532d", kLogo, 480, 160);
  const std::string html = DefaultMail("account_verify", look).html;
  BOOST_TEST(Has(html, "<img src=\"" + kPortal + "/logo/" + kLogo +
                           "\" alt=\"{{tenant_name}}\" width=\"168\" height=\"56\""));
  BOOST_TEST(Render(html, {{"tenant_name", "A \"B\" <C>"}, {"manage_url", "x"}}, Escaping::kHtml)
                 .find("alt=\"A &quot;B&quot; &lt;C&gt;\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(ChangesNoWordAndFitsWhatTenantsMayWrite) {
  const MailLook look = Look("#14532d", kLogo, 480, 160);
  for (const std::string_view event : MessageEvents()) {
    if (HasDefaultTexts(event, Channel::kEmail)) {
      const MessageTexts mail = DefaultMail(event, look);
      const MessageTexts& ours = DefaultTexts(event, Channel::kEmail);
      BOOST_TEST((mail.subject == ours.subject && mail.text == ours.text), event);
      BOOST_TEST(CheckTemplate(mail.html, event).empty(), event);
      BOOST_TEST(CheckMailHtml(mail.html).empty(), event);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::domain
