#ifndef NEXCYTE_DOMAIN_USE_CASES_BOOKING_MIRROR_H_
#define NEXCYTE_DOMAIN_USE_CASES_BOOKING_MIRROR_H_

#include <optional>
#include <string>

#include "domain/providers.h"
#include "domain/tenant_store.h"

namespace nexcyte::domain {

// Scheduled, requested or pending: it has a place in somebody's calendar, or is about to.
bool IsLive(BookingStatus status);
// Accepted, or waiting for the host.
bool IsLive(CalendarStatus status);

// Why our booking changes.
struct ChangeCause {
  std::optional<UserId> actor;  // nobody: the host did it at Cal.com, and the reason says so
  std::string reason;           // the actor's; empty: what Cal.com says
  bool is_own_move = false;     // counts for the limit of moves
};

// The one place where what Cal.com has becomes what we have: state, time, uid, history, claims and
// audit of one change. The trigger writes the messages. `booking` is the row as read under its lock
// in this transaction. A booking that is closed stays as it is; the same state twice changes
// nothing, nor does an answer that is older than what we have. Cal.com's title is not taken over:
// it names the host. Answers the booking as it then is; nothing when nothing changed.
std::optional<Booking> ApplyCalendarBooking(UnitOfWork& unit, const Booking& booking,
                                            const CalendarBooking& seen, const ChangeCause& cause);

// A pending booking that Cal.com does not have: `failed`, its start free again.
void FailBooking(UnitOfWork& unit, const Booking& booking);

// Writes who did what to a booking.
void AuditBooking(UnitOfWork& unit, const BookingId& booking, const std::optional<UserId>& actor,
                  const std::string& action);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_BOOKING_MIRROR_H_
