#ifndef NEXCYTE_FCGI_ANSWERS_H_
#define NEXCYTE_FCGI_ANSWERS_H_

#include <string>

#include "domain/error.h"
#include "domain/idempotency.h"
#include "fcgi/http.h"

namespace nexcyte::fcgi {

// The shapes that answers have. Personal pages and JSON are never stored by anybody.

Response Html(int status, std::string body);
Response Json(int status, std::string body);
// The page with a form that was refused, drawn again.
Response Redrawn(const domain::Error& error, std::string body);
// 303: a form has been processed, look there.
Response SeeOther(const std::string& location);

// When the caller may come back (RFC 9110 section 10.2.3), where the refusal says so.
void AddRetryAfter(Response& response, const domain::Error& error);

// The one table from what went wrong to the status that says so.
int StatusOf(const domain::Error& error);

// `value` percent-encoded for a query (RFC 3986 section 3.4), `/` and `?` kept out.
std::string QueryEscape(std::string_view value);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_ANSWERS_H_
