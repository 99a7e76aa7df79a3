#include "fcgi/outbound/curl_client.h"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "tests/fcgi/outbound/curl_fixture.h"

namespace nexcyte::fcgi {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

BOOST_AUTO_TEST_SUITE(SingleRequests)

BOOST_AUTO_TEST_CASE(GivesStatusHeadersAndBody) {
  LoopbackServer server([](LoopbackConnection& connection) {
    connection.Read();
    connection.Write(
        "HTTP/1.1 404 Nowhere\r\nX-RateLimit-Reset-Default:  17 \r\nContent-Length: 2\r\n\r\nno");
  });
  CurlClient client = ClientOf(server);
  const auto answer = AnswerOf(client.Send(Get(server.Url("/x"))));
  BOOST_TEST(answer.status == 404);
  BOOST_TEST(answer.body == "no");
  BOOST_TEST(answer.Header("x-ratelimit-reset-default") == "17");
}

BOOST_AUTO_TEST_CASE(ForgetsHeadersOfInterimAnswers) {
  LoopbackServer server([](LoopbackConnection& connection) {
    connection.Read();
    connection.Write("HTTP/1.1 103 Early Hints\r\nRetry-After: 9\r\n\r\n" + OkAnswer("yes"));
  });
  CurlClient client = ClientOf(server);
  const auto answer = AnswerOf(client.Send(Get(server.Url("/"))));
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.Header("retry-after") == "");
}

BOOST_AUTO_TEST_CASE(SendsMethodHeadersBodyAndCredentials) {
  std::string head;
  std::string body;
  {
    LoopbackServer server([&](LoopbackConnection& connection) {
      const auto request = connection.Read();
      head = request->head;
      body = request->body;
      connection.Write(OkAnswer(""));
    });
    CurlClient client = ClientOf(server);
    HttpRequest request = PostOnce(server.Url("/v2/bookings?a=%2B"));
    request.headers = {{"cal-api-version", "2024-08-13"}};
    request.auth = {"api", "key"};
    AnswerOf(client.Send(request));
  }
  BOOST_TEST(head.starts_with("POST /v2/bookings?a=%2B HTTP/1.1\r\n"));
  BOOST_TEST(head.find("cal-api-version: 2024-08-13\r\n") != std::string::npos);
  BOOST_TEST(head.find("Authorization: Basic YXBpOmtleQ==\r\n") != std::string::npos);
  BOOST_TEST(head.find("Expect:") == std::string::npos);
  BOOST_TEST(body == "{}");
}

BOOST_AUTO_TEST_CASE(SendsDelete) {
  LoopbackServer server(Echo);
  CurlClient client = ClientOf(server);
  HttpRequest request = Get(server.Url("/hold"));
  request.method = HttpMethod::kDelete;
  BOOST_TEST(AnswerOf(client.Send(request)).body == "DELETE /hold HTTP/1.1");
}

