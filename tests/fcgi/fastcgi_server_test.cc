#include "fcgi/fastcgi_server.h"

#include <time.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <future>
#include <list>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "fcgi/listen_socket.h"
#include "tests/fcgi/fastcgi_client.h"
#include "tests/fcgi/temporary_folder.h"

namespace nexcyte::tests {
namespace {

using fcgi::FastCgiServer;
using fcgi::Handler;
using fcgi::Request;
using fcgi::Response;
using std::chrono_literals::operator""s;

// `METHOD path query` and the body, with what else the server read in the headers.
Response Echo(const Request& request) {
  Response response;
  response.body = request.method + " " + request.path + " " + request.query + "\n" + request.body;
  response.Set("Content-Type", "text/plain")
      .Set("X-Tenant", request.tenant_slug)
      .Set("X-Too-Large", request.body_too_large ? "yes" : "no");
  return response;
}

// A server on a socket of its own.
struct Served {
  explicit Served(Handler handler = Echo, fcgi::ServerOptions options = {}) {
    options.listen_fd = listening.get();
    server = std::make_unique<FastCgiServer>(options, [&handler] { return handler; });
    server->Start();
  }

  std::optional<CgiAnswer> Get(const std::string& path) { return FastCgiClient(socket).Get(path); }

  TemporaryFolder folder;
  std::string socket = folder / "s";
  fcgi::UniqueFd listening = fcgi::BindSocket(socket, "");
  std::unique_ptr<FastCgiServer> server;
};

// Blocks requests to /slow until Open().
struct Gate {
  Response Handle(const Request& request) {
    if (request.path == "/slow") {
      ++waiting;
      opened.wait();
    }
    return Echo(request);
  }
  void Open() { promise.set_value(); }
  // Returns when `count` requests stand before the gate.
  void AwaitWaiting(int count) const {
    while (waiting < count) {
      std::this_thread::yield();
    }
  }

