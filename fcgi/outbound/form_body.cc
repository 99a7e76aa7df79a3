#include "fcgi/outbound/form_body.h"

#include <array>
#include <cstdint>
#include <numeric>
#include <string_view>

#include "domain/crypto.h"
#include "fcgi/system.h"

namespace nexcyte::fcgi {
namespace {

constexpr std::string_view kAnyFile = "application/octet-stream";
constexpr std::size_t kMostOfHead = 160;  // of a part, with its boundary: rarely more

// The kernel's bytes: the CPU's own instruction, which std::random_device uses, takes up to ten
// microseconds a number on a virtual machine.
std::string NewBoundary() {
  std::array<std::uint8_t, 16> bytes{};
  SystemEntropy().Fill(bytes);
  return "------------------------" + domain::Hex(bytes);
}

// As browsers write a name in double quotes.
void AppendQuoted(std::string& to, std::string_view name) {
  to += '"';
  for (const char c : name) {
    switch (c) {
      case '"':
        to += "%22";
        break;
      case '\r':
        to += "%0D";
        break;
      case '\n':
        to += "%0A";
        break;
      default:
        to += c;
    }
  }
  to += '"';
}

void AppendPart(std::string& to, const FormPart& part) {
  to += "Content-Disposition: form-data; name=";
  AppendQuoted(to, part.name);
  if (!part.filename.empty()) {
    to += "; filename=";
    AppendQuoted(to, part.filename);
    to += "\r\nContent-Type: ";
    to += part.content_type.empty() ? kAnyFile : part.content_type;
  }
  to += "\r\n\r\n";
  to += part.value;
}

}  // namespace

FormBody EncodeForm(std::span<const FormPart> parts) {
  const std::string boundary = NewBoundary();
  FormBody body{"multipart/form-data; boundary=" + boundary, {}};
  body.bytes.reserve(std::accumulate(parts.begin(), parts.end(), kMostOfHead,
                                     [](std::size_t size, const FormPart& part) {
                                       return size + kMostOfHead + part.value.size();
                                     }));
  for (const FormPart& part : parts) {
    body.bytes += "--" + boundary + "\r\n";
    AppendPart(body.bytes, part);
    body.bytes += "\r\n";
  }
  body.bytes += "--" + boundary + "--\r\n";
  return body;
}

}  // namespace nexcyte::fcgi
