#ifndef NEXCYTE_FCGI_HANDLERS_ADMIN_AUDIT_H_
#define NEXCYTE_FCGI_HANDLERS_ADMIN_AUDIT_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// The log of who did what, for admins.
Response ShowAudit(Context& context, const Request& request, const PathParameters& path);
Response DownloadAudit(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_ADMIN_AUDIT_H_
