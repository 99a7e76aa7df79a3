#ifndef NEXCYTE_FCGI_HANDLERS_ADMIN_EVENT_TYPES_H_
#define NEXCYTE_FCGI_HANDLERS_ADMIN_EVENT_TYPES_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// Purposes and the event types behind them, as a page and as JSON.
Response ShowEventTypes(Context& context, const Request& request, const PathParameters& path);
Response MapFromForm(Context& context, const Request& request, const PathParameters& path);
Response ShowEventTypeTimes(Context& context, const Request& request, const PathParameters& path);
Response ApiEventTypes(Context& context, const Request& request, const PathParameters& path);
Response ApiMapEventType(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_ADMIN_EVENT_TYPES_H_
