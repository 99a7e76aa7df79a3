#ifndef NEXCYTE_FCGI_HANDLERS_NOTICES_H_
#define NEXCYTE_FCGI_HANDLERS_NOTICES_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// What the person has been told in the portal, and that they have read it.
Response ShowNotices(Context& context, const Request& request, const PathParameters& path);
Response ReadNotices(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_NOTICES_H_
