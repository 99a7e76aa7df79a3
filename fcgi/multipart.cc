#include "fcgi/multipart.h"

#include <algorithm>

#include "domain/error.h"
#include "domain/text.h"

namespace nexcyte::fcgi {
namespace {

constexpr std::size_t kMaxParts = 100;
constexpr std::size_t kMaxHeaders = 1024;
constexpr std::size_t kMaxBoundary = 70;  // RFC 2046 section 5.1.1
constexpr std::string_view kLineEnd = "\r\n";

domain::Error Malformed(const char* detail) {
  return {domain::ErrorCode::kMalformed, "malformed", detail};
}

bool IsBoundary(std::string_view text) {
  return !text.empty() && text.size() <= kMaxBoundary && std::ranges::all_of(text, [](char c) {
    return domain::IsAsciiAlnum(c) ||
           std::string_view("'()+_,-./:=?").find(c) != std::string_view::npos;
  });
}

std::string_view Unquoted(std::string_view text) {
  const bool is_quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return is_quoted ? text.substr(1, text.size() - 2) : text;
}

// `multipart/form-data; boundary=...` and nothing else.
std::string_view BoundaryOf(std::string_view content_type) {
  constexpr std::string_view kType = "multipart/form-data";
  constexpr std::string_view kParameter = "boundary=";
  const std::size_t split = std::min(content_type.find(';'), content_type.size());
  const std::string_view type = domain::Trim(content_type.substr(0, split));
  std::string_view rest =
      domain::Trim(content_type.substr(std::min(split + 1, content_type.size())));
  if (domain::LowerAscii(type) != kType ||
      domain::LowerAscii(rest.substr(0, kParameter.size())) != kParameter) {
    throw domain::Error(domain::ErrorCode::kUnsupportedType, "unsupported_type");
  }
  rest = Unquoted(rest.substr(kParameter.size()));
  if (!IsBoundary(rest)) {
    throw domain::Error(domain::ErrorCode::kUnsupportedType, "unsupported_type");
  }
  return rest;
}

// What a part says of itself: `Content-Disposition: form-data; name="x"; filename="y"`.
FormPart ReadDisposition(std::string_view line) {
  constexpr std::string_view kStart = "content-disposition: form-data; name=\"";
  if (domain::LowerAscii(line.substr(0, kStart.size())) != kStart) {
    throw Malformed("a part of a form that is no form-data");
  }
  line.remove_prefix(kStart.size());
  const std::size_t end = line.find('"');
  if (end == line.npos || end == 0) {
    throw Malformed("a part of a form without a name");
  }
  FormPart part;
  part.name = line.substr(0, end);
  const std::string_view rest = line.substr(end + 1);
  part.is_file = rest.starts_with("; filename=\"") && rest.ends_with('"');
  if ((!rest.empty() && !part.is_file) || !domain::CountCharacters(part.name)) {
    throw Malformed("a part of a form with an unknown parameter");
  }
  return part;
}

FormPart ReadHeaders(std::string_view headers) {
  const std::size_t end = std::min(headers.find(kLineEnd), headers.size());
  FormPart part = ReadDisposition(headers.substr(0, end));
  const std::string others = domain::LowerAscii(headers.substr(end));
  if (others.find("content-transfer-encoding") != others.npos) {
    throw Malformed("an encoded part of a form");
  }
  return part;
}

// Takes what stands before `mark` from the front of `body`, and the mark.
std::string_view TakeUntil(std::string_view& body, std::string_view mark, const char* detail) {
  const std::size_t at = body.find(mark);
  if (at == body.npos) {
    throw Malformed(detail);
  }
  const std::string_view taken = body.substr(0, at);
  body.remove_prefix(at + mark.size());
  return taken;
}

FormPart TakePart(std::string_view& body, std::string_view delimiter) {
  const std::string_view headers = TakeUntil(body, "\r\n\r\n", "headers of a part without an end");
  if (headers.size() > kMaxHeaders) {
    throw Malformed("long headers of a part");
  }
  FormPart part = ReadHeaders(headers);
  part.text = TakeUntil(body, delimiter, "a part without an end");
  return part;
}

}  // namespace

std::vector<FormPart> DecodeMultipart(std::string_view content_type, std::string_view body) {
  const std::string delimiter =
      std::string(kLineEnd) + "--" + std::string(BoundaryOf(content_type));
  if (!body.starts_with(delimiter.substr(kLineEnd.size()))) {
    throw Malformed("a form that does not begin with its boundary");
  }
  body.remove_prefix(delimiter.size() - kLineEnd.size());
  std::vector<FormPart> parts;
  while (body.starts_with(kLineEnd)) {
    body.remove_prefix(kLineEnd.size());
    parts.push_back(TakePart(body, delimiter));
    if (parts.size() > kMaxParts) {
      throw Malformed("too many parts");
    }
  }
  if (body != "--" && body != "--\r\n") {
    throw Malformed("a form without its end");
  }
  return parts;
}

}  // namespace nexcyte::fcgi
