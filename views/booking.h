#ifndef NEXCYTE_VIEWS_BOOKING_H_
#define NEXCYTE_VIEWS_BOOKING_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/booking.h"
#include "domain/time.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/bookings/{id}`: one booking. While something is open on it (or it is pending) it
// says that we are checking, and looks again by itself.
struct BookingPage {
  Layout layout;
  domain::Booking booking;
  std::vector<domain::BookingHistoryEntry> history;  // oldest first
  LocalClock clock;
  domain::Timestamp now;
  bool can_cancel = false;
  bool can_reschedule = false;
  std::string why_not;        // word of the refusal when neither is possible; may be empty
  std::string contact_email;  // may be empty
  std::string contact_phone;
  std::optional<domain::Timestamp> checked_at;  // the last look-up of what is open, if any
  bool can_book_again = false;                  // the same time, once it is over
  std::string idempotency_key;                  // of that form
};

std::string Render(const Renderer& renderer, const BookingPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_BOOKING_H_
