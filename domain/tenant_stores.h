#ifndef NEXCYTE_DOMAIN_TENANT_STORES_H_
#define NEXCYTE_DOMAIN_TENANT_STORES_H_

#include <memory>
#include <optional>
#include <string>

#include "domain/booking.h"
#include "domain/id.h"
#include "domain/membership.h"
#include "domain/tenant_store.h"
#include "domain/web_session.h"

namespace nexcyte::domain {

// A request as it begins: tenant by slug, session by token.
struct RequestOpening {
  std::string slug;
  std::optional<Digest> token;
  // A list that the route is known to want: asked in the same round trip, with the settings, and
  // answered from there when the first transaction asks bookings().ListMine() for the same, and any
  // settings().Load().
  std::optional<BookingQuery> ahead;
  bool counts_notices = false;  // for a page: in the same round trip
  // For a route that has to do with the calendar: likewise settings and event types, for the whole
  // request, and the person's holds, for the first transaction that asks for them.
  bool reads_schedule = false;
};

struct OpenedRequest {
  std::unique_ptr<TenantStore> store;
  std::optional<SessionId> session;  // both or neither: a live session and a live membership
  std::optional<Actor> actor;
  int unread_notices = 0;  // up to kMostUnreadCounted, when asked for
};

// One per worker thread.
class TenantStores {
 public:
  virtual ~TenantStores() = default;
  // Nothing: no such tenant (or it is suspended).
  virtual std::optional<OpenedRequest> Open(const RequestOpening& opening) = 0;
  // For background work: the tenant is known from our own row. Throws NotFound().
  virtual std::unique_ptr<TenantStore> ForSystem(const TenantId& tenant) = 0;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_TENANT_STORES_H_
