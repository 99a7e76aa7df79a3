#ifndef NEXCYTE_DOMAIN_USE_CASES_ADMIN_SCHEDULING_H_
#define NEXCYTE_DOMAIN_USE_CASES_ADMIN_SCHEDULING_H_

#include <string>
#include <vector>

#include "domain/providers.h"
#include "domain/tenant_store.h"

namespace nexcyte::domain {

// Staff and admins only (the route's access says so; these do not ask again).

SchedulingSettings LoadSettings(TenantStore& store);

// With how the tenant writes to people.
TenantSettings LoadTenantSettings(TenantStore& store);

// `mail_domain`: ours, from which the tenant's mails may leave without the operator's doing.
// Refuses: kInvalid (fields), kConflict changed_meanwhile, kConflict alias_needed (an enabled event
// type whose own mails Cal.com sends needs the alias).
void SaveSettings(TenantStore& store, const Actor& actor, const TenantSettings& settings,
                  const std::string& mail_domain);

std::vector<EventType> ListEventTypes(TenantStore& store);

struct MapEventTypeInput {
  std::string purpose;
  std::string title;
  std::string description;
  CalEventTypeId cal_id = 0;
  std::vector<AccountKind> allow_kinds;
  bool is_enabled = false;
  int position = 0;
  std::int64_t version = 0;
};

// Maps a purpose, reading the event type from Cal.com first. Refuses: kInvalid (fields;
// cal_event_type_id: seated, recurring, a managed parent), kConflict alias_needed,
// event_type_not_available (another's, or none at all), changed_meanwhile; kUnavailable
// calendar_unavailable.
EventType MapEventType(TenantStore& store, CalendarProvider& calendar, const Actor& actor,
                       const MapEventTypeInput& input);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_ADMIN_SCHEDULING_H_
