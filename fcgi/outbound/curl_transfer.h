#ifndef NEXCYTE_FCGI_OUTBOUND_CURL_TRANSFER_H_
#define NEXCYTE_FCGI_OUTBOUND_CURL_TRANSFER_H_

#include <curl/curl.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "fcgi/outbound/curl_client.h"
#include "fcgi/outbound/form_body.h"
#include "fcgi/outbound/http_client.h"

namespace nexcyte::fcgi {

struct CurlEasyCleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct CurlListCleanup {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using CurlEasy = std::unique_ptr<CURL, CurlEasyCleanup>;

// One request on its way: owns libcurl's handle, and gathers the answer. Must be taken off its
// multi handle before it is destroyed. The request, the options and `share` must outlive it.
class CurlTransfer {
 public:
  // `easy`: a handle that was used before, or null.
  CurlTransfer(CurlEasy easy, const HttpRequest& request, const CurlOptions& options,
               CURLSH* share);
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;

  CURL* handle() const { return easy_.get(); }

  // To be asked now and then: true when the answer has begun and comes in drops. The transfer is to
  // be ended then.
  bool ComesInDrops();

  // The outcome of a transfer that has ended with `code`; gives the answer away.
  HttpResult Finish(CURLcode code);

  // The handle, for another transfer: making one costs more than all else here. The last call.
  CurlEasy TakeHandle();

 private:
  template <class Value>
  void Set(CURLoption option, Value value);
  void SetLimits();
  void SetSecurity(const CurlOptions& options);
  void SetCallbacks();
  void SetHeaders();
  void SetBody();
  void SetPost();
  HttpFault FaultOf(CURLcode code) const;

  static std::size_t OnBody(const char* bytes, std::size_t size, std::size_t count, void* self);
  static std::size_t OnHeader(const char* bytes, std::size_t size, std::size_t count, void* self);
  static std::size_t OnSend(char* bytes, std::size_t size, std::size_t count, void* self);
  bool Count(std::size_t bytes);
  void ReadHeaderLine(std::string_view line);

  using Clock = std::chrono::steady_clock;

  const HttpRequest& request_;
  FormBody form_;
  // What is left to be sent of a body that must not be sent twice: nothing makes it longer again.
  std::string_view left_;
  CurlEasy easy_;
  std::unique_ptr<curl_slist, CurlListCleanup> headers_;
  HttpAnswer answer_;
  std::size_t received_ = 0;  // bytes of headers and body
  bool too_large_ = false;
  bool too_slow_ = false;
  Clock::time_point window_start_;  // since the answer began: how much came when
  std::size_t window_received_ = 0;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_CURL_TRANSFER_H_
