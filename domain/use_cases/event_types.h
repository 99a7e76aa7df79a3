#ifndef NEXCYTE_DOMAIN_USE_CASES_EVENT_TYPES_H_
#define NEXCYTE_DOMAIN_USE_CASES_EVENT_TYPES_H_

#include <string>
#include <vector>

#include "domain/providers.h"
#include "domain/tenant_store.h"

namespace nexcyte::domain {

// Staff and admins only (the route's access says so; these do not ask again).

enum class OfferState {
  kKnown,
  kNoOrganization,  // the settings name none yet
  kRefused,         // Cal.com does not let our key see it
  kUnavailable,     // no answer in time
};

// What Cal.com has for the tenant's organization: read once per request, for it takes seconds when
// Cal.com is slow.
struct Offer {
  OfferState state = OfferState::kNoOrganization;
  std::vector<CalendarEventType> types;  // of kKnown
  std::chrono::seconds retry_after{0};   // of kUnavailable
};

Offer ReadOffer(TenantStore& store, CalendarProvider& calendar);

// As they were when they were last saved.
std::vector<EventType> ListEventTypes(TenantStore& store);

// What Cal.com says of them now in place of what it said then, where the offer is known.
std::vector<EventType> AsOffered(std::vector<EventType> types, const Offer& offer, Timestamp now);

struct MapEventTypeInput {
  std::string purpose;
  std::string title;
  std::string description;
  CalEventTypeId cal_id = 0;
  std::vector<AccountKind> allow_kinds;
  bool is_enabled = false;
  int position = 0;
  std::int64_t version = 0;
  RuleOverrides rules{};
};

// Maps a purpose to an event type of the offer. Where that is not known, a purpose keeps the event
// type that it has, and everything else of it may be changed. Refuses: kInvalid (fields;
// cal_event_type_id: one that cannot be booked here), kConflict alias_needed,
// event_type_not_available (not of the tenant's organization, or behind another purpose, or another
// tenant's), organization_missing, changed_meanwhile; kUnavailable calendar_unavailable.
EventType MapEventType(TenantStore& store, const Offer& offer, const Actor& actor,
                       const MapEventTypeInput& input);

// The next free times of a mapped purpose, as Cal.com gives them now.
struct Trial {
  EventType type;
  bool is_answered = false;
  std::vector<Slot> next;  // three at most, of the next two weeks
};

// Refuses: kNotFound.
Trial TryEventType(TenantStore& store, SlotSource& source, const std::string& purpose,
                   Timestamp now);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_EVENT_TYPES_H_
