#include "fcgi/multipart.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "domain/error.h"

namespace nexcyte::fcgi {
namespace {

constexpr char kType[] = "multipart/form-data; boundary=----WebKitFormBoundaryAbC123";
const std::string kMark = "------WebKitFormBoundaryAbC123";

std::string Part(const std::string& disposition, const std::string& text) {
  return kMark + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + text + "\r\n";
}
std::string RefusalOf(const std::string& body, const std::string& type = kType) {
  try {
    DecodeMultipart(type, body);
  } catch (const domain::Error& error) {
    return error.reason();
  }
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(Multipart)

BOOST_AUTO_TEST_CASE(ReadsWhatABrowserSends) {
  const std::string file("\x89PNG\r\n\x1a\n\0\r\n--\r\n", 16);
  const std::string body =
      Part("name=\"csrf_token\"", "proof") + kMark +
      "\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"a \xC3\xA4 %22.png\"\r\n"
      "Content-Type: image/png\r\n\r\n" +
      file + "\r\n" + Part("name=\"empty\"; filename=\"\"", "") + kMark + "--\r\n";
  const auto parts = DecodeMultipart(kType, body);
  BOOST_REQUIRE(parts.size() == 3u);
  BOOST_TEST(parts[0].name == "csrf_token");
  BOOST_TEST(!parts[0].is_file);
  BOOST_TEST(parts[0].text == "proof");
  BOOST_TEST(parts[1].name == "logo");
  BOOST_TEST(parts[1].is_file);
  BOOST_TEST((parts[1].text == file));
  BOOST_TEST(parts[2].is_file);
  BOOST_TEST(parts[2].text.empty());
}

BOOST_AUTO_TEST_CASE(ReadsAFormOfNothing) {
  BOOST_TEST(DecodeMultipart(kType, kMark + "--\r\n").empty());
  BOOST_TEST(DecodeMultipart("Multipart/Form-Data; Boundary=\"x\"", "--x--").empty());
}

BOOST_AUTO_TEST_CASE(RefusesOtherTypes) {
  for (const char* type :
       {"", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=x",
        "application/x-www-form-urlencoded", "multipart/form-data; boundary=x; charset=utf-8",
        "multipart/form-data; charset=utf-8; boundary=x", "multipart/form-data; boundary=a\"b"}) {
    BOOST_TEST(RefusalOf("--x--", type) == "unsupported_type", type);
  }
  BOOST_TEST(RefusalOf("", "multipart/form-data; boundary=" + std::string(71, 'x')) ==
             "unsupported_type");
}

BOOST_AUTO_TEST_CASE(RefusesWhatIsNotWhole) {
  const std::string whole = Part("name=\"a\"", "text") + kMark + "--\r\n";
  BOOST_TEST(RefusalOf(whole) == "");
  for (std::size_t length = 0; length < whole.size() - 2; ++length) {
    BOOST_TEST(RefusalOf(whole.substr(0, length)) == "malformed", length);
  }
  BOOST_TEST(RefusalOf("preamble\r\n" + whole) == "malformed");
  BOOST_TEST(RefusalOf(whole + "more") == "malformed");
}

BOOST_AUTO_TEST_CASE(RefusesOddParts) {
  for (const std::string disposition :
       {"name=a", "name=\"\"", "filename=\"x\"; name=\"a\"", "name=\"a\"; size=1", "name=\"\xFF\"",
        "name=\"a\"; name=\"b\"", "name*=utf-8''a", "name=\"=?utf-8?q?a?=\"", "name=\"a\\\"b\"",
        "name=\"a\rb\"", "name=\"a\x01\"", "name=\"a\r\n b\"", "name=\"\u202Ea\"", "name=\"a",
        "name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"",
        "name=\"a\"\r\nContent-Type: multipart/mixed; boundary=x",
        "name=\"a\"; filename=\"x\"\r\nContent-Type: message/rfc822"}) {
    BOOST_TEST(RefusalOf(Part(disposition, "") + kMark + "--") == "malformed", disposition);
  }
  BOOST_TEST(RefusalOf(kMark + "\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n\r\n" +
                       kMark + "--") == "malformed");
  BOOST_TEST(RefusalOf(Part("name=\"a\"\r\nContent-Transfer-Encoding: base64", "") + kMark +
                       "--") == "malformed");
}

BOOST_AUTO_TEST_CASE(RefusesANulInAName) {
  BOOST_TEST(RefusalOf(Part(std::string("name=\"a\0b\"", 10), "") + kMark + "--") == "malformed");
}

// What looks like the end of a part, or would be rewritten in a mail, is the file's own.
BOOST_AUTO_TEST_CASE(LeavesTheBytesOfAFileAlone) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) {
    all += static_cast<char>(byte);
  }
  for (const std::string& file :
       {all, std::string("\r\n"), std::string("\n"), std::string("\r"), std::string("\r\n\r\n"),
        std::string("a\r\n.\r\nFrom b\r\n--\r\n"),
        "\r\n" + kMark.substr(0, kMark.size() - 1) + "\r\n", "x" + kMark + "\r\n",
        "\r\n" + kMark + "x\r\n", std::string("=3D=\r\n"), all + "\r"}) {
    const auto parts = DecodeMultipart(
        kType, Part("name=\"logo\"; filename=\"a\"\r\nContent-Type: image/png", file) +
                   Part("name=\"b\"", "c") + kMark + "--\r\n");
    BOOST_REQUIRE(parts.size() == 2u);
    BOOST_TEST((parts[0].text == file));
    BOOST_TEST(parts[1].text == "c");
    const auto last =
        DecodeMultipart(kType, Part("name=\"logo\"; filename=\"a\"", file) + kMark + "--");
    BOOST_TEST((last.at(0).text == file));
  }
}

BOOST_AUTO_TEST_CASE(HasLimits) {
  std::string many;
  for (int i = 0; i < 101; ++i) {
    many += Part("name=\"a\"", "");
  }
  BOOST_TEST(RefusalOf(many + kMark + "--") == "malformed");
  BOOST_TEST(RefusalOf(Part("name=\"a\"\r\nX: " + std::string(1024, 'x'), "") + kMark + "--") ==
             "malformed");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::fcgi
