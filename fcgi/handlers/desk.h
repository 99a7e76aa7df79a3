#ifndef NEXCYTE_FCGI_HANDLERS_DESK_H_
#define NEXCYTE_FCGI_HANDLERS_DESK_H_

#include "domain/booking.h"
#include "fcgi/context.h"
#include "views/booking_desk.h"

namespace nexcyte::fcgi {

// The routes below `/admin/scheduling/bookings` and those of members share their handlers: at the
// desk, staff acts for the attendee and comes back to staff's pages.
bool IsAtDesk(const Context& context);

// For whom a booking is changed here: always its attendee, whoever does it and from which pages.
views::BookingDesk DeskOf(const Context& context, const domain::Booking& booking);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_DESK_H_
