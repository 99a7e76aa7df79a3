#ifndef NEXCYTE_FCGI_ROUTES_H_
#define NEXCYTE_FCGI_ROUTES_H_

#include <optional>
#include <vector>

#include "domain/booking.h"
#include "fcgi/http.h"
#include "fcgi/router.h"

namespace nexcyte::fcgi {

// The whole site.
std::vector<Route> Routes();

// Whether a form with a file may be posted there.
bool TakesFiles(const Route& route);

// Whether the route's handler looks after an Idempotency-Key by itself, within its transactions.
bool KeepsItsKey(const Route& route);

// The list that this route is about to ask for, so that it can travel with the request's opening.
// Nothing where the route reads none, or the query is refused (the handler then says why).
std::optional<domain::BookingQuery> AheadOf(const Route& route, const Request& request);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_ROUTES_H_
