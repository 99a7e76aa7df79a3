#include "domain/sms_text.h"

#include <algorithm>

#include "domain/error.h"
#include "domain/text.h"

namespace nexcyte::domain {
namespace {

// 3GPP TS 23.038 section 6.2.1; the extension characters take two units.
constexpr std::u32string_view kBasic =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    U"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
constexpr std::u32string_view kExtension = U"^{}\\[~]|€\f";
constexpr std::u32string_view kEllipsis = U"...";

struct Encoding {
  int alone;    // units of a message of one segment
  int of_many;  // units of each segment of several
};
constexpr Encoding kGsm7{160, 153};
constexpr Encoding kUcs2{70, 67};

bool Has(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

bool IsGsm7(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char32_t c) { return Has(kBasic, c) || Has(kExtension, c); });
}

int UnitsOf(char32_t c, bool gsm7) {
  const bool is_double = gsm7 ? Has(kExtension, c) : c > 0xFFFF;
  return is_double ? 2 : 1;
}

// A character of two units is never split over two segments.
int CountSegments(std::u32string_view text) {
  const bool gsm7 = IsGsm7(text);
  const Encoding encoding = gsm7 ? kGsm7 : kUcs2;
  int total = 0;
  int segments = 1;
  int used = 0;
  for (const char32_t c : text) {
    const int units = UnitsOf(c, gsm7);
    total += units;
    if (used + units > encoding.of_many) {
      ++segments;
      used = 0;
    }
    used += units;
  }
  return total <= encoding.alone ? 1 : segments;
}

bool Fits(std::u32string_view text) { return CountSegments(text) <= kMaxSmsSegments; }

std::u32string Decode(std::string_view text) {
  auto decoded = DecodeUtf8(text);
  if (!decoded) {
    throw Error(ErrorCode::kInvalid, "bad_text");
  }
  return *std::move(decoded);
}

std::u32string Simplified(char32_t c) {
  if (Has(U"\u00A0\u2007\u202F\t", c)) {
    return U" ";
  }
  if (Has(U"\u2018\u2019\u201A\u201B", c)) {
    return U"'";
  }
  if (Has(U"\u201C\u201D\u201E\u201F", c)) {
    return U"\"";
  }
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) {
    return U"-";
  }
  if (c == 0x2026) {
    return std::u32string(kEllipsis);
  }
  return c != U'\n' && IsControlCharacter(c) ? std::u32string() : std::u32string(1, c);
}

std::u32string Simplify(std::u32string_view text) {
  std::u32string simple;
  for (const char32_t c : text) {
    simple += Simplified(c);
  }
  return simple;
}

struct Link {
  std::size_t begin = 0;
  std::size_t end = 0;  // equal to begin: there is none
};

Link FirstLink(std::u32string_view text) {
  const std::size_t begin = text.find(U"https://");
  if (begin == std::u32string_view::npos) {
    return {};
  }
  return {begin, std::min(text.find_first_of(U" \n", begin), text.size())};
}

// The longest beginning of `text` that fits with `end` behind it; nothing when `end` alone is too
// long. Fewer characters never need more segments.
std::u32string CutTo(std::u32string_view text, std::u32string_view end) {
  for (std::size_t size = text.size();; --size) {
    std::u32string_view head = text.substr(0, size);
    while (!head.empty() && Has(U" \n", head.back())) {
      head.remove_suffix(1);
    }
    std::u32string whole(head);
    whole += end;
    if (Fits(whole)) {
      return whole;
    }
    if (size == 0) {
      return {};
    }
  }
}

std::u32string Shorten(std::u32string_view text) {
  // No character takes less than one unit.
  constexpr std::size_t kMost = std::size_t{153} * kMaxSmsSegments;
  const Link link = FirstLink(text);
  std::u32string cut = CutTo(text.substr(0, kMost), kEllipsis);
  if (link.begin == link.end || cut.size() >= link.end + kEllipsis.size()) {
    return cut;
  }
  std::u32string end(kEllipsis);
  end += U' ';
  end += text.substr(link.begin, link.end - link.begin);
  std::u32string with_link = CutTo(text.substr(0, std::min(link.begin, kMost)), end);
  return with_link.empty() ? cut : with_link;
}

}  // namespace

int SmsSegments(std::string_view text) { return CountSegments(Decode(text)); }

std::string SmsText(std::string_view text) {
  const std::u32string simple = Simplify(Decode(text));
  const std::string trimmed(Trim(EncodeUtf8(simple)));
  if (trimmed.empty()) {
    throw Error(ErrorCode::kInvalid, "bad_text");
  }
  const std::u32string kept = Decode(trimmed);
  return Fits(kept) ? trimmed : EncodeUtf8(Shorten(kept));
}

}  // namespace nexcyte::domain