BOOST_AUTO_TEST_CASE(SendsForm) {
  std::string head;
  std::string body;
  {
    LoopbackServer server([&](LoopbackConnection& connection) {
      const auto request = connection.Read();
      head = request->head;
      body = request->body;
      connection.Write(OkAnswer(""));
    });
    CurlClient client = ClientOf(server);
    HttpRequest request = PostOnce(server.Url("/messages"));
    request.form = {{"subject", "Grüße"},
                    {"h:Message-Id", "<a@b>"},
                    {"message", "From: a", "message.eml", "message/rfc822"}};
    AnswerOf(client.Send(request));
  }
  BOOST_TEST(head.find("Content-Type: multipart/form-data; boundary=") != std::string::npos);
  BOOST_TEST(body.find("name=\"subject\"\r\n\r\nGrüße\r\n") != std::string::npos);
  BOOST_TEST(body.find("name=\"h:Message-Id\"\r\n\r\n<a@b>\r\n") != std::string::npos);
  BOOST_TEST(body.find("name=\"message\"; filename=\"message.eml\"\r\n"
                       "Content-Type: message/rfc822\r\n\r\nFrom: a\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(FollowsNoRedirect) {
  LoopbackServer server([](LoopbackConnection& connection) {
    while (connection.Read()) {
      connection.Write("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
    }
  });
  CurlClient client = ClientOf(server);
  BOOST_TEST(AnswerOf(client.Send(Get(server.Url("/")))).status == 302);
  BOOST_TEST(server.requests() == 1);
}

BOOST_AUTO_TEST_CASE(IgnoresTheProxyOfTheEnvironment) {
  const std::string proxy = "http://127.0.0.1:" + std::to_string(ClosedPort());
  ::setenv("http_proxy", proxy.c_str(), 1);
  ::setenv("ALL_PROXY", proxy.c_str(), 1);
  LoopbackServer server(Echo);
  CurlClient client = ClientOf(server);
  const HttpResult result = client.Send(Get(server.Url("/")));
  ::unsetenv("http_proxy");
  ::unsetenv("ALL_PROXY");
  BOOST_TEST(FailureOf(result) == "answer");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(RefusedAddresses)

BOOST_AUTO_TEST_CASE(RefusesWhatIsNotPinned) {
  LoopbackServer server(Echo);
  CurlClient client(Library(), PinnedTo(server.Url("/calcom")));
  for (const std::string& url :
       {server.Url("/other"), server.Url("/calcom/../other"), server.Url("/calcomother"),
        std::string("http://example.com/calcom/x"), std::string("file:///etc/passwd")}) {
    BOOST_TEST(FailureOf(client.Send(Get(url))) == "not_allowed, nothing sent", url);
  }
  BOOST_TEST(FailureOf(client.Send(Get(server.Url("/calcom/x")))) == "answer");
  BOOST_TEST(server.requests() == 1);
}

BOOST_AUTO_TEST_CASE(RefusesControlCharacters) {
  LoopbackServer server(Echo);
  CurlClient client = ClientOf(server);
  HttpRequest request = Get(server.Url("/"));
  request.headers = {{"X-A", "b\r\nX-Injected: c"}};
  BOOST_TEST(FailureOf(client.Send(request)) == "not_allowed, nothing sent");
  BOOST_TEST(FailureOf(client.Send(Get(server.Url("/a\nb")))) == "not_allowed, nothing sent");
  BOOST_TEST(server.connections() == 0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(Limits)

BOOST_AUTO_TEST_CASE(GivesUpAtTheTimeLimit) {
  LoopbackServer server([](LoopbackConnection& connection) {
    connection.Read();
    connection.WaitForEnd();
  });
  CurlClient client = ClientOf(server);
  HttpRequest request = PostOnce(server.Url("/"));
  request.total_limit = milliseconds(300);
  const auto begin = steady_clock::now();
  BOOST_TEST(FailureOf(client.Send(request)) == "time_limit, sent");
  BOOST_TEST((steady_clock::now() - begin < seconds(3)));
}

BOOST_AUTO_TEST_CASE(ProvesThatNothingWasSent) {
  const std::string base = "http://127.0.0.1:" + std::to_string(ClosedPort());
  CurlClient client(Library(), PinnedTo(base));
  BOOST_TEST(FailureOf(client.Send(PostOnce(base + "/x"))) == "connect, nothing sent");
}

BOOST_AUTO_TEST_CASE(SendsNothingWhileTheHandshakeHangs) {
  LoopbackServer server([](LoopbackConnection& connection) { connection.WaitForEnd(); });
  const std::string base = "https://127.0.0.1:" + std::to_string(server.port());
  CurlClient client(Library(), PinnedTo(base));
  HttpRequest request = PostOnce(base + "/x");
  request.connect_limit = milliseconds(300);
  BOOST_TEST(FailureOf(client.Send(request)) == "time_limit, nothing sent");
}

BOOST_AUTO_TEST_CASE(CutsAnEndlessBody) {
  LoopbackServer server([](LoopbackConnection& connection) {
    connection.Read();
    connection.Write("HTTP/1.1 200 OK\r\n\r\n");
    while (connection.Write(std::string(65536, 'x'))) {
    }
  });
  CurlClient client = ClientOf(server);
  HttpRequest request = Get(server.Url("/"));
  request.max_answer_bytes = 100000;
  BOOST_TEST(FailureOf(client.Send(request)) == "too_large, sent");
}

BOOST_AUTO_TEST_CASE(CutsEndlessHeaders) {
  LoopbackServer server([](LoopbackConnection& connection) {
    connection.Read();
    connection.Write("HTTP/1.1 200 OK\r\n");
    while (connection.Write("X-More: " + std::string(500, 'x') + "\r\n")) {
    }
  });
  CurlClient client = ClientOf(server);
  HttpRequest request = Get(server.Url("/"));
  request.max_answer_bytes = 100000;
  BOOST_TEST(FailureOf(client.Send(request)) == "too_large, sent");
}

BOOST_AUTO_TEST_CASE(ReportsAnAnswerCutShort) {
  LoopbackServer server([](LoopbackConnection& connection) {
    connection.Read();
    connection.Write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\":");
  });
  CurlClient client = ClientOf(server);
  BOOST_TEST(FailureOf(client.Send(Get(server.Url("/")))) == "broken, sent");
}

// One drips a byte per half second and is cut; the other thinks longer than that and is waited for.
BOOST_AUTO_TEST_CASE(CutsDropsButWaitsForThinking) {
  LoopbackServer server([](LoopbackConnection& connection) {
    const auto request = connection.Read();
    if (request->head.find("/drops") == std::string::npos) {
      std::this_thread::sleep_for(milliseconds(4500));
      connection.Write(OkAnswer("thought"));
      return;
    }
    connection.Write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
    while (connection.Write("x")) {
      std::this_thread::sleep_for(milliseconds(500));
    }
  });
  CurlClient client = ClientOf(server);
  std::vector<HttpRequest> requests = {Get(server.Url("/drops")), Get(server.Url("/thinks"))};
  requests[0].total_limit = requests[1].total_limit = seconds(30);
  const auto begin = steady_clock::now();
  const auto results = client.SendAll(requests);
  BOOST_TEST(FailureOf(results[0]) == "too_slow, sent");
  BOOST_TEST(FailureOf(results[1]) == "answer");
  BOOST_TEST((steady_clock::now() - begin < seconds(15)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
