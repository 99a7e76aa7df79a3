#include "fcgi/cgi.h"

#include <boost/test/unit_test.hpp>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace nexcyte::tests {
namespace {

using fcgi::CgiRequest;
using fcgi::FormatResponse;
using fcgi::Response;

// What must be there, and `more`.
std::optional<CgiRequest> Read(std::initializer_list<const char*> more) {
  std::vector<const char*> parameters = {"NEXCYTE_SITE=tenant", "REQUEST_METHOD=GET",
                                         "DOCUMENT_URI=/a"};
  parameters.insert(parameters.end(), more);
  parameters.push_back(nullptr);
  return fcgi::ReadParameters(parameters.data());
}

std::optional<CgiRequest> ReadOnly(std::vector<const char*> parameters) {
  parameters.push_back(nullptr);
  return fcgi::ReadParameters(parameters.data());
}

BOOST_AUTO_TEST_SUITE(CgiParameters)

BOOST_AUTO_TEST_CASE(CopiesWhatTheWebServerSays) {
  const auto read =
      Read({"QUERY_STRING=a=1&b=2", "CONTENT_TYPE=text/plain", "CONTENT_LENGTH=12",
            "REMOTE_ADDR=::1", "NEXCYTE_TENANT=acme", "NEXCYTE_REQUEST_ID=00ff", "FCGI_ROLE=X"});
  BOOST_REQUIRE(read);
  BOOST_TEST(read->request.method == "GET");
  BOOST_TEST(read->request.path == "/a");
  BOOST_TEST(read->request.query == "a=1&b=2");
  BOOST_TEST(read->request.content_type == "text/plain");
  BOOST_TEST(read->content_length == 12U);
  BOOST_TEST(read->request.remote_address == "::1");
  BOOST_TEST(read->request.tenant_slug == "acme");
  BOOST_TEST(read->request.request_id == "00ff");
  BOOST_TEST((read->request.site == fcgi::Site::kTenant));
}

BOOST_AUTO_TEST_CASE(TakesNoTenantFromAHeader) {
  const auto read = Read({"HTTP_NEXCYTE_TENANT=globex", "HTTP_X_NEXCYTE_TENANT=globex",
                          "HTTP_HOST=globex.example.org"});
  BOOST_REQUIRE(read);
  BOOST_TEST(read->request.tenant_slug.empty());
}

BOOST_AUTO_TEST_CASE(JoinsRepeatedHeaders) {
  const auto read = Read({"HTTP_COOKIE=a=1", "HTTP_COOKIE=b=2", "HTTP_X_A=1", "HTTP_X_A=2"});
  BOOST_REQUIRE(read);
  BOOST_TEST(read->request.Header("cookie") == "a=1; b=2");
  BOOST_TEST(read->request.Header("x-a") == "1, 2");
}

BOOST_AUTO_TEST_CASE(LeavesBlankedHeadersOut) {
  const auto read = Read({"HTTP_PROXY="});
  BOOST_REQUIRE(read);
  BOOST_TEST(read->request.headers.empty());
}

BOOST_AUTO_TEST_CASE(RefusesParameterGivenTwice) {
  BOOST_TEST(!Read({"NEXCYTE_TENANT=acme", "NEXCYTE_TENANT=globex"}));
  BOOST_TEST(!Read({"REQUEST_METHOD=POST"}));
}

BOOST_AUTO_TEST_CASE(RefusesWhatIsMissing) {
  BOOST_TEST(!ReadOnly({"REQUEST_METHOD=GET", "DOCUMENT_URI=/"}));
  BOOST_TEST(!ReadOnly({"REQUEST_METHOD=GET", "DOCUMENT_URI=/", "NEXCYTE_SITE=other"}));
  BOOST_TEST(!ReadOnly({"NEXCYTE_SITE=base", "DOCUMENT_URI=/"}));
  BOOST_TEST(!ReadOnly({"NEXCYTE_SITE=base", "REQUEST_METHOD=GET"}));
  BOOST_TEST(!ReadOnly({"NEXCYTE_SITE=base", "REQUEST_METHOD=GET", "DOCUMENT_URI=a"}));
}

BOOST_AUTO_TEST_CASE(RefusesLengthThatIsNoNumber) {
  for (const char* const length :
       {"CONTENT_LENGTH=-1", "CONTENT_LENGTH=1x", "CONTENT_LENGTH= 1", "CONTENT_LENGTH=0x10",
        "CONTENT_LENGTH=99999999999999999999999"}) {
    BOOST_TEST_CONTEXT(length) { BOOST_TEST(!Read({length})); }
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(CgiResponse)

BOOST_AUTO_TEST_CASE(WritesHeadAndBody) {
  Response response{.status = 303, .headers = {}, .body = "x"};
  response.Set("Location", "/a").Set("Set-Cookie", "a=1").Set("Set-Cookie", "b=2");
  BOOST_TEST(FormatResponse(response, false) ==
             "Status: 303 See Other\r\nLocation: /a\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n"
             "Content-Length: 1\r\n\r\nx");
}

BOOST_AUTO_TEST_CASE(WritesNoBodyWhereThereIsNone) {
  BOOST_TEST(FormatResponse({.status = 204, .headers = {}, .body = "x"}, false) ==
             "Status: 204 No Content\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(RefusesHeaders) {
  const std::vector<std::pair<std::string, std::string>> refused = {
      {"X-A", "1\r\nX-B: 2"},
      {"X-A", "1\n"},
      {"X-A", std::string("1\0", 2)},
      {"X-A", "1\x7f"},
      {"X-A", "1\t"},
      {"", "1"},
      {"X A", "1"},
      {"X-A\r\nX-B", "1"},
      {"X:A", "1"},
      {"Content-Length", "1"},
      {"status", "200 OK"},
      {"Transfer-Encoding", "chunked"}};
  for (const auto& [name, value] : refused) {
    BOOST_TEST_CONTEXT(name) {
      Response response;
      response.Set(name, value);
      BOOST_CHECK_THROW(FormatResponse(response, false), std::invalid_argument);
    }
  }
}

BOOST_AUTO_TEST_CASE(RefusesStatusThatIsNone) {
  BOOST_CHECK_THROW(FormatResponse({.status = 100, .headers = {}, .body = {}}, false),
                    std::invalid_argument);
  BOOST_CHECK_THROW(FormatResponse({.status = 600, .headers = {}, .body = {}}, false),
                    std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::tests
