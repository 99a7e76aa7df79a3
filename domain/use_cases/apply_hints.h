#ifndef NEXCYTE_DOMAIN_USE_CASES_APPLY_HINTS_H_
#define NEXCYTE_DOMAIN_USE_CASES_APPLY_HINTS_H_

#include "domain/calendar_hint.h"
#include "domain/tenant_stores.h"
#include "domain/use_cases/reconcile_bookings.h"

namespace nexcyte::domain {

// Looks at Cal.com what the webhooks that wait are about, and lets ours follow. Order, repetition
// and loss of webhooks do not matter: only what Cal.com says now counts. A hint whose booking is
// being changed by ourselves makes that change's look-up due. Returns how many hints were taken.
int ApplyHints(CalendarHints& hints, TenantStores& stores, const CalendarOf& calendar_of, int limit,
               ReconcileReport& report);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_APPLY_HINTS_H_
