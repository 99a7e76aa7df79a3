#ifndef NEXCYTE_FCGI_OUTBOUND_HTTP_CLIENT_H_
#define NEXCYTE_FCGI_OUTBOUND_HTTP_CLIENT_H_

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace nexcyte::fcgi {

enum class HttpMethod { kGet, kPost, kDelete };

// One part of a multipart/form-data body.
struct FormPart {
  std::string name;
  std::string value;
  std::string filename = {};      // not empty: the part is a file of that name
  std::string content_type = {};  // of a file; empty: application/octet-stream
};

// HTTP Basic; no authentication while `user` is empty.
struct BasicAuth {
  std::string user;
  std::string password;
};

struct HttpRequest {
  HttpMethod method = HttpMethod::kGet;
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  BasicAuth auth;
  std::string body;            // of a POST without a form
  std::vector<FormPart> form;  // when not empty, the body is multipart/form-data
  std::chrono::milliseconds connect_limit{3000};
  std::chrono::milliseconds total_limit{8000};
  std::size_t max_answer_bytes = 4U << 20;
  // The request must reach the server at most once. Without it a request may be sent again on a
  // fresh connection when a kept one turns out to be dead.
  bool send_once = false;
};

// A complete answer, whatever its status.
struct HttpAnswer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // lower-case names
  std::string body;

  // The first header of that lower-case name, or empty.
  std::string_view Header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) {
        return value;
      }
    }
    return {};
  }
};

enum class HttpFault {
  kNotAllowed,  // refused by us: not under a pinned address, or a control character in a header
  kResolve,
  kConnect,
  kTls,
  kTimeLimit,
  kTooSlow,   // the answer had begun and came in drops
  kTooLarge,  // over max_answer_bytes
  kBroken,    // anything else: reset, cut short, not HTTP
};

std::string_view ToString(HttpFault fault);  // one word for the log: not_allowed, resolve, ...

// No complete answer. `nothing_sent` is proof that no byte of the request left.
struct HttpFailure {
  HttpFault fault = HttpFault::kBroken;
  bool nothing_sent = false;
};

using HttpResult = std::variant<HttpAnswer, HttpFailure>;

// Where requests come from and results go to, on the client's thread.
class HttpFlow {
 public:
  virtual ~HttpFlow() = default;
  // The next request, if there is one now; asked again whenever there is room for one.
  virtual std::optional<HttpRequest> Next() = 0;
  // The result of the request that Next() gave as its `number`-th, counted from 0.
  virtual void Done(std::size_t number, HttpResult result) = 0;
};

// Calls to the outside. Redirects are answers, never followed. One thread at a time.
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  // Several at once, as they come: returns when the flow gives no request and all are done. Throws
  // what the flow throws, after breaking off what is under way.
  virtual void Exchange(HttpFlow& flow) = 0;
  // Several at once; results[i] belongs to requests[i]. Throws only std::bad_alloc.
  std::vector<HttpResult> SendAll(std::span<const HttpRequest> requests);

  HttpResult Send(const HttpRequest& request) {
    return std::move(SendAll(std::span(&request, 1)).front());
  }
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_HTTP_CLIENT_H_
