#ifndef NEXCYTE_FCGI_HANDLERS_SITE_H_
#define NEXCYTE_FCGI_HANDLERS_SITE_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// The tenant's colours, and short addresses that lead to the canonical ones.
Response ShowBrandCss(Context& context, const Request& request, const PathParameters& path);
Response ShowLogo(Context& context, const Request& request, const PathParameters& path);
Response GoToSchedule(Context& context, const Request& request, const PathParameters& path);
Response GoToBookings(Context& context, const Request& request, const PathParameters& path);
Response GoToAdmin(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_SITE_H_
