#include "domain/sms_text.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "domain/error.h"

namespace nexcyte::domain {
namespace {

std::string Times(int count, const std::string& text) {
  std::string result;
  for (int i = 0; i < count; ++i) {
    result += text;
  }
  return result;
}

const std::string kThumb = "\U0001F44D";
const std::string kLink = "https://acme.example.org/t/acme/bookings/1";

BOOST_AUTO_TEST_SUITE(SmsSegmentCount)

// The rows of twilio.md section 7.
BOOST_AUTO_TEST_CASE(FollowsTheTable) {
  BOOST_TEST(SmsSegments(Times(160, "a")) == 1);
  BOOST_TEST(SmsSegments(Times(161, "a")) == 2);
  BOOST_TEST(SmsSegments(Times(306, "a")) == 2);
  BOOST_TEST(SmsSegments(Times(307, "a")) == 3);
  BOOST_TEST(SmsSegments(Times(80, "€")) == 1);
  BOOST_TEST(SmsSegments(Times(81, "€")) == 2);
  BOOST_TEST(SmsSegments(Times(152, "a") + "€" + Times(8, "a")) == 2);
  BOOST_TEST(SmsSegments(Times(70, "я")) == 1);
  BOOST_TEST(SmsSegments(Times(71, "я")) == 2);
  BOOST_TEST(SmsSegments(Times(134, "я")) == 2);
  BOOST_TEST(SmsSegments(Times(135, "я")) == 3);
  BOOST_TEST(SmsSegments(Times(152, "a") + kThumb) == 3);
}

BOOST_AUTO_TEST_CASE(SplitsNoCharacterOfTwoUnits) {
  // 152 + 2 do not share a segment of 153: the third one holds what is left over.
  BOOST_TEST(SmsSegments(Times(2, Times(152, "a") + "€") + "a") == 3);
  BOOST_TEST(SmsSegments(Times(304, "a") + "€") == 2);
}

BOOST_AUTO_TEST_CASE(KnowsTheAlphabet) {
  const auto is_gsm7 = [](const std::string& c) { return SmsSegments(Times(71, c)) == 1; };
  for (const char* c : {"@", "£", "Ç", "\n", "Δ", "Ω", "É", "¤", "¡", "Ä", "§", "ü", "à"}) {
    BOOST_TEST(is_gsm7(c), c);
  }
  for (const char* c : {"ç", "`", "á", "í", "ó", "ú", "â", "ê", "ë", "ã", "\u00A0", "…", "–"}) {
    BOOST_TEST(!is_gsm7(c), c);
  }
}

BOOST_AUTO_TEST_CASE(RefusesWhatIsNotUtf8) { BOOST_CHECK_THROW(SmsSegments("\xFF"), Error); }

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(SmsTexts)

BOOST_AUTO_TEST_CASE(UsesPlainPunctuation) {
  BOOST_TEST(SmsText("a\u00A0b \u201Cc\u201D \u2018d\u2019 e\u2013f\u2014g \u2026") ==
             "a b \"c\" 'd' e-f-g ...");
  BOOST_TEST(SmsText("\u20AC 10 \u00FC") == "€ 10 ü");
}

BOOST_AUTO_TEST_CASE(DropsControlCharactersButLineFeeds) {
  BOOST_TEST(SmsText("a\r\nb\x07"
                     "c\x7F\u202E"
                     "d\u0085\te\n") == "a\nbcd e");
}

BOOST_AUTO_TEST_CASE(KeepsWhatFits) {
  BOOST_TEST(SmsText(Times(459, "a")) == Times(459, "a"));
  BOOST_TEST(SmsText(Times(201, "я")) == Times(201, "я"));
}

BOOST_AUTO_TEST_CASE(CutsAtThreeSegments) {
  BOOST_TEST(SmsText(Times(460, "a")) == Times(456, "a") + "...");
  BOOST_TEST(SmsText(Times(202, "я")) == Times(198, "я") + "...");
  BOOST_TEST(SmsText(Times(300, "€")) == Times(227, "€") + "...");
  BOOST_TEST(SmsText(Times(455, "a") + " bcdefgh") == Times(455, "a") + "...");
  BOOST_TEST(SmsText(Times(101, kThumb)) == Times(98, kThumb) + "...");
}

BOOST_AUTO_TEST_CASE(DropsATailThatWouldCostTheWholeText) {
  // With the thumb all of it would be UCS-2; without it 459 characters fit.
  BOOST_TEST(SmsText(Times(455, "a") + kThumb) == Times(455, "a") + "...");
}

BOOST_AUTO_TEST_CASE(KeepsALinkWhole) {
  const std::string text = SmsText(Times(430, "a") + " " + kLink + " bye");
  BOOST_TEST(text == Times(459 - 4 - static_cast<int>(kLink.size()), "a") + "... " + kLink);
  BOOST_TEST(SmsSegments(text) == 3);
  BOOST_TEST(SmsText(Times(900, "a") + "\n" + kLink).ends_with("a... " + kLink));
}

BOOST_AUTO_TEST_CASE(CutsBehindALinkThatFits) {
  const std::string text = SmsText("See " + kLink + " " + Times(500, "a"));
  BOOST_TEST(text.starts_with("See " + kLink + " aaa"));
  BOOST_TEST(text.ends_with("aaa..."));
}

BOOST_AUTO_TEST_CASE(CutsALinkThatCannotFit) {
  const std::string text = SmsText("a https://" + Times(500, "b"));
  BOOST_TEST(text.size() == 459U);
  BOOST_TEST(text.ends_with("b..."));
}

BOOST_AUTO_TEST_CASE(RefusesWhatCannotLeave) {
  BOOST_CHECK_THROW(SmsText("\xC3"), Error);
  BOOST_CHECK_THROW(SmsText(" \u00A0\n"), Error);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::domain
