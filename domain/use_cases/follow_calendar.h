#ifndef NEXCYTE_DOMAIN_USE_CASES_FOLLOW_CALENDAR_H_
#define NEXCYTE_DOMAIN_USE_CASES_FOLLOW_CALENDAR_H_

#include "domain/providers.h"
#include "domain/tenant_store.h"

namespace nexcyte::domain {

// What happens at Cal.com without us: a host moves, cancels, approves or declines, and bookings
// with our reference that nobody here owns. No transaction is open during a call.

enum class Followed {
  kSame,     // nothing to do; or it is not this one's business: a change of our own is open
  kChanged,  // ours follows, and the attendee is told
  kUnknown,  // Cal.com does not tell, or knows no such booking: ours stays as it is
};

// Re-reads a booking's present state at Cal.com and lets ours follow.
Followed FollowBooking(TenantStore& store, CalendarProvider& calendar, const BookingId& id);

enum class Stray {
  kNone,       // it has its place here
  kCancelled,  // nobody's: cancelled at Cal.com
  kUnknown,    // to be looked at again
};

// A live booking at Cal.com with our reference which our row was not seen to own. Ours follows it
// when the host moved it there. It is cancelled there only if our row, locked and read again, is
// closed or owns another one. (measured: without the lock a sweep cancelled confirmed bookings.)
Stray ResolveStray(TenantStore& store, CalendarProvider& calendar, const BookingId& id,
                   const CalendarBooking& seen);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_FOLLOW_CALENDAR_H_
