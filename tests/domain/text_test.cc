#include "domain/text.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

namespace nexcyte::domain {
namespace {

BOOST_AUTO_TEST_SUITE(Text)

BOOST_AUTO_TEST_CASE(CountsCharactersNotBytes) {
  BOOST_TEST(CountCharacters("").value() == 0U);
  BOOST_TEST(CountCharacters("abc").value() == 3U);
  BOOST_TEST(CountCharacters("Zo\xC3\xAB").value() == 3U);
  BOOST_TEST(CountCharacters("\xE2\x82\xAC\xF0\x9F\x98\x80").value() == 2U);
}

BOOST_AUTO_TEST_CASE(RefusesWhatIsNotUtf8) {
  const std::vector<std::string> broken{"\xFF",              // no lead byte
                                        "\x80",              // continuation without a lead
                                        "a\xC3",             // cut off
                                        "\xC3\x28",          // lead without continuation
                                        "\xC0\xAF",          // overlong slash
                                        "\xE0\x80\xAF",      // overlong slash, three bytes
                                        "\xF0\x80\x80\xAF",  // overlong slash, four bytes
                                        "\xED\xA0\x80",      // surrogate
                                        "\xF4\x90\x80\x80",  // over U+10FFFF
                                        "\xF5\x80\x80\x80"};
  for (const std::string& text : broken) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(!CountCharacters(text)); }
  }
}

BOOST_AUTO_TEST_CASE(FindsControlCharacters) {
  const std::vector<std::string> controls{"a\nb",
                                          "a\rb",
                                          "a\tb",
                                          std::string("a\0b", 3),
                                          "a\x7F",
                                          "a\xC2\x85 b",
                                          "a\xE2\x80\xA8 b",
                                          "a\xE2\x80\xAE b",
                                          "a\xE2\x81\xA6 b",
                                          "a\xE2\x80\x8F b"};
  for (const std::string& text : controls) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(HasControlCharacters(text)); }
  }
  BOOST_TEST(!HasControlCharacters("Zo\xC3\xAB O'Hara-\xE5\xBC\xA0 3rd"));
}

BOOST_AUTO_TEST_CASE(TrimsBothSides) {
  BOOST_TEST(Trim(" \t a b \r\n") == "a b");
  BOOST_TEST(Trim(" \n ") == "");
}

BOOST_AUTO_TEST_CASE(KnowsDomainNames) {
  for (const char* name : {"acme.test", "a.b", "xn--bcher-kva.example", "mail-1.sub.example.com"}) {
    BOOST_TEST_CONTEXT(name) { BOOST_TEST(IsDomainName(name)); }
  }
  const std::string long_label(64, 'a');
  for (const std::string& text : std::vector<std::string>{
           "", "localhost", ".test", "acme.", "a..test", "-a.test", "a-.test", "ACME.test",
           "a_b.test", "10.0.0.1",
           "b\xC3\xBC"
           "cher.example",
           "a b.test", long_label + ".test", std::string(254, 'a') + ".test"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(!IsDomainName(text)); }
  }
}

BOOST_AUTO_TEST_CASE(KnowsPhoneNumbers) {
  for (const char* number : {"+4930123456", "+15005550006", "+1234567", "+123456789012345"}) {
    BOOST_TEST_CONTEXT(number) { BOOST_TEST(IsPhoneNumber(number)); }
  }
  for (const char* text : {"", "+", "4930123456", "+0930123456", "+49 30 1", "+123456",
                           "+1234567890123456", "+49a0123"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(!IsPhoneNumber(text)); }
  }
}

BOOST_AUTO_TEST_CASE(DecodesAndEncodes) {
  const std::string text = "a\u00E9\u20AC\U0001F44D\u07FF\u0800\uFFFD\U00010000\U0010FFFF\x7F";
  const auto decoded = DecodeUtf8(text);
  BOOST_REQUIRE(decoded.has_value());
  BOOST_TEST((*decoded == U"a\u00E9\u20AC\U0001F44D\u07FF\u0800\uFFFD\U00010000\U0010FFFF\x7F"));
  BOOST_TEST(EncodeUtf8(*decoded) == text);
  BOOST_TEST(!DecodeUtf8("a\xC0\x80").has_value());
}

BOOST_AUTO_TEST_CASE(PutsSeveralLinesIntoOne) {
  BOOST_TEST(InOneLine("") == "");
  BOOST_TEST(InOneLine("plain words") == "plain words");
  BOOST_TEST(InOneLine("x\r\n\r\n  See:\n\thttps://evil.example/") ==
             "x See: https://evil.example/");
  BOOST_TEST(InOneLine("\n\xC3\xBC\n") == "\xC3\xBC ");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::domain
