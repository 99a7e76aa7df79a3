#ifndef NEXCYTE_DOMAIN_USE_CASES_ADMIN_SCHEDULING_H_
#define NEXCYTE_DOMAIN_USE_CASES_ADMIN_SCHEDULING_H_

#include <string>

#include "domain/providers.h"
#include "domain/tenant_store.h"

namespace nexcyte::domain {

// Staff and admins only (the route's access says so; these do not ask again).

SchedulingSettings LoadSettings(TenantStore& store);

// With how the tenant writes to people.
TenantSettings LoadTenantSettings(TenantStore& store);

// `mail_domain`: ours, from which the tenant's mails may leave without the operator's doing.
// Cal.com is asked about another organization than before. Refuses: kInvalid (fields; contact_phone
// too when its number is taken away from texts that need it), kConflict changed_meanwhile,
// alias_needed (an enabled event type whose own mails Cal.com sends needs the alias),
// organization_not_available (none that our key belongs to, or another tenant's); kUnavailable
// calendar_unavailable.
void SaveSettings(TenantStore& store, CalendarProvider& calendar, const Actor& actor,
                  const TenantSettings& settings, const std::string& mail_domain);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_ADMIN_SCHEDULING_H_
