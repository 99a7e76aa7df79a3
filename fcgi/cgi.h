#ifndef NEXCYTE_FCGI_CGI_H_
#define NEXCYTE_FCGI_CGI_H_

#include <cstdint>
#include <optional>
#include <string>

#include "fcgi/http.h"

namespace nexcyte::fcgi {

// The CGI side of FastCGI (RFC 3875 sections 4.1 and 6), without any socket.

struct CgiRequest {
  Request request;  // without body and received_at
  std::uint64_t content_length = 0;
};

// Reads `NAME=value` texts up to a null pointer. Headers (HTTP_*) get lower-case names with dashes;
// empty ones are left out, repeated ones are joined as RFC 9110 section 5.3 says (cookies with
// `; `). Nothing when the web server did not say what nginx/fastcgi_params says: a parameter
// repeated, method, path or site missing, CONTENT_LENGTH not a number.
std::optional<CgiRequest> ReadParameters(const char* const* parameters);

// The head and the body of an answer as the web server reads them, with Content-Length; `head`
// leaves the body out. Throws std::invalid_argument when a header has a name that is no token, a
// value with control characters, or is the server's own (Status, Content-Length,
// Transfer-Encoding), and when the status is not 200 to 599.
std::string FormatResponse(const Response& response, bool head);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_CGI_H_
