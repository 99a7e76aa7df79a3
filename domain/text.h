#ifndef NEXCYTE_DOMAIN_TEXT_H_
#define NEXCYTE_DOMAIN_TEXT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace nexcyte::domain {

// What people type: UTF-8, counted in characters (code points), never in bytes.

// Nothing when `text` is not valid UTF-8 (RFC 3629: no overlong forms, surrogates or values over
// U+10FFFF).
std::optional<std::size_t> CountCharacters(std::string_view text);

// The code points of `text`; nothing when it is not valid UTF-8.
std::optional<std::u32string> DecodeUtf8(std::string_view text);

// `text` holds code points that UTF-8 knows.
std::string EncodeUtf8(std::u32string_view text);

// C0 and C1 controls, line and paragraph separators, and what turns the direction of writing.
bool IsControlCharacter(char32_t c);

// True when there is a character that must not stand in a single line. `text` is valid UTF-8.
bool HasControlCharacters(std::string_view text);

// One line of `least` to `most` characters.
bool IsLine(std::string_view text, std::size_t least, std::size_t most);

// Without spaces, tabs and line ends at either side.
std::string_view Trim(std::string_view text);

// Every run of blanks and line ends as one blank: what somebody typed cannot look like lines of
// ours.
std::string InOneLine(std::string_view text);

// A to Z folded, every other byte as it is.
std::string LowerAscii(std::string_view text);

inline bool IsAsciiLower(char c) { return c >= 'a' && c <= 'z'; }
inline bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
inline bool IsAsciiAlnum(char c) {
  return IsAsciiLower(c) || IsAsciiDigit(c) || (c >= 'A' && c <= 'Z');
}

// A host name with at least one dot, lower case: labels of 1 to 63 letters, digits and inner
// hyphens, the last one not all digits.
bool IsDomainName(std::string_view text);

// `+` and 7 to 15 digits (E.164).
bool IsPhoneNumber(std::string_view text);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_TEXT_H_
