#ifndef NEXCYTE_FCGI_HANDLERS_RESCHEDULE_H_
#define NEXCYTE_FCGI_HANDLERS_RESCHEDULE_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// Another time for a booking.
Response ShowReschedule(Context& context, const Request& request, const PathParameters& path);
Response DoReschedule(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_RESCHEDULE_H_
