#ifndef NEXCYTE_VIEWS_RESCHEDULE_CONFIRM_H_
#define NEXCYTE_VIEWS_RESCHEDULE_CONFIRM_H_

#include <string>

#include "domain/booking.h"
#include "domain/time.h"
#include "views/booking_desk.h"
#include "views/form_problem.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/bookings/{id}/reschedule?start=&tz=`, or the desk's: old and new time side by side.
// Posts to the path: csrf_token, idempotency_key, start, timeZone, reason.
struct RescheduleConfirmPage {
  Layout layout;
  domain::Booking booking;
  domain::Timestamp start;
  LocalClock clock;
  std::string reason;           // as typed
  std::string idempotency_key;  // new for every drawn form
  FormProblem problem;
  BookingDesk desk{};
  domain::ReasonRule asked = domain::ReasonRule::kOptional;  // whether to say why
};

std::string Render(const Renderer& renderer, const RescheduleConfirmPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_RESCHEDULE_CONFIRM_H_
