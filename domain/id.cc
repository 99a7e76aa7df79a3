#include "domain/id.h"

#include <array>

namespace nexcyte::domain {
namespace {

constexpr std::size_t kLength = 36;

// By character: a hex digit in lower case, a dash, or 0 for what no UUID has.
constexpr std::array<char, 256> FoldedCharacters() {
  std::array<char, 256> table{};
  for (const char c : std::string_view("0123456789abcdef-")) {
    table[static_cast<unsigned char>(c)] = c;
  }
  for (char c = 'A'; c <= 'F'; ++c) {
    table[static_cast<unsigned char>(c)] = static_cast<char>(c - 'A' + 'a');
  }
  return table;
}

constexpr std::array<char, 256> kFolded = FoldedCharacters();

bool IsDashPlace(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

}  // namespace

bool IsUuid(std::string_view text) { return FoldUuid(text).has_value(); }

// One pass over a table: a page of bookings has 150 of these.
std::optional<std::string> FoldUuid(std::string_view text) {
  if (text.size() != kLength) {
    return std::nullopt;
  }
  std::array<char, kLength> folded;
  bool is_good = true;
  for (std::size_t i = 0; i < kLength; ++i) {
    const char c = kFolded[static_cast<unsigned char>(text[i])];
    is_good &= c != 0 && (c == '-') == IsDashPlace(i);
    folded[i] = c;
  }
  return is_good ? std::optional<std::string>(std::in_place, folded.data(), kLength) : std::nullopt;
}

std::string UuidOfBytes(std::span<const unsigned char, 16> bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(kLength, '-');
  std::size_t at = 0;
  for (const unsigned char byte : bytes) {
    at += IsDashPlace(at) ? 1 : 0;
    text[at++] = kDigits[byte >> 4];
    text[at++] = kDigits[byte & 15];
  }
  return text;
}

}  // namespace nexcyte::domain
