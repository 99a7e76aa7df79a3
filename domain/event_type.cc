#include "domain/event_type.h"

#include <algorithm>

#include "domain/text.h"

namespace nexcyte::domain {

bool Allows(const EventType& type, AccountKind kind) {
  return std::find(type.allow_kinds.begin(), type.allow_kinds.end(), kind) !=
         type.allow_kinds.end();
}

bool IsPurpose(std::string_view text) {
  constexpr std::size_t kMost = 40;
  return !text.empty() && text.size() <= kMost && IsAsciiLower(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return IsAsciiLower(c) || IsAsciiDigit(c) || c == '_'; });
}

}  // namespace nexcyte::domain
