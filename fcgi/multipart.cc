#include "fcgi/multipart.h"

#include <algorithm>

#include "domain/error.h"
#include "domain/text.h"
#include "fcgi/outbound/gmime_object.h"

namespace nexcyte::fcgi {
namespace {

constexpr int kMaxParts = 100;
constexpr std::size_t kMaxHeaders = 1024;
constexpr std::size_t kMaxBoundary = 70;  // RFC 2046 section 5.1.1

domain::Error Malformed(const char* detail) {
  return {domain::ErrorCode::kMalformed, "malformed", detail};
}

// The library forgives what RFC 2046 does not know.
bool IsBoundary(std::string_view text) {
  return !text.empty() && text.size() <= kMaxBoundary && std::ranges::all_of(text, [](char c) {
    return domain::IsAsciiAlnum(c) ||
           std::string_view("'()+_,-./:=?").find(c) != std::string_view::npos;
  });
}

// `multipart/form-data; boundary=...` and nothing else.
std::string BoundaryOf(std::string_view content_type) {
  const Gmime<GMimeContentType> type(
      g_mime_content_type_parse(nullptr, std::string(content_type).c_str()));
  const char* boundary = g_mime_content_type_get_parameter(type.get(), "boundary");
  GMimeParamList* parameters = g_mime_content_type_get_parameters(type.get());
  if (!g_mime_content_type_is_type(type.get(), "multipart", "form-data") || boundary == nullptr ||
      !IsBoundary(boundary) || g_mime_param_list_length(parameters) != 1) {
    throw domain::Error(domain::ErrorCode::kUnsupportedType, "unsupported_type");
  }
  return boundary;
}

Gmime<GMimeObject> Parse(const std::string& boundary, std::string_view body) {
  std::string whole = "Content-Type: multipart/form-data; boundary=\"" + boundary + "\"\r\n\r\n";
  whole += body;
  if (!body.ends_with("\r\n")) {
    whole += "\r\n";  // without it the library leaves the last part its own line's CR
  }
  const Gmime<GMimeStream> bytes(g_mime_stream_mem_new_with_buffer(whole.data(), whole.size()));
  const Gmime<GMimeParser> parser(g_mime_parser_new_with_stream(bytes.get()));
  return Gmime<GMimeObject>(g_mime_parser_construct_part(parser.get(), nullptr));
}

// Neither something before the first boundary or behind the last one, nor an end too early.
GMimeMultipart& RequireWhole(const Gmime<GMimeObject>& parsed) {
  if (!GMIME_IS_MULTIPART(parsed.get())) {
    throw Malformed("a form that could not be read");
  }
  GMimeMultipart* form = GMIME_MULTIPART(parsed.get());
  if (form->write_end_boundary == FALSE || g_mime_multipart_get_prologue(form) != nullptr ||
      g_mime_multipart_get_epilogue(form) != nullptr) {
    throw Malformed("a form without its end, or with more than its parts");
  }
  if (g_mime_multipart_get_count(form) > kMaxParts) {
    throw Malformed("too many parts");
  }
  return *form;
}

void RequireFewHeaders(GMimeObject* part) {
  char* const text = g_mime_object_get_headers(part, nullptr);
  const std::size_t length = std::string_view(text).size();
  g_free(text);
  if (length > kMaxHeaders) {
    throw Malformed("long headers of a part");
  }
  if (g_mime_object_get_header(part, "Content-Transfer-Encoding") != nullptr) {
    throw Malformed("an encoded part of a form");
  }
}

// `Content-Disposition: form-data; name="x"`, read by the library as it stands there: what is
// escaped or encoded in some way could be read as another name by somebody else.
bool IsPlain(GMimeObject* object, const std::string& name) {
  GMimeHeader* header =
      g_mime_header_list_get_header(g_mime_object_get_header_list(object), "Content-Disposition");
  const std::string start = "form-data; name=\"" + name + '"';
  const std::string_view raw = domain::Trim(g_mime_header_get_raw_value(header));
  const auto characters = domain::DecodeUtf8(name);
  return raw.substr(0, start.size()) == start && characters &&
         std::ranges::none_of(*characters, domain::IsControlCharacter);
}

// What a part says of itself: `Content-Disposition: form-data; name="x"; filename="y"`.
FormPart ReadDisposition(GMimeObject* object) {
  GMimeContentDisposition* disposition = g_mime_object_get_content_disposition(object);
  if (disposition == nullptr) {
    throw Malformed("a part of a form that is no form-data");
  }
  const char* name = g_mime_content_disposition_get_parameter(disposition, "name");
  FormPart part;
  part.name = name == nullptr ? "" : name;
  part.is_file = g_mime_content_disposition_get_parameter(disposition, "filename") != nullptr;
  GMimeParamList* parameters = g_mime_content_disposition_get_parameters(disposition);
  const int known = part.is_file ? 2 : 1;
  if (part.name.empty() || !IsPlain(object, part.name) ||
      g_mime_param_list_length(parameters) != known) {
    throw Malformed("a part of a form without a plain name, or with an unknown parameter");
  }
  return part;
}

// The bytes as they were sent.
std::string ContentOf(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) {
    return {};
  }
  GMimeStream* bytes = g_mime_data_wrapper_get_stream(content);
  const gint64 length = g_mime_stream_length(bytes);
  std::string text(length > 0 ? static_cast<std::size_t>(length) : 0, '\0');
  g_mime_stream_reset(bytes);
  const gssize read = g_mime_stream_read(bytes, text.data(), text.size());
  if (read < 0 || static_cast<std::size_t>(read) != text.size()) {
    throw Malformed("a part that could not be read");
  }
  return text;
}

FormPart ReadPart(GMimeObject* object) {
  if (!GMIME_IS_PART(object)) {
    throw Malformed("a message or a multipart as a part of a form");
  }
  RequireFewHeaders(object);
  FormPart part = ReadDisposition(object);
  part.text = ContentOf(GMIME_PART(object));
  return part;
}

}  // namespace

std::vector<FormPart> DecodeMultipart(std::string_view content_type, std::string_view body) {
  SetUpGmime();
  const Gmime<GMimeObject> parsed = Parse(BoundaryOf(content_type), body);
  GMimeMultipart& form = RequireWhole(parsed);
  std::vector<FormPart> parts;
  for (int i = 0; i < g_mime_multipart_get_count(&form); ++i) {
    parts.push_back(ReadPart(g_mime_multipart_get_part(&form, i)));
  }
  return parts;
}

}  // namespace nexcyte::fcgi
