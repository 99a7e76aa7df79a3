#ifndef NEXCYTE_FCGI_HANDLERS_CALCOM_WEBHOOK_H_
#define NEXCYTE_FCGI_HANDLERS_CALCOM_WEBHOOK_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// What Cal.com tells of bookings: 200 at once, for it may send this before it answers the very
// request that caused it; 401 unless it is signed with our secret. Applied by ApplyDueHints.
Response ReceiveCalcom(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_CALCOM_WEBHOOK_H_
