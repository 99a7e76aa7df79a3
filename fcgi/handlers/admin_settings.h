#ifndef NEXCYTE_FCGI_HANDLERS_ADMIN_SETTINGS_H_
#define NEXCYTE_FCGI_HANDLERS_ADMIN_SETTINGS_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// The tenant's scheduling settings, as a page and as JSON.
Response ShowSettings(Context& context, const Request& request, const PathParameters& path);
Response ChangeSettings(Context& context, const Request& request, const PathParameters& path);
Response ApiSettings(Context& context, const Request& request, const PathParameters& path);
Response ApiChangeSettings(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_ADMIN_SETTINGS_H_
