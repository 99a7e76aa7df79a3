#ifndef NEXCYTE_VIEWS_BOOKING_LIST_H_
#define NEXCYTE_VIEWS_BOOKING_LIST_H_

#include <string>
#include <vector>

#include "domain/booking.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/bookings?when=upcoming|all&cursor=`. All: newest request first.
struct BookingListPage {
  Layout layout;
  bool upcoming = true;
  domain::BookingPage list;
  LocalClock clock;
};

std::string Render(const Renderer& renderer, const BookingListPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_BOOKING_LIST_H_
