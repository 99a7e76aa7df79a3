#include "fcgi/cookie.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "domain/error.h"

namespace nexcyte::fcgi {
namespace {

std::string_view TrimBlanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t";
  const std::size_t first = text.find_first_not_of(kBlanks);
  return first == text.npos ? std::string_view()
                            : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// cookie-octet of RFC 6265 section 4.1.1.
bool IsCookieOctet(char c) {
  return c > 0x20 && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
}

}  // namespace

std::optional<std::string> FindCookie(std::string_view header, std::string_view name) {
  std::optional<std::string> value;
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(';'), header.size());
    const std::string_view pair = TrimBlanks(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const std::size_t split = pair.find('=');
    if (split == pair.npos || TrimBlanks(pair.substr(0, split)) != name) {
      continue;
    }
    if (value) {
      throw domain::Error(domain::ErrorCode::kMalformed, "malformed", "cookie given twice");
    }
    value = TrimBlanks(pair.substr(split + 1));
  }
  return value;
}

std::string SetCookie(std::string_view name, std::string_view value,
                      std::optional<std::chrono::seconds> max_age) {
  if (!std::ranges::all_of(value, IsCookieOctet)) {
    throw std::invalid_argument("refused cookie value");
  }
  const std::string age = max_age ? fmt::format("; Max-Age={}", max_age->count()) : std::string();
  return fmt::format("{}={}; Path=/{}; Secure; HttpOnly; SameSite=Lax", name, value, age);
}

std::string ClearCookie(std::string_view name) {
  return SetCookie(name, "", std::chrono::seconds(0));
}

}  // namespace nexcyte::fcgi
