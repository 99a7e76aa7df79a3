#include "domain/visible.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "domain/text.h"

namespace nexcyte::domain {
namespace {

// A symbol by its properties, but one without dots.
constexpr char32_t kBlankBraille = 0x2800;

bool IsVisible(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  return u_isgraph(code_point) != 0 && c != kBlankBraille &&
         u_hasBinaryProperty(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) == 0;
}

}  // namespace

bool HasVisibleCharacters(std::string_view text) {
  const std::u32string characters = DecodeUtf8(text).value_or(std::u32string());
  return std::any_of(characters.begin(), characters.end(), IsVisible);
}

}  // namespace nexcyte::domain
