#ifndef NEXCYTE_PERSISTENCE_BOOKING_ROW_H_
#define NEXCYTE_PERSISTENCE_BOOKING_ROW_H_

#include "domain/booking.h"
#include "persistence/text.h"

namespace nexcyte::persistence {

// Reads a booking from the columns that every query of bookings selects, in their order.
inline constexpr int kBookingColumns = 23;
domain::Booking ReadBooking(Row cells);

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_BOOKING_ROW_H_
