#ifndef NEXCYTE_FCGI_HANDLERS_ADMIN_BRANDING_H_
#define NEXCYTE_FCGI_HANDLERS_ADMIN_BRANDING_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// How the tenant looks, for admins.
Response ShowBranding(Context& context, const Request& request, const PathParameters& path);
Response ChangeBranding(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_ADMIN_BRANDING_H_
