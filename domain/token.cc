#include "domain/token.h"

#include <algorithm>
#include <array>

#include "domain/text.h"

namespace nexcyte::domain {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kTokenLength = 43;

// 43 characters carry 258 bits: the last two are zero in what NewToken gives.
constexpr std::string_view kLastCharacters = "AEIMQUYcgkosw048";

bool IsBase64UrlCharacter(char c) { return IsAsciiAlnum(c) || c == '-' || c == '_'; }

}  // namespace

Token NewToken(Entropy& entropy) {
  std::array<std::uint8_t, kTokenBytes> bytes;
  entropy.Fill(bytes);
  Token token;
  token.clear = Base64Url(bytes);
  token.digest = Sha256(token.clear);
  return token;
}

std::optional<Digest> DigestOfToken(std::string_view clear) {
  const bool has_form = clear.size() == kTokenLength &&
                        std::all_of(clear.begin(), clear.end(), IsBase64UrlCharacter) &&
                        kLastCharacters.find(clear.back()) != std::string_view::npos;
  return has_form ? std::optional(Sha256(clear)) : std::nullopt;
}

std::string CsrfToken(std::string_view clear) { return Base64Url(HmacSha256(clear, "csrf")); }

std::string NewUuid(Entropy& entropy) {
  std::array<std::uint8_t, 16> bytes;
  entropy.Fill(bytes);
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x40);  // version 4
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);  // variant of RFC 9562
  std::string text = Hex(bytes);
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) {
    text.insert(dash, 1, '-');
  }
  return text;
}

}  // namespace nexcyte::domain
