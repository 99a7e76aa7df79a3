#ifndef NEXCYTE_VIEWS_ADMIN_BOOKING_H_
#define NEXCYTE_VIEWS_ADMIN_BOOKING_H_

#include <string>

#include "domain/time.h"
#include "domain/use_cases/booking_admin.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/admin/scheduling/bookings/{id}`: a booking, who did what, and which messages went
// where. Its forms post to the path: csrf_token, idempotency_key, message (to be sent once more).
struct AdminBookingPage {
  Layout layout;
  domain::StaffBooking shown;
  LocalClock clock;  // the tenant's
  domain::Timestamp now;
  bool can_cancel = false;
  bool can_reschedule = false;
  std::string idempotency_key;  // new for every drawn page; each message adds its id
};

std::string Render(const Renderer& renderer, const AdminBookingPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_BOOKING_H_
