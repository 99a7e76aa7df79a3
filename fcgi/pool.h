#ifndef NEXCYTE_FCGI_POOL_H_
#define NEXCYTE_FCGI_POOL_H_

#include <string_view>

namespace nexcyte::fcgi {

// Which workers answer a route. Pools are separate processes, so that credentials and slowness do
// not mix (architecture.md section 1): the portal never calls out, the calendar may wait for
// Cal.com, the internal pool alone holds the senders' and the webhooks' secrets.
enum class Pool { kPortal, kCalendar, kInternal };

constexpr std::string_view ToString(Pool pool) {
  switch (pool) {
    case Pool::kPortal:
      return "portal";
    case Pool::kCalendar:
      return "calendar";
    case Pool::kInternal:
      return "internal";
  }
  return "";
}

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_POOL_H_
