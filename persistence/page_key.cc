#include "persistence/page_key.h"

#include <cstddef>

#include "domain/error.h"
#include "domain/id.h"
#include "persistence/text.h"

namespace nexcyte::persistence {

PageKey EarliestKey() { return {"-infinity", "00000000-0000-0000-0000-000000000000"}; }
PageKey LatestKey() { return {"infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff"}; }

PageKey ParsePageKey(const std::string& cursor) {
  const std::size_t split = cursor.find('_');
  if (split != std::string::npos) {
    const auto at = domain::ParseRfc3339(cursor.substr(0, split));
    const auto id = domain::BookingId::Parse(cursor.substr(split + 1));
    if (at && id) {
      return {ToText(*at), id->str()};
    }
  }
  throw domain::InvalidInput("cursor", "This is not a place in the list.");
}

std::string CursorOf(domain::Timestamp at, std::string_view id) {
  return ToText(at) + "_" + std::string(id);
}

}  // namespace nexcyte::persistence
