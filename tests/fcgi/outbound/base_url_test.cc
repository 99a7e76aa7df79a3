#include "fcgi/outbound/base_url.h"

#include <boost/test/unit_test.hpp>

namespace nexcyte::fcgi {
namespace {

BaseUrl Base(std::string_view text) { return BaseUrl::Parse(text).value(); }

BOOST_AUTO_TEST_SUITE(BaseUrls)

BOOST_AUTO_TEST_CASE(TakesHttpsAndLoopback) {
  BOOST_TEST(Base("https://api.cal.com").str() == "https://api.cal.com");
  BOOST_TEST(Base("HTTPS://API.cal.com/").str() == "https://api.cal.com");
  BOOST_TEST(Base("https://cal.example:8443/api//").str() == "https://cal.example:8443/api");
  BOOST_TEST(Base("http://127.0.0.1:8481/calcom").str() == "http://127.0.0.1:8481/calcom");
  BOOST_TEST(Base("http://localhost:1").str() == "http://localhost:1");
  BOOST_TEST(Base("http://[::1]:1").str() == "http://[::1]:1");
}

BOOST_AUTO_TEST_CASE(RefusesEverythingElse) {
  for (const char* text :
       {"", "api.cal.com", "http://api.cal.com", "http://127.0.0.1.example.com", "http://10.0.0.1",
        "http://localhost.example.com", "https://", "https://user@api.cal.com",
        "https://u:p@api.cal.com", "https://api.cal.com?x", "https://api.cal.com/#x",
        "ftp://127.0.0.1", "https://api.cal.com/a/../b", "https://api .cal.com"}) {
    BOOST_TEST(!BaseUrl::Parse(text).has_value(), text);
  }
}

BOOST_AUTO_TEST_CASE(EncodesSegmentsAndParameters) {
  const BaseUrl base = Base("https://api.cal.com/x");
  BOOST_TEST(base.Url({"v2", "a/b", "é"}) == "https://api.cal.com/x/v2/a%2Fb/%C3%A9");
  BOOST_TEST(base.Url({"v2"}, {{"attendeeEmail", "a+b@c.de"}, {"q", "x y&z=%2B"}}) ==
             "https://api.cal.com/x/v2?attendeeEmail=a%2Bb%40c.de&q=x%20y%26z%3D%252B");
}

BOOST_AUTO_TEST_CASE(CoversOnlyWhatLiesBelow) {
  const BaseUrl base = Base("https://api.cal.com/x");
  BOOST_TEST(base.Covers("https://api.cal.com/x/v2/slots?a=.."));
  for (const char* url :
       {"https://api.cal.com/x", "https://api.cal.com/xy", "https://api.cal.com/",
        "https://api.cal.com.evil.example/x/", "https://api.cal.com@evil.example/x/",
        "http://api.cal.com/x/a", "https://api.cal.com/x/../y", "https://api.cal.com/x/./y",
        "https://api.cal.com/x/.."}) {
    BOOST_TEST(!base.Covers(url), url);
  }
}

BOOST_AUTO_TEST_CASE(NamesTheOrigin) {
  BOOST_TEST(OriginOf("https://a.example:8443/b?c") == "https://a.example:8443");
  BOOST_TEST(OriginOf("https://a.example") == "https://a.example");
  BOOST_TEST(OriginOf("a.example/b") == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
