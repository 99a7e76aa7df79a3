#ifndef NEXCYTE_DOMAIN_USE_CASES_SWEEP_CALENDAR_H_
#define NEXCYTE_DOMAIN_USE_CASES_SWEEP_CALENDAR_H_

#include "domain/calendar_sweep.h"
#include "domain/tenant_stores.h"
#include "domain/use_cases/reconcile_bookings.h"

namespace nexcyte::domain {

// Compares future bookings with Cal.com's by list pages, for what no webhook has told: a host's
// changes are followed, and live bookings with our reference that nobody here owns are cancelled
// there. Cal.com is asked about single bookings only where the list differs from ours, and at most
// kMostFollowed times a slice. At most `limit` slices, and no new one after 10 s. A key whose
// budget is used up ends the slice; it is due again in a minute.
inline constexpr int kMostFollowed = 20;
void SweepCalendars(CalendarSweeps& sweeps, TenantStores& stores, const CalendarOf& calendar_of,
                    int limit, ReconcileReport& report);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_SWEEP_CALENDAR_H_
