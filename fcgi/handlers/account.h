#ifndef NEXCYTE_FCGI_HANDLERS_ACCOUNT_H_
#define NEXCYTE_FCGI_HANDLERS_ACCOUNT_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// `/t/{tenant}/account`: profile, password, signed-in devices.
Response ShowAccount(Context& context, const Request& request, const PathParameters& path);
Response ChangeAccount(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_ACCOUNT_H_
