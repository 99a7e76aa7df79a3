#ifndef NEXCYTE_DOMAIN_USE_CASES_BOOKINGS_H_
#define NEXCYTE_DOMAIN_USE_CASES_BOOKINGS_H_

#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "domain/error.h"
#include "domain/providers.h"
#include "domain/tenant_store.h"
#include "domain/token.h"
#include "domain/use_cases/offered_start.h"

namespace nexcyte::domain {

// The booking protocol of faults-and-threats section 1. Each verb is: T1 (check, claim, write the
// intent; committed) -> one call to Cal.com with no transaction open -> T2 (write what came of it).
// While Cal.com's answer is unknown the booking keeps its open intent and ReconcileBookings ends
// it.

// What the verbs share. `answer` makes the answer that is kept under `key` from the booking as it
// stands at the end of T2; a refusal by Cal.com is kept through `refusal` in the same way.
struct Idempotent {
  std::optional<IdempotencyKey> key;
  std::function<StoredAnswer(const Booking&)> answer;
  std::function<StoredAnswer(const Error&)> refusal;
};

// The booking as it stands now, or what was answered before under the same key. A key whose booking
// is still pending gives its present state.
using BookingResult = std::variant<Booking, StoredAnswer>;

struct BookSlotInput {
  std::string purpose;
  Timestamp start;
  std::string time_zone;
  std::string notes;  // at most 2,000 characters
  std::optional<ReservationId> reservation;
  std::optional<UserId> attendee;  // staff only: whose booking it is; nothing: the actor's
  std::string reason;              // of staff, for what goes beyond a member's limits
  Idempotent idempotent;
};

// Books for the actor, or for the attendee whom staff names: then the purpose must be open to the
// attendee, and the actor is recorded. The result's status is kScheduled, kRequested, or kPending
// (unknown: being checked). Refuses: kNotFound purpose_unknown, kForbidden kind_not_allowed,
// kConflict scheduling_disabled, reservation_expired, slot_taken (not offered, too),
// too_many_bookings; kForbidden forbidden (a member for another); kNotFound (attendee); kInvalid
// (start: past; time_zone; notes; reason: see RequireReasonToWaive), kInvalid idempotency_mismatch;
// kUnavailable calendar_unavailable (Cal.com surely did nothing).
BookingResult BookSlot(TenantStore& store, const OfferingCalendar& calendar, Entropy& entropy,
                       const Actor& actor, const BookSlotInput& input, Timestamp now);

struct CancelBookingInput {
  BookingId booking;
  std::string reason;  // at most 500 characters
  Idempotent idempotent;
};

// Already cancelled at Cal.com is success; a booking that is cancelled here answers itself. With an
// unknown outcome the result still has its old status and open_intent = kCancel.
// Refuses: kNotFound, kConflict booking_closed, too_late_to_cancel; kInvalid (reason);
// kUnavailable.
BookingResult CancelBooking(TenantStore& store, CalendarProvider& calendar, const Actor& actor,
                            const CancelBookingInput& input, Timestamp now);

struct RescheduleBookingInput {
  BookingId booking;
  Timestamp start;
  std::string time_zone;  // empty: as before
  std::string reason;     // at most 500 characters
  Idempotent idempotent;
};

// The same booking at another time: same id, revision + 1. The same start as now changes nothing
// and tells nobody. Unknown outcome: open_intent = kMove.
// Refuses: kNotFound, kConflict booking_closed, too_late_to_reschedule, slot_taken (not offered,
// too), too_many_moves; kInvalid (start, reason); kUnavailable.
BookingResult RescheduleBooking(TenantStore& store, const OfferingCalendar& calendar,
                                const Actor& actor, const RescheduleBookingInput& input,
                                Timestamp now);

// Refuses: kNotFound.
Booking RequireBooking(TenantStore& store, const BookingId& id);

// The person's own bookings, whatever their role. Refuses: kInvalid (limit, cursor).
BookingPage ListMyBookings(TenantStore& store, const BookingQuery& query);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_BOOKINGS_H_
