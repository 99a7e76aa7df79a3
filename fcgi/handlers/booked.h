#ifndef NEXCYTE_FCGI_HANDLERS_BOOKED_H_
#define NEXCYTE_FCGI_HANDLERS_BOOKED_H_

#include <string>

#include "domain/use_cases/bookings.h"
#include "fcgi/context.h"

namespace nexcyte::fcgi {

// Where a page goes once a booking was made, moved or cancelled: to the booking, with the
// confirmation `done` when Cal.com has answered, and to its "checking" state otherwise.
Response ToBooking(const Context& context, const domain::BookingResult& result,
                   const std::string& done);

// The form's key, and what is kept under it.
domain::Idempotent PageIdempotent(Context& context, const std::string& done);

// The id of `/bookings/{id}`; one that cannot be an id is not found.
domain::BookingId BookingIdOf(const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_BOOKED_H_
