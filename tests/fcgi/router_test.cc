#include "fcgi/router.h"

#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <string>
#include <type_traits>

#include "domain/error.h"

namespace nexcyte::tests {
namespace {

using fcgi::Access;
using fcgi::Format;
using fcgi::Method;
using fcgi::PathParameters;
using fcgi::Pool;
using fcgi::Route;
using fcgi::RouteHandler;
using fcgi::Router;

// A row without access, or without any other column, is no row.
static_assert(
    std::is_constructible_v<Route, Method, const char*, Access, Format, Pool, RouteHandler>);
static_assert(!std::is_constructible_v<Route, Method, const char*, Format, Pool, RouteHandler>);
static_assert(!std::is_constructible_v<Route, Method, const char*, Access, Format, Pool>);
static_assert(!std::is_default_constructible_v<Route>);

fcgi::Response Nothing(fcgi::Context&, const fcgi::Request&, const PathParameters&) { return {}; }

Route Row(Method method, const std::string& path, Pool pool = Pool::kPortal) {
  return {method, path, Access::kMember, Format::kPage, pool, Nothing};
}

Router Demo() {
  return Router({Row(Method::kGet, "/"), Row(Method::kGet, "/login"), Row(Method::kPost, "/login"),
                 Row(Method::kPost, "/logout"), Row(Method::kGet, "/t/{tenant}/bookings/{id}"),
                 Row(Method::kGet, "/t/{tenant}/bookings/{id}/calendar.ics"),
                 Row(Method::kGet, "/t/{tenant}/{page}/all"), Row(Method::kGet, "/api/settings"),
                 Row(Method::kPost, "/api/settings", Pool::kCalendar)},
                Pool::kPortal);
}

// The pattern that matched, or what is allowed instead.
std::string Match(const Router& router, const std::string& method, const std::string& path) {
  const auto match = router.Match(method, path);
  return match.route != nullptr ? match.route->path : "405 " + match.allow;
}

BOOST_AUTO_TEST_SUITE(Routing)

BOOST_AUTO_TEST_CASE(FindsRouteWithParameters) {
  const Router router = Demo();
  const auto match = router.Match("GET", "/t/acme/bookings/0b-1_A");
  BOOST_REQUIRE(match.route != nullptr);
  BOOST_TEST(match.route == &router.routes()[4]);
  BOOST_TEST(match.index == 4U);
  BOOST_TEST(match.parameters.Get("tenant") == "acme");
  BOOST_TEST(match.parameters.Get("id") == "0b-1_A");
  BOOST_CHECK_THROW(match.parameters.Get("purpose"), domain::Error);
}

BOOST_AUTO_TEST_CASE(TellsMethodsApart) {
  const Router router = Demo();
  BOOST_TEST((router.Match("GET", "/login").route->method == Method::kGet));
  BOOST_TEST((router.Match("POST", "/login").route->method == Method::kPost));
}

BOOST_AUTO_TEST_CASE(AnswersHeadLikeGet) {
  const Router router = Demo();
  BOOST_TEST((router.Match("HEAD", "/login").route->method == Method::kGet));
  BOOST_TEST(Match(router, "HEAD", "/logout") == "405 POST");
}

BOOST_AUTO_TEST_CASE(NamesTheMethodsOfAKnownPath) {
  const Router router = Demo();
  for (const char* const method : {"PUT", "DELETE", "OPTIONS", "TRACE", "get", ""}) {
    BOOST_TEST(Match(router, method, "/login") == "405 GET, HEAD, POST");
  }
  BOOST_TEST(Match(router, "POST", "/t/acme/bookings/1") == "405 GET, HEAD");
}

BOOST_AUTO_TEST_CASE(KnowsNoOtherPath) {
  const Router router = Demo();
  for (const std::string path :
       {"", "login", "/login/", "//login", "/Login", "/login?x", "/login;x", "/t//bookings/1",
        "/t/acme/bookings/", "/t/acme/bookings/a b", "/t/acme/bookings/a.b", "/t/acme/bookings/..",
        "/t/{tenant}/bookings/1", "/t/acme/bookings/1/2/3", "/t/acme/bookings/%31",
        "/t/acme/bookings/\xc3\xa4", "/t/acme/bookings/a\n"}) {
    BOOST_TEST_CONTEXT(path) { BOOST_TEST(Match(router, "GET", path) == "405 "); }
  }
  BOOST_TEST(Match(router, "GET", "/t/acme/bookings/" + std::string(65, 'a')) == "405 ");
}

BOOST_AUTO_TEST_CASE(PrefersTheLiteral) {
  const auto rows = [](bool is_literal_first) {
    const Route literal = Row(Method::kGet, "/a/b/{x}");
    const Route parameter = Row(Method::kGet, "/a/{y}/c");
    return is_literal_first ? std::vector{literal, parameter} : std::vector{parameter, literal};
  };
  for (const bool is_literal_first : {true, false}) {
    const Router router(rows(is_literal_first), Pool::kPortal);
    BOOST_TEST(Match(router, "GET", "/a/b/c") == "/a/b/{x}");
    BOOST_TEST(Match(router, "GET", "/a/d/c") == "/a/{y}/c");
  }
}

BOOST_AUTO_TEST_CASE(LeavesOtherPoolsAlone) {
  const Router router = Demo();
  BOOST_TEST(Match(router, "GET", "/api/settings") == "/api/settings");
  BOOST_TEST(Match(router, "POST", "/api/settings") == "405 ");
  BOOST_TEST(Match(router, "PUT", "/api/settings") == "405 GET, HEAD, POST");
}

BOOST_AUTO_TEST_CASE(GivesWhatMatchedNothingAnIndexOfItsOwn) {
  const Router router = Demo();
  BOOST_TEST(router.Match("GET", "/x").index == router.routes().size());
}

BOOST_AUTO_TEST_CASE(RefusesTheSameRouteTwice) {
  const auto make = [](const char* a, const char* b) {
    return Router({Row(Method::kGet, a), Row(Method::kGet, b)}, Pool::kPortal);
  };
  BOOST_CHECK_THROW(make("/a", "/a"), std::logic_error);
  BOOST_CHECK_THROW(make("/t/{tenant}/a", "/t/{slug}/a"), std::logic_error);
  BOOST_CHECK_NO_THROW(make("/t/{tenant}/a", "/t/{tenant}/b"));
}

BOOST_AUTO_TEST_CASE(RefusesPatternsThatCannotBeRead) {
  for (const char* const path : {"", "a", "/{a", "/a}", "/{}", "/{a}b", "/a b", "/a/{b/c}"}) {
    BOOST_TEST_CONTEXT(path) {
      BOOST_CHECK_THROW(Router({Row(Method::kGet, path)}, Pool::kPortal), std::logic_error);
    }
  }
  Route without = Row(Method::kGet, "/a");
  without.handler = nullptr;
  BOOST_CHECK_THROW(Router({without}, Pool::kPortal), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::tests