  std::promise<void> promise;
  std::shared_future<void> opened = promise.get_future().share();
  std::atomic<int> waiting{0};
};

double CpuSeconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

BOOST_AUTO_TEST_SUITE(FastCgi)

BOOST_AUTO_TEST_CASE(AnswersGet) {
  Served served;
  const auto answer = FastCgiClient(served.socket)
                          .Ask(UsualParameters("GET", "/a/b", {{"QUERY_STRING", "x=1"}}), "", true);
  BOOST_REQUIRE(answer);
  BOOST_TEST(answer->status == 200);
  BOOST_TEST(answer->body == "GET /a/b x=1\n");
  BOOST_TEST(answer->headers.at("content-length") == "13");
  BOOST_TEST(answer->headers.at("x-tenant") == "acme");
}

BOOST_AUTO_TEST_CASE(PassesBodyWithEveryByte) {
  Served served;
  std::string body(200'000, '\0');
  for (std::size_t i = 0; i < body.size(); ++i) {
    body[i] = static_cast<char>(i * 7);
  }
  const auto answer = FastCgiClient(served.socket).Post("/p", body);
  BOOST_REQUIRE(answer);
  BOOST_CHECK(answer->body == "POST /p \n" + body);
}

// As long as `?N` says, and different everywhere.
Response OfLength(const Request& request) {
  Response response;
  for (int i = 0; response.body.size() < std::stoul(request.query); ++i) {
    response.body += std::to_string(i) + ' ';
  }
  response.body.resize(std::stoul(request.query));
  return response;
}

// A record of FastCGI holds 65,535 bytes.
BOOST_AUTO_TEST_CASE(SendsAnswersOfAnyLength) {
  Served served(OfLength);
  FastCgiClient client(served.socket);
  for (const std::size_t length :
       {0UL, 1UL, 65'400UL, 65'528UL, 65'536UL, 131'072UL, 3'000'000UL}) {
    const auto answer = client.Ask(
        UsualParameters("GET", "/", {{"QUERY_STRING", std::to_string(length)}}), {}, true);
    Request same;
    same.query = std::to_string(length);
    BOOST_REQUIRE(answer.has_value());
    BOOST_TEST((answer->body == OfLength(same).body), "of " << length << " bytes");
  }
}

BOOST_AUTO_TEST_CASE(GivesUpOnOneWhoDoesNotReadTheAnswer) {
  fcgi::ServerOptions options;
  options.threads = 1;
  options.io_timeout = 1s;
  Served served(OfLength, options);
  FastCgiClient deaf(served.socket);
  BOOST_REQUIRE(
      deaf.Send(BeginRecord(true) +
                ParameterRecords(UsualParameters("GET", "/", {{"QUERY_STRING", "2000000"}})) +
                StdinRecords({})));
  const auto next = FastCgiClient(served.socket)
                        .Ask(UsualParameters("GET", "/", {{"QUERY_STRING", "5"}}), {}, true);
  BOOST_REQUIRE(next.has_value());
  BOOST_TEST(next->body == "0 1 2");
  BOOST_TEST(!deaf.Receive().has_value());
}

BOOST_AUTO_TEST_CASE(AnswersManyRequestsOnOneConnection) {
  Served served;
  FastCgiClient client(served.socket);
  for (int i = 0; i < 50; ++i) {
    const auto answer = client.Post("/" + std::to_string(i), "body");
    BOOST_REQUIRE(answer);
    BOOST_TEST(answer->body == "POST /" + std::to_string(i) + " \nbody");
  }
}

BOOST_AUTO_TEST_CASE(ClosesConnectionThatIsNotKept) {
  Served served;
  FastCgiClient client(served.socket);
  BOOST_REQUIRE(client.Get("/", false));
  BOOST_TEST(client.IsClosed());
}

BOOST_AUTO_TEST_CASE(LeavesBodyOutOfHeadAnswer) {
  Served served;
  const auto answer = FastCgiClient(served.socket).Ask(UsualParameters("HEAD", "/a"), "", true);
  BOOST_REQUIRE(answer);
  BOOST_TEST(answer->body.empty());
  BOOST_TEST(answer->headers.at("content-length") == "9");
}

BOOST_AUTO_TEST_CASE(GivesHeadersInLowerCase) {
  Served served([](const Request& request) {
    return Response{.status = 200, .headers = {}, .body = std::string(request.Header("x-a-b"))};
  });
  const auto answer = FastCgiClient(served.socket)
                          .Ask(UsualParameters("GET", "/", {{"HTTP_X_A_B", "value"}}), "", true);
  BOOST_REQUIRE(answer);
  BOOST_TEST(answer->body == "value");
}

BOOST_AUTO_TEST_CASE(RefusesTruncatedParameters) {
  std::atomic<int> handled{0};
  Served served([&handled](const Request& request) {
    ++handled;
    return Echo(request);
  });
  // With the length of no body, and of one that would not be read anyway.
  for (const std::string length : {"0", "999999999"}) {
    // Without the record that ends the parameters, and then the end of the connection.
    const std::string records =
        ParameterRecords(UsualParameters("POST", "/a", {{"CONTENT_LENGTH", length}}));
    FastCgiClient client(served.socket);
    BOOST_REQUIRE(client.Send(BeginRecord(true) + records.substr(0, records.size() - 8)));
    client.EndSending();
    const auto answer = client.Receive();
    BOOST_TEST((!answer || answer->status == 400));
  }
  BOOST_TEST(handled == 0);
}

BOOST_AUTO_TEST_CASE(RefusesBodyThatIsShort) {
  Served served;
  const auto answer =
      FastCgiClient(served.socket)
          .Ask(UsualParameters("POST", "/", {{"CONTENT_LENGTH", "10"}}), "123456789", true);
  BOOST_REQUIRE(answer);
  BOOST_TEST(answer->status == 400);
}

BOOST_AUTO_TEST_CASE(RefusesBodyThatIsLong) {
  Served served;
  const auto answer =
      FastCgiClient(served.socket)
          .Ask(UsualParameters("POST", "/", {{"CONTENT_LENGTH", "3"}}), "1234", true);
  BOOST_REQUIRE(answer);
  BOOST_TEST(answer->status == 400);
}

BOOST_AUTO_TEST_CASE(RefusesBodyWithoutLength) {
  Served served;
  const auto answer = FastCgiClient(served.socket).Ask(UsualParameters("POST", "/"), "x", true);
  BOOST_REQUIRE(answer);
  BOOST_TEST(answer->status == 400);
}

BOOST_AUTO_TEST_CASE(MarksBodyOverLimitAndKeepsConnection) {
  Served served(Echo, {.max_body = 1000, .max_discard = 100'000});
  FastCgiClient client(served.socket);
  const auto answer = client.Post("/", std::string(50'000, 'x'));
  BOOST_REQUIRE(answer);
  BOOST_TEST(answer->headers.at("x-too-large") == "yes");
  BOOST_TEST(answer->body == "POST / \n");
  const auto next = client.Post("/", std::string(1000, 'x'));
  BOOST_REQUIRE(next);
  BOOST_TEST(next->headers.at("x-too-large") == "no");
}

BOOST_AUTO_TEST_CASE(StopsReadingEndlessBody) {
  Served served(Echo, {.max_body = 1000, .max_discard = 100'000});
  FastCgiClient client(served.socket);
  const std::string records = StdinRecords(std::string(30'000, 'x'));
  bool is_open =
      client.Send(BeginRecord(true) + ParameterRecords(UsualParameters(
                                          "POST", "/", {{"CONTENT_LENGTH", "99999999999"}})));
  for (int i = 0; i < 1000 && is_open; ++i) {
    is_open = client.Send(std::string_view(records).substr(0, records.size() - 8));
  }
  BOOST_TEST(!is_open);
}

BOOST_AUTO_TEST_CASE(SurvivesHandlerThatThrows) {
  Served served([](const Request& request) -> Response {
    if (request.path == "/throw") {
      throw std::runtime_error("planted");
    }
    return Echo(request);
  });
  FastCgiClient client(served.socket);
  const auto answer = client.Get("/throw");
  BOOST_REQUIRE(answer);
  BOOST_TEST(answer->status == 500);
  BOOST_TEST(answer->body.find("planted") == std::string::npos);
  BOOST_REQUIRE(client.Get("/"));
}

BOOST_AUTO_TEST_CASE(RefusesHeaderWithLineBreak) {
  Served served([](const Request&) {
    Response response;
    response.Set("Location", "/a\r\nSet-Cookie: planted=1");
    return response;
  });
  const auto answer = served.Get("/");
  BOOST_REQUIRE(answer);
  BOOST_TEST(answer->status == 500);
  BOOST_TEST(answer->headers.count("set-cookie") == 0U);
}

BOOST_AUTO_TEST_CASE(IgnoresWhatIsNoFastCgi) {
  Served served;
  FastCgiClient client(served.socket);
  client.Send("GET / HTTP/1.1\r\nHost: acme\r\n\r\n");
  BOOST_TEST(client.IsClosed());
  BOOST_REQUIRE(served.Get("/"));
}

BOOST_AUTO_TEST_CASE(ServesOthersWhile64ConnectionsAreIdle) {
  Served served(Echo, {.threads = 2});
  std::list<FastCgiClient> idle;
  for (int i = 0; i < 64; ++i) {
    // Half of them have never asked, half have been kept after an answer.
    idle.emplace_back(served.socket);
    if (i % 2 == 0) {
      BOOST_REQUIRE(idle.back().Get("/"));
    }
  }
  for (int i = 0; i < 100; ++i) {
    BOOST_REQUIRE(served.Get("/"));
  }
  for (FastCgiClient& client : idle) {
    BOOST_REQUIRE(client.Get("/again"));
  }
}

BOOST_AUTO_TEST_CASE(GivesUpOnRequestThatDoesNotGoOn) {
  Served served(Echo, {.threads = 1, .io_timeout = 1s});
  FastCgiClient stuck(served.socket);
  BOOST_REQUIRE(stuck.Send(BeginRecord(true).substr(0, 5)));
  BOOST_REQUIRE(served.Get("/"));
  BOOST_TEST(stuck.IsClosed());
}

BOOST_AUTO_TEST_CASE(MakesOneHandlerPerThread) {
  TemporaryFolder folder;
  const fcgi::UniqueFd listening = fcgi::BindSocket(folder / "s", "");
  int made = 0;
  const FastCgiServer server({.listen_fd = listening.get(), .threads = 3}, [&made] {
    ++made;
    return Echo;
  });
  BOOST_TEST(made == 3);
}

BOOST_AUTO_TEST_CASE(PassesOnWhatTheFactoryThrows) {
  TemporaryFolder folder;
  const fcgi::UniqueFd listening = fcgi::BindSocket(folder / "s", "");
  const auto fail = []() -> Handler { throw std::runtime_error("no database"); };
  BOOST_CHECK_THROW(FastCgiServer({.listen_fd = listening.get()}, fail), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(FastCgiDrain)

BOOST_AUTO_TEST_CASE(EndsAtOnceWithoutConnections) {
  Served served;
  BOOST_REQUIRE(served.Get("/"));
  served.server->Stop();
  const auto began = std::chrono::steady_clock::now();
  served.server->Join();
  BOOST_TEST((std::chrono::steady_clock::now() - began < 4s));
}

BOOST_AUTO_TEST_CASE(AnswersRequestsInWork) {
  Gate gate;
  Served served([&gate](const Request& request) { return gate.Handle(request); });
  auto answer = std::async(std::launch::async,
                           [&served] { return FastCgiClient(served.socket).Get("/slow"); });
  gate.AwaitWaiting(1);
  served.server->Stop();
  gate.Open();
  const auto got = answer.get();
  served.server->Join();
  BOOST_REQUIRE(got);
  BOOST_TEST(got->body == "GET /slow \n");
}

BOOST_AUTO_TEST_CASE(ServesKeptConnectionsUntilTheyClose) {
  Served served(Echo, {.drain_idle = 60s});
  auto client = std::make_unique<FastCgiClient>(served.socket);
  BOOST_REQUIRE(client->Get("/"));
  served.server->Stop();
  for (int i = 0; i < 20; ++i) {
    BOOST_REQUIRE(client->Get("/"));
  }
  client.reset();
  served.server->Join();
}

BOOST_AUTO_TEST_CASE(ClosesIdleConnectionsInTheEnd) {
  Served served(Echo, {.drain_idle = 1s});
  FastCgiClient client(served.socket);
  BOOST_REQUIRE(client.Get("/"));
  served.server->Stop();
  served.server->Join();
  BOOST_TEST(client.IsClosed());
}

BOOST_AUTO_TEST_CASE(DoesNotSpinWhileOneThreadIsBusy) {
  Gate gate;
  Served served([&gate](const Request& request) { return gate.Handle(request); },
                {.threads = 4, .drain_idle = 60s});
  FastCgiClient kept(served.socket);
  BOOST_REQUIRE(kept.Get("/"));
  auto answer = std::async(std::launch::async,
                           [&served] { return FastCgiClient(served.socket).Get("/slow"); });
  gate.AwaitWaiting(1);
  served.server->Stop();
  BOOST_REQUIRE(kept.Get("/"));
  // This thread spins for a while: another that does so too gets as much of the machine.
  const double process_before = CpuSeconds(CLOCK_PROCESS_CPUTIME_ID);
  const double own_before = CpuSeconds(CLOCK_THREAD_CPUTIME_ID);
  while (CpuSeconds(CLOCK_THREAD_CPUTIME_ID) < own_before + 0.2) {
  }
  const double own = CpuSeconds(CLOCK_THREAD_CPUTIME_ID) - own_before;
  const double others = CpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - process_before - own;
  BOOST_TEST(others < own / 4);
  gate.Open();
  BOOST_REQUIRE(answer.get());
}

// Old and new server on one socket, as a restart with an inherited socket has them.
BOOST_AUTO_TEST_CASE(LosesNoRequestOfAHandover) {
  Served served(Echo, {.threads = 2, .drain_idle = 10s});
  std::atomic<bool> is_over{false};
  std::atomic<int> failed{0};
  std::atomic<int> answered{0};
  const auto ask = [&] {
    // Like nginx: a kept connection that is renewed after some requests.
    while (!is_over) {
      FastCgiClient client(served.socket);
      for (int i = 0; i < 20; ++i) {
        ++(client.Post("/", "body") ? answered : failed);
      }
    }
  };
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back(ask);
  }
  for (int i = 0; i < 5; ++i) {
    const int before = answered;
    while (answered < before + 200) {
      std::this_thread::yield();
    }
    auto next = std::make_unique<FastCgiServer>(
        fcgi::ServerOptions{.listen_fd = served.listening.get(), .threads = 2, .drain_idle = 10s},
        [] { return Echo; });
    next->Start();
    served.server->Stop();
    served.server->Join();
    served.server = std::move(next);
  }
  is_over = true;
  for (std::thread& client : clients) {
    client.join();
  }
  BOOST_TEST(failed == 0);
  BOOST_TEST(answered >= 1000);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::tests
