#ifndef NEXCYTE_FCGI_HANDLERS_HEALTH_H_
#define NEXCYTE_FCGI_HANDLERS_HEALTH_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// For the machine's operator, on the loopback listener.
Response ShowHealth(Context& context, const Request& request, const PathParameters& path);
Response ShowReadiness(Context& context, const Request& request, const PathParameters& path);
Response ShowMetrics(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_HEALTH_H_
