#ifndef NEXCYTE_DOMAIN_USE_CASES_CALENDAR_CHANGE_H_
#define NEXCYTE_DOMAIN_USE_CASES_CALENDAR_CHANGE_H_

#include "domain/booking.h"
#include "domain/intent.h"
#include "domain/providers.h"

namespace nexcyte::domain {

// The calls of faults-and-threats section 1: asking Cal.com for a change, doubting its answer, and
// looking up what came of it. No transaction is open here.

// A change that T1 has committed: the intent is open, the booking as it was then.
struct OpenChange {
  Intent intent;
  Booking booking;
};

// Calls Cal.com for this change, once. A booking is what it made of the change. kUnknown: it may
// have happened. Any other refusal: it surely did not; one that came with an answer is believed
// only after a look-up that found nothing.
CalendarResult<CalendarBooking> AskCalendar(CalendarProvider& calendar, const OpenChange& change);

struct LookUpResult {
  // What came of the change; kNotFound: nothing so far; kUnknown: Cal.com does not tell.
  CalendarResult<CalendarBooking> found;
  int repaired = 0;  // further live bookings with our reference, cancelled now
};

// Finds what only this change can have made: our reference for a new booking, the successor of the
// old uid for a move, the cancelled state for a cancellation.
LookUpResult LookUpChange(CalendarProvider& calendar, const OpenChange& change);

// What the booking of that uid is now, wherever it was moved to. kNotFound: Cal.com knows no such
// uid; kUnknown: it does not tell.
CalendarResult<CalendarBooking> FindPresent(CalendarProvider& calendar, const std::string& uid);

// True when `seen` is what the person wanted.
bool Fulfils(const Intent& intent, const CalendarBooking& seen);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_CALENDAR_CHANGE_H_
