#ifndef NEXCYTE_FCGI_HANDLERS_SIGN_UP_H_
#define NEXCYTE_FCGI_HANDLERS_SIGN_UP_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// `/signup` and the link of its mail, `/verify`.
Response ShowSignUp(Context& context, const Request& request, const PathParameters& path);
Response DoSignUp(Context& context, const Request& request, const PathParameters& path);
Response ShowVerify(Context& context, const Request& request, const PathParameters& path);
Response DoVerify(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_SIGN_UP_H_
