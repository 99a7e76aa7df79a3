#ifndef NEXCYTE_FCGI_OUTBOUND_CURL_CLIENT_H_
#define NEXCYTE_FCGI_OUTBOUND_CURL_CLIENT_H_

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "fcgi/outbound/base_url.h"
#include "fcgi/outbound/http_client.h"

namespace nexcyte::fcgi {

// libcurl's process-wide state. One per process, made by main before any thread and outliving every
// CurlClient. Ignores SIGPIPE: writing to a closed connection must not end the process.
class CurlLibrary {
 public:
  CurlLibrary();
  ~CurlLibrary();
  CurlLibrary(const CurlLibrary&) = delete;
  CurlLibrary& operator=(const CurlLibrary&) = delete;
};

struct CurlOptions {
  std::vector<BaseUrl> pinned;  // requests to anywhere else are refused before a socket is opened
  std::string ca_file;          // certificates to trust, PEM; empty: the system's
  // Requests of one exchange under way at once, and of those to one origin. Not more than fit
  // there: what was taken and waits for room would begin when the time to begin anything is over.
  std::size_t in_flight = 48;
  std::size_t per_host = 48;
};

// HttpClient over libcurl: HTTPS (1.2 and up, verified) or plain HTTP to this machine, HTTP/1.1, no
// proxy of the environment, no redirects, no cookies, size and time limits. Keeps connections
// between calls. libcurl sends a POST again when a kept connection dies before the first byte of
// the answer (mailgun.md section 4.4), but only if it can begin the body anew: that of a
// `send_once` request comes from a callback that cannot, so the request fails instead. One without
// a body gets a connection of its own.
class CurlClient final : public HttpClient {
 public:
  CurlClient(const CurlLibrary& library, CurlOptions options);
  ~CurlClient() override;
  CurlClient(const CurlClient&) = delete;
  CurlClient& operator=(const CurlClient&) = delete;

  void Exchange(HttpFlow& flow) override;

 private:
  class Multi;
  CurlOptions options_;
  std::unique_ptr<Multi> multi_;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_CURL_CLIENT_H_
