#ifndef NEXCYTE_VIEWS_BOOKING_CONFIRM_H_
#define NEXCYTE_VIEWS_BOOKING_CONFIRM_H_

#include <string>

#include "domain/event_type.h"
#include "domain/reservation.h"
#include "views/form_problem.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/schedule/confirm/{reservation}`. Posts to the same path: csrf_token, action (`book`
// or `release`), and with `book`: idempotency_key, notes.
struct BookingConfirmPage {
  Layout layout;
  domain::EventType type;
  domain::Reservation reservation;
  LocalClock clock;
  std::string notes;            // as typed
  std::string idempotency_key;  // new for every drawn form
  FormProblem problem;
};

std::string Render(const Renderer& renderer, const BookingConfirmPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_BOOKING_CONFIRM_H_
