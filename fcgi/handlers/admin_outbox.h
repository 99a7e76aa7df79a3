#ifndef NEXCYTE_FCGI_HANDLERS_ADMIN_OUTBOX_H_
#define NEXCYTE_FCGI_HANDLERS_ADMIN_OUTBOX_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// What waits to be sent and what was not, for staff.
Response ShowOutbox(Context& context, const Request& request, const PathParameters& path);
Response ChangeOutbox(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_ADMIN_OUTBOX_H_
