#ifndef NEXCYTE_FCGI_HANDLERS_BOOK_FOR_H_
#define NEXCYTE_FCGI_HANDLERS_BOOK_FOR_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// Staff books for a member: who, what, when, and the booking.
Response ShowWhomToBookFor(Context& context, const Request& request, const PathParameters& path);
Response ShowWhatToBookFor(Context& context, const Request& request, const PathParameters& path);
Response ShowSlotsFor(Context& context, const Request& request, const PathParameters& path);
Response BookFor(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_BOOK_FOR_H_
