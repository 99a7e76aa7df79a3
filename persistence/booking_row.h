#ifndef NEXCYTE_PERSISTENCE_BOOKING_ROW_H_
#define NEXCYTE_PERSISTENCE_BOOKING_ROW_H_

#include "domain/booking.h"
#include "persistence/text.h"

namespace nexcyte::persistence {

// Reads what people see of a booking from the columns that every query of bookings selects first,
// in their order.
inline constexpr int kSummaryColumns = 15;
domain::BookingSummary ReadSummary(RowReader& row);

// Reads a whole booking: a summary's columns and the rest.
inline constexpr int kBookingColumns = kSummaryColumns + 8;
domain::Booking ReadBooking(Row cells);

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_BOOKING_ROW_H_
