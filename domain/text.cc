#include "domain/text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "domain/visible.h"

namespace nexcyte::domain {
namespace {

constexpr std::size_t kMaxDomainLength = 253;
constexpr std::size_t kMaxLabelLength = 63;

struct Decoded {
  std::uint32_t code_point = 0;
  std::size_t length = 0;  // 0: not UTF-8
};

std::size_t LengthOfSequence(unsigned char lead) {
  if (lead < 0x80) {
    return 1;
  }
  if (lead >= 0xC2 && lead <= 0xDF) {
    return 2;
  }
  if (lead >= 0xE0 && lead <= 0xEF) {
    return 3;
  }
  return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

bool IsAllowed(std::uint32_t code_point, std::size_t length) {
  constexpr std::uint32_t kLeastOf[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  return code_point >= kLeastOf[length] && !surrogate && code_point <= 0x10FFFF;
}

Decoded DecodeFirst(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = LengthOfSequence(lead);
  if (length == 0 || length > text.size()) {
    return {};
  }
  constexpr std::uint32_t kLeadBits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  std::uint32_t code_point = lead & kLeadBits[length];
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) {
      return {};
    }
    code_point = (code_point << 6) | (byte & 0x3F);
  }
  return IsAllowed(code_point, length) ? Decoded{code_point, length} : Decoded{};
}

// How many bytes at the beginning are ASCII, give or take the last seven: most texts are little
// else, and eight at a time cost next to nothing.
std::size_t AsciiAtFirst(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::size_t count = 0;
  std::uint64_t bytes = 0;
  for (; text.size() - count >= sizeof bytes; count += sizeof bytes) {
    std::memcpy(&bytes, text.data() + count, sizeof bytes);
    if ((bytes & kHighBits) != 0) {
      break;
    }
  }
  return count;
}

void AppendUtf8(char32_t c, std::string& text) {
  const auto add = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (c < 0x80) {
    add(c);
    return;
  }
  const int rest = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  constexpr std::uint32_t kLead[] = {0, 0xC0, 0xE0, 0xF0};
  add(kLead[rest] | (c >> (6 * rest)));
  for (int left = rest - 1; left >= 0; --left) {
    add(0x80 | ((c >> (6 * left)) & 0x3F));
  }
}

bool IsLabel(std::string_view label) {
  const bool size_fits = !label.empty() && label.size() <= kMaxLabelLength;
  return size_fits && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(),
                     [](char c) { return IsAsciiLower(c) || IsAsciiDigit(c) || c == '-'; });
}

}  // namespace

std::optional<std::size_t> CountCharacters(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    if (const std::size_t plain = AsciiAtFirst(text); plain > 0) {
      text.remove_prefix(plain);
      count += plain;
      continue;
    }
    const Decoded first = DecodeFirst(text);
    if (first.length == 0) {
      return std::nullopt;
    }
    text.remove_prefix(first.length);
    ++count;
  }
  return count;
}

std::optional<std::u32string> DecodeUtf8(std::string_view text) {
  std::u32string decoded;
  decoded.reserve(text.size());
  while (!text.empty()) {
    const Decoded first = DecodeFirst(text);
    if (first.length == 0) {
      return std::nullopt;
    }
    decoded += static_cast<char32_t>(first.code_point);
    text.remove_prefix(first.length);
  }
  return decoded;
}

std::string EncodeUtf8(std::u32string_view text) {
  std::string encoded;
  encoded.reserve(text.size());
  for (const char32_t c : text) {
    AppendUtf8(c, encoded);
  }
  return encoded;
}

bool IsControlCharacter(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) ||       // C0, DEL, C1
         c == 0x2028 || c == 0x2029 ||                 // line and paragraph separator
         c == 0x200E || c == 0x200F || c == 0x061C ||  // direction marks
         (c >= 0x202A && c <= 0x202E) ||               // embeddings and overrides
         (c >= 0x2066 && c <= 0x2069);                 // isolates
}

bool HasControlCharacters(std::string_view text) {
  while (!text.empty()) {
    const Decoded first = DecodeFirst(text);
    if (first.length == 0 || IsControlCharacter(first.code_point)) {
      return true;
    }
    text.remove_prefix(first.length);
  }
  return false;
}

bool IsLine(std::string_view text, std::size_t least, std::size_t most) {
  const auto length = CountCharacters(text);
  return length && *length >= least && *length <= most && !HasControlCharacters(text) &&
         (*length == 0 || HasVisibleCharacters(text));
}

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::string InOneLine(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_blank = c == ' ' || (c >= '\t' && c <= '\r');
    if (!is_blank) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  return line;
}

std::string LowerAscii(std::string_view text) {
  std::string folded(text);
  for (char& c : folded) {
    c = (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return folded;
}

bool IsDomainName(std::string_view text) {
  if (text.size() > kMaxDomainLength) {
    return false;
  }
  std::size_t labels = 0;
  while (true) {
    const std::size_t dot = text.find('.');
    const std::string_view label = text.substr(0, dot);
    if (!IsLabel(label)) {
      return false;
    }
    ++labels;
    if (dot == std::string_view::npos) {
      return labels > 1 && !std::all_of(label.begin(), label.end(), IsAsciiDigit);
    }
    text.remove_prefix(dot + 1);
  }
}

bool IsPhoneNumber(std::string_view text) {
  constexpr std::size_t kLeast = 8;  // with the plus sign
  constexpr std::size_t kMost = 16;
  if (text.size() < kLeast || text.size() > kMost || text[0] != '+' || text[1] == '0') {
    return false;
  }
  return std::all_of(text.begin() + 1, text.end(), IsAsciiDigit);
}

}  // namespace nexcyte::domain
