#ifndef NEXCYTE_FCGI_FASTCGI_SERVER_H_
#define NEXCYTE_FCGI_FASTCGI_SERVER_H_

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

#include "fcgi/http.h"

namespace nexcyte::fcgi {

// Answers one request. Owned by one worker thread and never called by two; may throw (500).
using Handler = std::function<Response(const Request&)>;

// Makes the Handler of one worker thread, with everything that the thread owns (its database
// connection, its curl handle). Called in the worker process, once per thread.
using HandlerFactory = std::function<Handler()>;

struct ServerOptions {
  int listen_fd = -1;  // listening, non-blocking; stays the caller's
  int threads = 4;
  std::size_t max_body = 1 << 20;       // over it: Request::body_too_large
  std::size_t max_discard = 8 << 20;    // of a body over the limit; past it the connection ends
  std::chrono::seconds io_timeout{10};  // for the rest of a request once it has begun
  std::chrono::seconds drain_idle{5};   // after Stop(): kept connections idle by then are closed
};

// Speaks FastCGI on a listening socket with a fixed number of threads. They share one epoll over
// the socket and over all kept connections, so a connection without a request costs no thread.
//
//   FastCgiServer server(options, factory);   // makes every Handler: throws what they throw
//   server.Start();
//   ... sigwait ...
//   server.Stop();                            // any thread
//   server.Join();                            // until every request is answered
//
// Stop() is soft: nothing more is accepted, kept connections are served until the web server
// closes them or `drain_idle` is over, requests in work are answered. Block signals before
// Start(): the threads inherit the mask.
//
// Refused here, in plain text, without a Handler: truncated or repeated parameters, an unreadable
// CONTENT_LENGTH, a body of another length (400). What a Handler may not do ends as 500: throw,
// give a header with control characters, give Content-Length or Status itself.
class FastCgiServer {
 public:
  FastCgiServer(const ServerOptions& options, const HandlerFactory& factory);
  ~FastCgiServer();  // stops and joins
  FastCgiServer(const FastCgiServer&) = delete;
  FastCgiServer& operator=(const FastCgiServer&) = delete;

  void Start();
  void Stop();
  void Join();

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_FASTCGI_SERVER_H_
