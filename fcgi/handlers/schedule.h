#ifndef NEXCYTE_FCGI_HANDLERS_SCHEDULE_H_
#define NEXCYTE_FCGI_HANDLERS_SCHEDULE_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// Choosing a time, holding it, confirming it.
Response ShowPurposes(Context& context, const Request& request, const PathParameters& path);
Response ShowSlots(Context& context, const Request& request, const PathParameters& path);
Response HoldOrBook(Context& context, const Request& request, const PathParameters& path);
Response ShowConfirm(Context& context, const Request& request, const PathParameters& path);
Response DoConfirm(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_SCHEDULE_H_
