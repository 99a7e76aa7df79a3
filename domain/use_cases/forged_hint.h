#ifndef NEXCYTE_DOMAIN_USE_CASES_FORGED_HINT_H_
#define NEXCYTE_DOMAIN_USE_CASES_FORGED_HINT_H_

#include <string>

#include "domain/calendar_hint.h"
#include "domain/tenant_stores.h"
#include "domain/throttle.h"

namespace nexcyte::domain {

// What Cal.com has not signed is believed in nothing. If it names a booking of ours, the log of
// that booking's tenant says so: `webhook.refused`, with `how` it was wrong. Anybody can send such
// a delivery, so a tenant gets a few entries a minute and not more.
void NoteForgedHint(TenantStores& stores, CalendarHints& hints, Throttle& throttle,
                    const CalendarHint& hint, const std::string& how);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_FORGED_HINT_H_
