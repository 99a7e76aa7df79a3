#ifndef NEXCYTE_FCGI_HANDLERS_PASSWORD_H_
#define NEXCYTE_FCGI_HANDLERS_PASSWORD_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// `/forgot` and the link of its mail, `/reset`.
Response ShowForgot(Context& context, const Request& request, const PathParameters& path);
Response DoForgot(Context& context, const Request& request, const PathParameters& path);
Response ShowReset(Context& context, const Request& request, const PathParameters& path);
Response DoReset(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_PASSWORD_H_
