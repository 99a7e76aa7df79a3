#ifndef NEXCYTE_FCGI_HANDLERS_ADMIN_BOOKINGS_H_
#define NEXCYTE_FCGI_HANDLERS_ADMIN_BOOKINGS_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// Everybody's bookings, for staff: the list, its file, one booking, and a message sent once more.
Response ShowAdminBookings(Context& context, const Request& request, const PathParameters& path);
Response ExportAdminBookings(Context& context, const Request& request, const PathParameters& path);
Response ShowAdminBooking(Context& context, const Request& request, const PathParameters& path);
Response ResendFromBooking(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_ADMIN_BOOKINGS_H_
