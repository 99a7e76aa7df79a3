#ifndef NEXCYTE_DOMAIN_USE_CASES_RECONCILE_BOOKINGS_H_
#define NEXCYTE_DOMAIN_USE_CASES_RECONCILE_BOOKINGS_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "domain/outbox_queue.h"
#include "domain/providers.h"
#include "domain/tenant_stores.h"

namespace nexcyte::domain {

struct ReconcileReport {
  int checked = 0;                    // intents looked up
  int confirmed = 0;                  // ended as the person wanted
  int failed = 0;                     // ended as not done
  int repaired = 0;                   // doubles cancelled at Cal.com
  std::vector<std::string> problems;  // intents that could not be dealt with, for the log
};

// The calendar of a tenant, with that tenant's key.
using CalendarOf = std::function<CalendarProvider&(const Tenant&)>;

// Ends what was left open: each due intent is looked up at Cal.com by what only it can have made
// (metadata nx_ref; the old uid's successor; the state of the booking) and finished in the way of
// T2. A booking that is not there after the quiet window has failed; a second one with the same
// reference is cancelled there. A provider that does not answer leaves the intent for later. One
// intent's error does not stop the rest.
ReconcileReport ReconcileBookings(DueIntents& due, TenantStores& stores,
                                  const CalendarOf& calendar_of, int limit);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_RECONCILE_BOOKINGS_H_
