#ifndef NEXCYTE_VIEWS_ADMIN_OUTBOX_H_
#define NEXCYTE_VIEWS_ADMIN_OUTBOX_H_

#include <string>

#include "domain/use_cases/outbox_admin.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/admin/scheduling/outbox?shelf=&cursor=`: what waits and what did not leave. Its
// forms post to the path: csrf_token, id, shelf (to come back to), action (`requeue`, `drop`); or
// channel, shelf, action (`pause`, `resume`).
struct AdminOutboxPage {
  Layout layout;
  domain::OutboxShelf shelf = domain::OutboxShelf::kWaiting;
  domain::OutboxView view;
  LocalClock clock;
  domain::Timestamp now;
};

std::string Render(const Renderer& renderer, const AdminOutboxPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_OUTBOX_H_
