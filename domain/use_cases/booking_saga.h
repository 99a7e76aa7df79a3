#ifndef NEXCYTE_DOMAIN_USE_CASES_BOOKING_SAGA_H_
#define NEXCYTE_DOMAIN_USE_CASES_BOOKING_SAGA_H_

#include <chrono>

#include "domain/intent.h"
#include "domain/providers.h"
#include "domain/tenant_store.h"
#include "domain/use_cases/calendar_change.h"

namespace nexcyte::domain {

// T2 of faults-and-threats section 1, for the verbs and the reconciler alike: whoever knows how a
// change ended writes it here, and the first one counts.

// The booking with its row locked until the transaction ends. Refuses: kNotFound.
Booking RequireLocked(UnitOfWork& unit, const BookingId& id);

// How T2 left the booking. `by_us` is false when somebody else had ended the change before: then
// nothing was written.
struct Ended {
  Booking booking;
  bool by_us = false;
};

// T2 with an answer. Locks the booking, re-reads the intent, follows Cal.com. The outcome is kDone
// when `seen` fulfils the intent, else `otherwise`: then it was the host who did it.
Ended EndAsSeen(UnitOfWork& unit, const Intent& intent, const CalendarBooking& seen,
                IntentOutcome otherwise);

// T2 of a change that surely did not happen: a new booking fails, a move or a cancellation leaves
// the booking as it was. kRefused: the person is told on the screen, no message is written.
Ended EndAsNotMade(UnitOfWork& unit, const Intent& intent, IntentOutcome outcome);

// Leaves the change to the reconciler, which looks it up after `wait`.
Ended LeaveOpen(UnitOfWork& unit, const Intent& intent, std::chrono::seconds wait);

// Gives Cal.com's courtesy hold back, if there was one.
void ReleaseHold(CalendarProvider& calendar, const Intent& intent);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_BOOKING_SAGA_H_
