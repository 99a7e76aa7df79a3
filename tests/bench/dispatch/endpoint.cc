// The provider of the dispatch benchmark, behind an nginx of its own: takes every POST, answers as
// Mailgun does, counts. In C++, so that what all variants pay alike for it is little.
//   GET /counts -> {received, distinct, connections}   POST /reset {latencyMs, status}
//   GET /sample -> {type, body} of the first message since the start
//   GET /arrivals -> {id: Unix time in ms} of the messages since the reset, the first thousand
// A status other than 200 is answered to every message from then on, and nothing is counted.

#include <boost/json.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_set>
#include <utility>

#include "fcgi/fastcgi_server.h"
#include "fcgi/listen_socket.h"

namespace {

using nexcyte::fcgi::Request;
using nexcyte::fcgi::Response;
namespace json = boost::json;

constexpr std::size_t kMostArrivals = 1000;
// Of a form's field, or of a message that came whole (with an invite).
constexpr std::string_view kField = "name=\"h:Message-Id\"\r\n\r\n<";
constexpr std::string_view kHeader = "\r\nMessage-Id: <";

Response Answer(int status, const std::string& body) {
  Response response;
  response.status = status;
  response.Set("Content-Type", "application/json");
  if (status == 429) {
    response.Set("Retry-After", "1");
  }
  response.body = body;
  return response;
}

double Milliseconds() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

std::string MessageIdOf(const std::string& body) {
  for (const std::string_view mark : {kField, kHeader}) {
    if (const auto at = body.find(mark); at != std::string::npos) {
      const auto begin = at + mark.size();
      return body.substr(begin, body.find('>', begin) - begin);
    }
  }
  return {};
}

class Endpoint {
 public:
  Response Handle(const Request& request) {
    if (request.path == "/counts") {
      return Answer(200, Counts());
    }
    if (request.path == "/sample" || request.path == "/arrivals") {
      const std::lock_guard lock(mutex_);
      return Answer(200, serialize(request.path == "/sample" ? sample_ : arrivals_));
    }
    return request.path == "/reset" ? Reset(request) : Accept(request);
  }

 private:
  Response Accept(const Request& request) {
    const std::string id = MessageIdOf(request.body);
    if (id.empty()) {
      return Answer(400, R"({"message":"no Message-Id"})");
    }
    const auto [latency, status] = Count(request, id);
    if (latency.count() > 0) {
      std::this_thread::sleep_for(latency);
    }
    return status == 200 ? Answer(200, R"({"id":"<)" + id + R"(>","message":"Queued. Thank you."})")
                         : Answer(status, R"({"message":"not now"})");
  }

  std::pair<std::chrono::milliseconds, int> Count(const Request& request, const std::string& id) {
    const std::lock_guard lock(mutex_);
    connections_.emplace(request.Header("x-connection"));
    if (status_ == 200) {
      ++received_;
      ids_.insert(id);
    }
    if (arrivals_.size() < kMostArrivals) {
      arrivals_.emplace(id, Milliseconds());
    }
    if (sample_.empty()) {
      sample_ = {{"type", request.content_type}, {"body", request.body}};
    }
    return {latency_, status_};
  }

  std::string Counts() {
    const std::lock_guard lock(mutex_);
    return serialize(json::object{
        {"received", received_}, {"distinct", ids_.size()}, {"connections", connections_.size()}});
  }

  Response Reset(const Request& request) {
    const json::object wish = json::parse(request.body).as_object();
    const std::lock_guard lock(mutex_);
    latency_ = std::chrono::milliseconds(wish.at("latencyMs").to_number<int>());
    status_ = wish.at("status").to_number<int>();
    received_ = 0;
    ids_.clear();
    arrivals_.clear();
    connections_.clear();
    return Answer(200, "{}");
  }

  std::mutex mutex_;
  std::chrono::milliseconds latency_{0};
  int status_ = 200;
  std::int64_t received_ = 0;
  std::unordered_set<std::string> ids_;
  std::unordered_set<std::string> connections_;
  json::object sample_;
  json::object arrivals_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: bench_endpoint SOCKET THREADS\n");
    return 2;
  }
  std::signal(SIGPIPE, SIG_IGN);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  Endpoint endpoint;
  const nexcyte::fcgi::UniqueFd socket = nexcyte::fcgi::BindSocket(argv[1], "");
  nexcyte::fcgi::ServerOptions options;
  options.listen_fd = socket.get();
  options.threads = std::atoi(argv[2]);  // one message waits in each
  nexcyte::fcgi::FastCgiServer server(options, [&endpoint] {
    return [&endpoint](const Request& r) { return endpoint.Handle(r); };
  });
  server.Start();
  int signal = 0;
  sigwait(&signals, &signal);
  server.Stop();
  server.Join();
  return 0;
}
