#ifndef NEXCYTE_FCGI_OUTBOUND_CURL_SOCKETS_H_
#define NEXCYTE_FCGI_OUTBOUND_CURL_SOCKETS_H_

#include <curl/curl.h>

#include <chrono>
#include <optional>

#include "fcgi/unique_fd.h"

namespace nexcyte::fcgi {

// Waits for the sockets of a multi handle, which must outlive it, and tells libcurl which of them
// can move: curl_multi_perform() would look at every transfer under way whenever one of them does.
class CurlSockets {
 public:
  // Throws std::system_error.
  explicit CurlSockets(CURLM* multi);
  // The handle's kept connections may be closed after it.
  ~CurlSockets();
  CurlSockets(const CurlSockets&) = delete;
  CurlSockets& operator=(const CurlSockets&) = delete;

  // Waits until something can move, `limit` at most, and lets it. False: libcurl itself fails.
  bool Advance(std::chrono::milliseconds limit);

 private:
  using Clock = std::chrono::steady_clock;

  static int OnSocket(CURL*, curl_socket_t socket, int wish, void* self, void* known);
  static int OnTimer(CURLM*, long milliseconds, void* self);
  int WaitTime(std::chrono::milliseconds limit) const;
  bool Act(curl_socket_t socket, int events);

  CURLM* multi_;
  UniqueFd epoll_;
  std::optional<Clock::time_point> due_;  // when libcurl wants to look by itself
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_CURL_SOCKETS_H_
