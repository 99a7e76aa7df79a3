#ifndef NEXCYTE_FCGI_ACCESS_H_
#define NEXCYTE_FCGI_ACCESS_H_

#include <string>

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// The gates of a request, in the order in which App::Handle passes them. Each throws the
// domain::Error that ends the request.

// Tenant by the host's slug, person by the session cookie, and the token that forms must bring.
// On a tenant's site only; refuses an unknown tenant (kNotFound) and a route of another site.
void OpenTenant(Context& context);

// The same for a page that no route answers, so that it has the tenant's name and navigation.
void OpenTenantOfStray(Context& context);

// The path's own slug (another one is kNotFound), then the route's access: kUnauthenticated for
// nobody, kForbidden for a lesser role; the internal routes' secret (kUnauthenticated).
void RequireAccess(const Context& context, const PathParameters& parameters);

// Whether the browser says that the request comes from a page of this very site.
bool ComesFromOwnPage(const Context& context);

// A write must come from our own page: kForbidden csrf_failed.
void RequireCsrf(Context& context);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_ACCESS_H_
