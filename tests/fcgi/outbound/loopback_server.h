#ifndef NEXCYTE_TESTS_FCGI_OUTBOUND_LOOPBACK_SERVER_H_
#define NEXCYTE_TESTS_FCGI_OUTBOUND_LOOPBACK_SERVER_H_

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace nexcyte::fcgi {

// What a server got: the request line and headers as one text, and the body.
struct ReceivedRequest {
  std::string head;
  std::string body;
};

// One accepted connection, seen by the script of a LoopbackServer.
class LoopbackConnection {
 public:
  LoopbackConnection(int socket, std::atomic<int>& requests)
      : socket_(socket), requests_(requests) {}

  // Waits for a whole request (with Content-Length) and counts it; nothing when the client is gone.
  std::optional<ReceivedRequest> Read();
  // False when the client is gone.
  bool Write(std::string_view bytes);
  // Blocks until the client hangs up or the server stops.
  void WaitForEnd();

 private:
  bool Fill(std::size_t size);

  int socket_;
  std::atomic<int>& requests_;
  std::string buffer_;
};

// A server on 127.0.0.1 whose every connection runs `script` in a thread of its own.
class LoopbackServer {
 public:
  using Script = std::function<void(LoopbackConnection&)>;

  explicit LoopbackServer(Script script);
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  int port() const { return port_; }
  int connections() const { return connections_; }
  int requests() const { return requests_; }
  std::string Url(std::string_view path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
  }

 private:
  void Accept();

  Script script_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> connections_ = 0;
  std::atomic<int> requests_ = 0;
  std::mutex mutex_;
  std::vector<int> sockets_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

// A port of 127.0.0.1 on which nobody listens.
int ClosedPort();

// `HTTP/1.1 200 OK` with that body, on a connection that stays open.
std::string OkAnswer(std::string_view body);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_TESTS_FCGI_OUTBOUND_LOOPBACK_SERVER_H_
