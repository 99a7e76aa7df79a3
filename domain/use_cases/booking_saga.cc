#include "domain/use_cases/booking_saga.h"

#include "domain/error.h"
#include "domain/guard.h"
#include "domain/use_cases/booking_mirror.h"

namespace nexcyte::domain {
namespace {

Booking RequireNow(UnitOfWork& unit, const BookingId& id) {
  std::optional<Booking> booking = unit.bookings().Find(id);
  if (!booking) {
    throw NotFound();
  }
  return std::move(*booking);
}

// A worker that was slow, or thought dead, must not write over what has been decided since: only
// who finds the intent open, with the booking locked, goes on.
bool IsOpen(const Booking& locked, const Intent& intent) {
  return locked.intent == intent.id || IsOff(Guard::kIntent);
}

// The start that T1 of a move claimed, when the booking did not get there.
void FreeUnusedStart(UnitOfWork& unit, const Intent& intent, const Booking& booking) {
  if (intent.new_start && *intent.new_start != booking.time.start) {
    unit.slot_claims().Free(booking.cal_event_type_id, *intent.new_start, booking.id.str());
  }
}

ChangeCause CauseOf(const Intent& intent) {
  return {.actor = intent.actor,
          .reason = intent.reason,
          .is_own_move = intent.kind == IntentKind::kMove};
}

}  // namespace

Booking RequireLocked(UnitOfWork& unit, const BookingId& id) {
  std::optional<Booking> booking = unit.bookings().FindForUpdate(id);
  if (!booking) {
    throw NotFound();
  }
  return std::move(*booking);
}

Ended EndAsSeen(UnitOfWork& unit, const Intent& intent, const CalendarBooking& seen,
                IntentOutcome otherwise) {
  const Booking before = RequireLocked(unit, intent.booking);
  if (!IsOpen(before, intent)) {
    return {.booking = before, .by_us = false};
  }
  const bool done = Fulfils(intent, seen);
  unit.intents().Close(intent.id, done ? IntentOutcome::kDone : otherwise);
  auto changed = ApplyCalendarBooking(unit, before, seen, done ? CauseOf(intent) : ChangeCause());
  Booking after = changed ? *std::move(changed) : RequireNow(unit, intent.booking);
  FreeUnusedStart(unit, intent, after);
  return {.booking = std::move(after), .by_us = true};
}

Ended EndAsNotMade(UnitOfWork& unit, const Intent& intent, IntentOutcome outcome) {
  const Booking before = RequireLocked(unit, intent.booking);
  if (!IsOpen(before, intent)) {
    return {.booking = before, .by_us = false};
  }
  // First: the messages of a failed booking depend on the outcome.
  unit.intents().Close(intent.id, outcome);
  if (intent.kind == IntentKind::kBook) {
    FailBooking(unit, before);
  } else {
    FreeUnusedStart(unit, intent, before);
    AuditBooking(
        unit, before.id, intent.actor,
        intent.kind == IntentKind::kMove ? "booking.move_failed" : "booking.cancel_failed");
  }
  return {.booking = RequireNow(unit, intent.booking), .by_us = true};
}

Ended LeaveOpen(UnitOfWork& unit, const Intent& intent, std::chrono::seconds wait) {
  const Booking before = RequireLocked(unit, intent.booking);
  if (!IsOpen(before, intent)) {
    return {.booking = before, .by_us = false};
  }
  unit.intents().LookAgain(intent.id, wait);
  return {.booking = RequireNow(unit, intent.booking), .by_us = true};
}

void ReleaseHold(CalendarProvider& calendar, const Intent& intent) {
  if (!intent.reservation_uid.empty()) {
    calendar.Release(intent.reservation_uid);
  }
}

}  // namespace nexcyte::domain
