#ifndef NEXCYTE_VIEWS_ADMIN_EVENT_TYPE_TIMES_H_
#define NEXCYTE_VIEWS_ADMIN_EVENT_TYPE_TIMES_H_

#include <string>

#include "domain/use_cases/event_types.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/admin/scheduling/event-types/{purpose}/times`: whether it can be booked, tried out.
struct AdminEventTypeTimesPage {
  Layout layout;
  domain::Trial trial;
  LocalClock clock;
};

std::string Render(const Renderer& renderer, const AdminEventTypeTimesPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_EVENT_TYPE_TIMES_H_
