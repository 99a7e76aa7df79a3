#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/fcgi/outbound/curl_fixture.h"

namespace nexcyte::fcgi {
namespace {

using std::chrono::milliseconds;

BOOST_AUTO_TEST_SUITE(SendingOnce)

// Keeps a connection alive for a GET and dies on any POST, after having read it.
void DieOnPost(LoopbackConnection& connection) {
  while (const auto request = connection.Read()) {
    if (request->head.starts_with("POST")) {
      return;
    }
    connection.Write(OkAnswer("kept"));
  }
}

BOOST_AUTO_TEST_CASE(NeverRepeatsAPost) {
  LoopbackServer server(DieOnPost);
  CurlClient client = ClientOf(server);
  AnswerOf(client.Send(Get(server.Url("/"))));
  BOOST_TEST(FailureOf(client.Send(PostOnce(server.Url("/")))) == "broken, sent");
  BOOST_TEST(server.requests() == 2);
}

// What the flag is for: the same situation without it, so that the test above can fail.
BOOST_AUTO_TEST_CASE(WouldRepeatAPostOnAKeptConnection) {
  LoopbackServer server(DieOnPost);
  CurlClient client = ClientOf(server);
  AnswerOf(client.Send(Get(server.Url("/"))));
  HttpRequest request = PostOnce(server.Url("/"));
  request.send_once = false;
  client.Send(request);
  BOOST_TEST(server.requests() > 2);
}

BOOST_AUTO_TEST_CASE(NeverRepeatsAForm) {
  LoopbackServer server(DieOnPost);
  CurlClient client = ClientOf(server);
  AnswerOf(client.Send(Get(server.Url("/"))));
  HttpRequest request = PostOnce(server.Url("/"));
  request.body.clear();
  request.form = {{"a", "1"}, {"b", std::string(100'000, 'x')}};
  BOOST_TEST(FailureOf(client.Send(request)) == "broken, sent");
  BOOST_TEST(server.requests() == 2);
}

BOOST_AUTO_TEST_CASE(NeverRepeatsAPostWithoutABody) {
  LoopbackServer server(DieOnPost);
  CurlClient client = ClientOf(server);
  AnswerOf(client.Send(Get(server.Url("/"))));
  HttpRequest request = PostOnce(server.Url("/"));
  request.body.clear();
  BOOST_TEST(FailureOf(client.Send(request)) == "broken, sent");
  BOOST_TEST(server.requests() == 2);
}

BOOST_AUTO_TEST_CASE(KeepsConnectionsBetweenPosts) {
  LoopbackServer server(Echo);
  CurlClient client = ClientOf(server);
  for (int i = 0; i < 3; ++i) {
    AnswerOf(client.Send(PostOnce(server.Url("/"))));
  }
  BOOST_TEST(server.connections() == 1);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(SeveralAtOnce)

BOOST_AUTO_TEST_CASE(KeepsTheOrderOfResults) {
  LoopbackServer server(Echo);
  CurlClient client = ClientOf(server);
  std::vector<HttpRequest> requests;
  for (int i = 0; i < 150; ++i) {
    requests.push_back(Get(server.Url("/" + std::to_string(i))));
  }
  requests[7].url = "https://elsewhere.example/";
  const auto results = client.SendAll(requests);
  for (int i = 0; i < 150; ++i) {
    const std::string expected = "GET /" + std::to_string(i) + " HTTP/1.1";
    const auto* answer = std::get_if<HttpAnswer>(&results[static_cast<std::size_t>(i)]);
    BOOST_TEST((answer != nullptr && answer->body == expected) == (i != 7), expected);
  }
}

// Counts how many of its requests are under way at once.
struct Crowd {
  milliseconds work{20};  // per request
  std::atomic<int> now = 0;
  std::atomic<int> most = 0;
  void operator()(LoopbackConnection& connection) {
    while (connection.Read()) {
      const int here = ++now;
      int known = most;
      while (known < here && !most.compare_exchange_weak(known, here)) {
      }
      std::this_thread::sleep_for(work);
      --now;
      connection.Write(OkAnswer(""));
    }
  }
};

int MostAtOnce(std::size_t in_flight, std::size_t per_host) {
  Crowd crowd;
  LoopbackServer server([&](LoopbackConnection& connection) { crowd(connection); });
  CurlOptions options = PinnedTo(server.Url(""));
  options.in_flight = in_flight;
  options.per_host = per_host;
  CurlClient client(Library(), options);
  const std::vector<HttpRequest> requests(40, PostOnce(server.Url("/")));
  for (const HttpResult& result : client.SendAll(requests)) {
    AnswerOf(result);
  }
  return crowd.most;
}

BOOST_AUTO_TEST_CASE(SendsAsManyAsAllowedAtOnce) {
  BOOST_TEST(MostAtOnce(64, 3) == 3);
  BOOST_TEST(MostAtOnce(4, 64) == 4);
}

BOOST_AUTO_TEST_CASE(WaitingForATurnCostsNoTime) {
  Crowd crowd{milliseconds(100)};
  LoopbackServer server([&](LoopbackConnection& connection) { crowd(connection); });
  CurlOptions options = PinnedTo(server.Url(""));
  options.per_host = 1;
  CurlClient client(Library(), options);
  std::vector<HttpRequest> requests(15, PostOnce(server.Url("/")));  // one by one: 1.5 s
  for (HttpRequest& request : requests) {
    request.total_limit = milliseconds(1200);
  }
  for (const HttpResult& result : client.SendAll(requests)) {
    BOOST_TEST(FailureOf(result) == "answer");
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
