#include "domain/audit.h"

#include "domain/text.h"

namespace nexcyte::domain {
namespace {

// All settings at once stay within what the log takes of one entry.
constexpr std::size_t kLongestValue = 120;

std::string Shortened(std::string_view value) {
  const auto characters = DecodeUtf8(value);
  if (!characters || characters->size() <= kLongestValue) {
    return std::string(value);
  }
  return EncodeUtf8(characters->substr(0, kLongestValue)) + "…";
}

}  // namespace

void NoteChange(AuditEntry& entry, std::string_view what, std::string_view before,
                std::string_view after) {
  if (before == after) {
    return;
  }
  entry.details[std::string(what) + ".before"] = Shortened(before);
  entry.details[std::string(what) + ".after"] = Shortened(after);
}

}  // namespace nexcyte::domain
