#include "persistence/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "domain/error.h"

namespace nexcyte::persistence {

using domain::Digest;
using domain::Timestamp;

std::string ToText(Timestamp value) { return domain::FormatRfc3339(value); }

std::string ToText(const Digest& value) { return "\\x" + domain::Hex(value); }

void RefuseText(const char* expected) {
  throw domain::Error(domain::ErrorCode::kInternal, "internal",
                      std::string("the database gave something else than ") + expected);
}

std::int64_t ReadNumber(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    RefuseText("a number");
  }
  return value;
}

bool ReadBool(std::string_view text) {
  if (text != "t" && text != "f") {
    RefuseText("a boolean");
  }
  return text == "t";
}

// `2026-11-22 16:13:40.316019+00` becomes RFC 3339 with a T and a full offset.
Timestamp ReadTimestamp(std::string_view text) {
  constexpr std::string_view kZone = "+00";
  constexpr std::size_t kDateLength = 10;
  std::array<char, 32> rfc3339;
  if (text.size() < kDateLength + 4 || text.size() > rfc3339.size() || !text.ends_with(kZone)) {
    RefuseText("a time in UTC");
  }
  const std::size_t zone = text.size() - kZone.size();
  std::copy_n(text.begin(), zone, rfc3339.begin());
  rfc3339[kDateLength] = 'T';
  rfc3339[zone] = 'Z';
  const std::optional<Timestamp> at = domain::ParseRfc3339({rfc3339.data(), zone + 1});
  if (!at) {
    RefuseText("a time");
  }
  return *at;
}

Digest ReadDigest(std::string_view text) {
  Digest digest{};
  if (text.size() != 2 + 2 * digest.size() || !text.starts_with("\\x")) {
    RefuseText("a digest");
  }
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const char* const at = text.data() + 2 + 2 * i;
    const auto [end, error] = std::from_chars(at, at + 2, digest[i], 16);
    if (error != std::errc() || end != at + 2) {
      RefuseText("a digest");
    }
  }
  return digest;
}

std::int64_t ReadBinaryNumber(std::string_view bytes) {
  if (bytes.size() != 2 && bytes.size() != 4 && bytes.size() != 8) {
    RefuseText("a number");
  }
  // The sign is the first byte's; what follows is shifted in.
  std::int64_t value = static_cast<signed char>(bytes.front());
  for (const char byte : bytes.substr(1)) {
    value = value * 256 + static_cast<unsigned char>(byte);
  }
  return value;
}

bool ReadBinaryBool(std::string_view bytes) {
  if (bytes.size() != 1) {
    RefuseText("a boolean");
  }
  return bytes.front() != 0;
}

Timestamp ReadBinaryTimestamp(std::string_view bytes) {
  constexpr std::chrono::sys_days kEpoch = std::chrono::year(2000) / 1 / 1;
  const std::int64_t since = bytes.size() == 8 ? ReadBinaryNumber(bytes) : INT64_MIN;
  // `infinity` and `-infinity` are the ends of the range.
  if (since == INT64_MIN || since == INT64_MAX) {
    RefuseText("a time");
  }
  return kEpoch + std::chrono::microseconds(since);
}

std::span<const unsigned char, 16> BinaryUuid(std::string_view bytes) {
  if (bytes.size() != 16) {
    RefuseText("uuid");
  }
  return std::span<const unsigned char, 16>(reinterpret_cast<const unsigned char*>(bytes.data()),
                                            16);
}

std::string WordsToText(const std::vector<std::string>& words) {
  std::string text = "{";
  for (const std::string& word : words) {
    text += (text.size() > 1 ? "," : "") + word;
  }
  return text + "}";
}

std::vector<std::string> ReadWords(std::string_view text) {
  if (!text.starts_with('{') || !text.ends_with('}')) {
    RefuseText("an array");
  }
  std::vector<std::string> words;
  text = text.substr(1, text.size() - 2);
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    words.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return words;
}

}  // namespace nexcyte::persistence
