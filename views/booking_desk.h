#ifndef NEXCYTE_VIEWS_BOOKING_DESK_H_
#define NEXCYTE_VIEWS_BOOKING_DESK_H_

#include <string>

#include "domain/booking.h"
#include "domain/membership.h"
#include "views/layout.h"

namespace nexcyte::views {

// Where a booking is made, moved or cancelled: by its attendee, below `/bookings` and `/schedule`,
// or by staff for an attendee, all below `/admin/scheduling/bookings`.
struct BookingDesk {
  bool is_staff = false;
  domain::Membership attendee;  // of staff: for whom
  std::string limit;            // of staff: the word of the attendee's limit that is passed over
};

inline Place PlaceOf(const BookingDesk& desk) {
  return desk.is_staff ? Place::kAdminBookings : Place::kBookings;
}

// Below `/t/{tenant}`: the list, one booking, and the times at which a new one could be.
inline std::string ListPath(const BookingDesk& desk) {
  return desk.is_staff ? "/admin/scheduling/bookings" : "/bookings";
}
inline std::string BookingPath(const BookingDesk& desk, const domain::BookingId& id) {
  return ListPath(desk) + "/" + id.str();
}
inline std::string PurposesPath(const BookingDesk& desk) {
  return desk.is_staff ? ListPath(desk) + "/new/" + desk.attendee.user.str() : "/schedule";
}
inline std::string SlotsPath(const BookingDesk& desk, const std::string& purpose) {
  return PurposesPath(desk) + "/" + purpose;
}

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_BOOKING_DESK_H_
