#ifndef NEXCYTE_VIEWS_ADMIN_BOOK_CONFIRM_H_
#define NEXCYTE_VIEWS_ADMIN_BOOK_CONFIRM_H_

#include <string>

#include "domain/event_type.h"
#include "domain/time.h"
#include "views/booking_desk.h"
#include "views/form_problem.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/admin/scheduling/bookings/new/{user}/{purpose}?start=&tz=`. Posts to the path:
// csrf_token, idempotency_key, start, notes, reason (asked for once it turns out to be needed).
struct AdminBookConfirmPage {
  Layout layout;
  domain::EventType type;
  domain::Timestamp start;
  LocalClock clock;        // in which the time was chosen
  LocalClock their_clock;  // the attendee's
  std::string notes;       // as typed
  std::string reason;
  std::string idempotency_key;  // new for every drawn form
  FormProblem problem;
  BookingDesk desk;
};

std::string Render(const Renderer& renderer, const AdminBookConfirmPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_BOOK_CONFIRM_H_
