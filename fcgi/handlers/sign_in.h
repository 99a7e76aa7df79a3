#ifndef NEXCYTE_FCGI_HANDLERS_SIGN_IN_H_
#define NEXCYTE_FCGI_HANDLERS_SIGN_IN_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// `/login` and `/logout`.
Response ShowSignIn(Context& context, const Request& request, const PathParameters& path);
Response DoSignIn(Context& context, const Request& request, const PathParameters& path);
Response DoSignOut(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_SIGN_IN_H_
