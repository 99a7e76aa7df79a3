#ifndef NEXCYTE_FCGI_OUTBOUND_FORM_BODY_H_
#define NEXCYTE_FCGI_OUTBOUND_FORM_BODY_H_

#include <span>
#include <string>

#include "fcgi/outbound/http_client.h"

namespace nexcyte::fcgi {

struct FormBody {
  std::string content_type;  // with the boundary
  std::string bytes;
};

// The body of a multipart/form-data request (RFC 7578). The boundary is new each time, and nobody
// who writes a value can know it.
FormBody EncodeForm(std::span<const FormPart> parts);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_FORM_BODY_H_
