#ifndef NEXCYTE_FCGI_MULTIPART_H_
#define NEXCYTE_FCGI_MULTIPART_H_

#include <string>
#include <string_view>
#include <vector>

namespace nexcyte::fcgi {

// One part of a form with a file (RFC 7578). Its text is whatever was sent: bytes, for a file. What
// the file was called is nobody's business.
struct FormPart {
  std::string name;
  bool is_file = false;
  std::string text;
};

// The parts of a body, in order; views `body` only as long as it runs. Takes what browsers send and
// nothing more: no preamble, no encodings, no multiparts or messages within, and names that stand
// there as they are meant, without escapes and control characters. Throws Error(kUnsupportedType)
// for another content type or one without a boundary, Error(kMalformed) for a body that is not of
// this form, ends early, or has more than 100 parts or headers of more than 1 kB in one.
std::vector<FormPart> DecodeMultipart(std::string_view content_type, std::string_view body);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_MULTIPART_H_
