#ifndef NEXCYTE_DOMAIN_USE_CASES_PRECONDITIONS_H_
#define NEXCYTE_DOMAIN_USE_CASES_PRECONDITIONS_H_

#include <optional>
#include <string>

#include "domain/error.h"
#include "domain/providers.h"
#include "domain/tenant_store.h"

namespace nexcyte::domain {

// What the scheduling verbs have to check, or to take, before they do anything.

struct Bookable {
  SchedulingSettings settings;
  EventType type;
};

// An enabled purpose of a tenant whose scheduling is on. Refuses: kConflict scheduling_disabled,
// kNotFound purpose_unknown.
Bookable RequirePurpose(UnitOfWork& unit, const std::string& purpose);

// The same, for this person. Refuses also: kForbidden kind_not_allowed.
Bookable RequireBookable(UnitOfWork& unit, const Actor& actor, const std::string& purpose);

// Refuses: kInvalid (timeZone).
void RequireTimeZone(const std::string& name);

// Refuses: kInvalid (start).
void RequireAhead(Timestamp start, Timestamp now);

// Refuses: kInvalid (`field`) for a text of more than `limit` characters.
void RequireLength(const std::string& text, std::size_t limit, const std::string& field);

// Staff may go beyond a member's `limit` (LimitOfCancelling, ...) with a reason, and that is
// written into the audit log. Nothing happens without a limit. Refuses: kInvalid (reason: empty).
void RequireReasonToWaive(UnitOfWork& unit, const Actor& actor, const BookingId& booking,
                          const std::string& limit, const std::string& reason);

// The person's own live reservation of that start, if there is one.
std::optional<Reservation> FindOwnHold(UnitOfWork& unit, const UserId& user, CalEventTypeId type,
                                       Timestamp start);

// Takes the start for a booking; `hold` is used up by it. Refuses: kConflict slot_taken.
SlotTaking TakeStart(UnitOfWork& unit, CalEventTypeId type, Timestamp start,
                     const BookingId& booking, const std::optional<Reservation>& hold);

// 503 for a provider that did not do it, with its own advice when to try again.
Error CalendarUnavailable(const CalendarRefusal& refusal);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_PRECONDITIONS_H_
