#ifndef NEXCYTE_FCGI_HTTP_H_
#define NEXCYTE_FCGI_HTTP_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/time.h"

namespace nexcyte::fcgi {

// Which door of nginx a request came through.
enum class Site { kTenant, kBase, kInternal };

// One request, copied out of FastCGI: plain values, nothing decoded yet but what nginx decoded.
struct Request {
  std::string method;           // GET, HEAD, POST, ...
  std::string path;             // DOCUMENT_URI as nginx normalised it; never decoded again
  std::string query;            // raw, without the `?`
  std::string content_type;     // as sent
  std::string body;             // exactly CONTENT_LENGTH bytes
  bool body_too_large = false;  // the body was over the server's limit and was not kept
  std::string remote_address;   // REMOTE_ADDR only
  std::string tenant_slug;    // NEXCYTE_TENANT; empty on the base domain and the internal listener
  Site site = Site::kTenant;  // NEXCYTE_SITE
  std::string request_id;     // NEXCYTE_REQUEST_ID: 32 hex digits of nginx's
  std::map<std::string, std::string> headers;  // lower-case names, e.g. `x-csrf-token`
  domain::Timestamp received_at;

  // The header's value, or empty.
  std::string_view Header(std::string_view name) const {
    const auto found = headers.find(std::string(name));
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
  }
};

// One answer. Content-Length is added by the server; security headers by nginx.
struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  // Appends; values with control characters are refused by the server with a 500.
  Response& Set(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HTTP_H_
