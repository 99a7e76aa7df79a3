#include "fcgi/cookie.h"

#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <string>

#include "domain/error.h"

namespace nexcyte::tests {
namespace {

using fcgi::FindCookie;
using fcgi::kSessionCookie;
using fcgi::SetCookie;

std::string Found(const std::string& header) {
  return FindCookie(header, kSessionCookie).value_or("nothing");
}

BOOST_AUTO_TEST_SUITE(Cookie)

BOOST_AUTO_TEST_CASE(IsFoundAmongOthers) {
  BOOST_TEST(Found("a=1; __Host-nx=token; b=2") == "token");
  BOOST_TEST(Found("__Host-nx=token") == "token");
  BOOST_TEST(Found("a=1;\t__Host-nx=to=ken ;b=2") == "to=ken");
  BOOST_TEST(Found("__Host-nx=") == "");
}

BOOST_AUTO_TEST_CASE(IsNotMistakenForAnother) {
  BOOST_TEST(Found("") == "nothing");
  BOOST_TEST(Found("__Host-nx-v=1; x__Host-nx=2; __Host-n=3") == "nothing");
  BOOST_TEST(Found("__host-nx=1; __HOST-NX=2") == "nothing");
  BOOST_TEST(Found("__Host-nx") == "nothing");
  BOOST_TEST(Found("a=\"; x=__Host-nx=1") == "nothing");
}

// A browser sends a cookie whose name begins with U+2000 without the rules of `__Host-`.
BOOST_AUTO_TEST_CASE(IgnoresTwinThatBeginsWithSpaceOfUnicode) {
  for (const std::string space : {"\xe2\x80\x80", "\xc2\xa0", "\xe3\x80\x80", "\v", "\f", "\r"}) {
    BOOST_TEST(Found(space + "__Host-nx=planted") == "nothing");
    BOOST_TEST(Found(space + "__Host-nx=planted; __Host-nx=own") == "own");
  }
}

BOOST_AUTO_TEST_CASE(IsRefusedWhenItComesTwice) {
  for (const std::string header : {"__Host-nx=a; __Host-nx=b", "__Host-nx=a; x=1; __Host-nx=a",
                                   "__Host-nx=a;  __Host-nx =b"}) {
    BOOST_CHECK_EXCEPTION(Found(header), domain::Error, [](const domain::Error& error) {
      return error.code() == domain::ErrorCode::kMalformed;
    });
  }
}

BOOST_AUTO_TEST_CASE(IsSetWithAllItsGuards) {
  BOOST_TEST(SetCookie(kSessionCookie, "token") ==
             "__Host-nx=token; Path=/; Secure; HttpOnly; SameSite=Lax");
  BOOST_TEST(SetCookie(kSessionCookie, "token", std::chrono::hours(1)) ==
             "__Host-nx=token; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax");
  BOOST_TEST(fcgi::ClearCookie(kSessionCookie) ==
             "__Host-nx=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
}

BOOST_AUTO_TEST_CASE(RefusesValueThatWouldEndIt) {
  for (const char* const value : {"a;b", "a b", "a\r\nb", "a,b", "a\"b", "a\\b", "\xc3\xa4"}) {
    BOOST_CHECK_THROW(SetCookie(kSessionCookie, value), std::invalid_argument);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::tests
