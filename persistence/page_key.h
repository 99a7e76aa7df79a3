#ifndef NEXCYTE_PERSISTENCE_PAGE_KEY_H_
#define NEXCYTE_PERSISTENCE_PAGE_KEY_H_

#include <string>
#include <string_view>

#include "domain/time.h"

namespace nexcyte::persistence {

// Where a page of a list begins: behind the row of this time and id. As texts, for the ends of time
// have no Timestamp.
struct PageKey {
  std::string at;
  std::string id;
};

// Before and behind all rows.
PageKey EarliestKey();
PageKey LatestKey();

// `<RFC 3339>_<uuid>`. Throws InvalidInput("cursor", ...) for anything else.
PageKey ParsePageKey(const std::string& cursor);
std::string CursorOf(domain::Timestamp at, std::string_view id);

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_PAGE_KEY_H_
