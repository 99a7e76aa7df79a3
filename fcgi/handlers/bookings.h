#ifndef NEXCYTE_FCGI_HANDLERS_BOOKINGS_H_
#define NEXCYTE_FCGI_HANDLERS_BOOKINGS_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// A person's bookings, one of them, its file for a calendar, and its cancellation.
Response ShowBookings(Context& context, const Request& request, const PathParameters& path);
Response ShowOneBooking(Context& context, const Request& request, const PathParameters& path);
Response DownloadCalendarEntry(Context& context, const Request& request,
                               const PathParameters& path);
Response ShowCancel(Context& context, const Request& request, const PathParameters& path);
Response DoCancel(Context& context, const Request& request, const PathParameters& path);

// What `/t/{tenant}/bookings?when=&cursor=` asks for. Throws what the page answers.
domain::BookingQuery BookingsPageQuery(const Request& request);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_BOOKINGS_H_
