#ifndef NEXCYTE_FCGI_HANDLERS_SCHEDULE_API_H_
#define NEXCYTE_FCGI_HANDLERS_SCHEDULE_API_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// `/api/session` and `/api/schedule/...`.
Response ApiSession(Context& context, const Request& request, const PathParameters& path);
Response ApiSlots(Context& context, const Request& request, const PathParameters& path);
Response ApiReserve(Context& context, const Request& request, const PathParameters& path);
Response ApiBook(Context& context, const Request& request, const PathParameters& path);
Response ApiCancel(Context& context, const Request& request, const PathParameters& path);
Response ApiReschedule(Context& context, const Request& request, const PathParameters& path);
Response ApiMyBookings(Context& context, const Request& request, const PathParameters& path);

// What `/api/schedule/my-bookings` asks for. Throws what the route answers.
domain::BookingQuery MyBookingsQuery(const Request& request);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_SCHEDULE_API_H_
