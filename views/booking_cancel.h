#ifndef NEXCYTE_VIEWS_BOOKING_CANCEL_H_
#define NEXCYTE_VIEWS_BOOKING_CANCEL_H_

#include <string>

#include "domain/booking.h"
#include "views/booking_desk.h"
#include "views/form_problem.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/bookings/{id}/cancel`, or the desk's. Posts to the same path: csrf_token,
// idempotency_key, reason.
struct BookingCancelPage {
  Layout layout;
  domain::Booking booking;
  LocalClock clock;
  std::string reason;           // as typed
  std::string idempotency_key;  // new for every drawn form
  FormProblem problem;
  BookingDesk desk{};
  domain::ReasonRule asked = domain::ReasonRule::kOptional;  // whether to say why
};

std::string Render(const Renderer& renderer, const BookingCancelPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_BOOKING_CANCEL_H_
