#include "domain/use_cases/follow_calendar.h"

#include <optional>
#include <utility>
#include <variant>

#include "domain/guard.h"
#include "domain/use_cases/booking_mirror.h"
#include "domain/use_cases/booking_saga.h"
#include "domain/use_cases/calendar_change.h"

namespace nexcyte::domain {
namespace {

constexpr char kStrayReason[] = "Not booked in the portal";

// An open change of our own ends by its own look-ups.
bool IsSettled(const Booking& booking) {
  return IsLive(booking.status) && booking.status != BookingStatus::kPending &&
         !booking.open_intent;
}

std::optional<Booking> FindSettled(UnitOfWork& unit, const BookingId& id) {
  std::optional<Booking> booking = unit.bookings().Find(id);
  return booking && IsSettled(*booking) ? std::move(booking) : std::nullopt;
}

// Locked, so that it stays as it is read until what follows from it is written.
std::optional<Booking> FindNow(UnitOfWork& unit, const BookingId& id) {
  return IsOff(Guard::kRowLock) ? unit.bookings().Find(id) : unit.bookings().FindForUpdate(id);
}

// The answer is about the uid that was asked for: by now our row may own another one.
bool Follow(UnitOfWork& unit, const Booking& asked, const CalendarBooking& seen) {
  const std::optional<Booking> booking = FindNow(unit, asked.id);
  return booking && IsSettled(*booking) && booking->cal_uid == asked.cal_uid &&
         ApplyCalendarBooking(unit, *booking, seen, ChangeCause()).has_value();
}

// Under the row's lock. What was made out of a booking of ours is not nobody's, although the chain
// that leads to it may not be visible yet.
Stray Judge(const Booking& booking, const CalendarBooking& seen) {
  if (booking.open_intent || booking.status == BookingStatus::kPending ||
      booking.cal_event_type_id != seen.event_type_id) {
    return Stray::kNone;
  }
  if (!IsLive(booking.status)) {
    const bool is_made_of_ours =
        !booking.cal_uid.empty() && booking.cal_uid == seen.rescheduled_from_uid;
    return is_made_of_ours ? Stray::kNone : Stray::kCancelled;
  }
  if (booking.cal_uid == seen.uid) {
    return Stray::kNone;
  }
  return seen.rescheduled_from_uid.empty() ? Stray::kCancelled : Stray::kUnknown;
}

Stray JudgeNow(UnitOfWork& unit, const BookingId& id, const CalendarBooking& seen) {
  const std::optional<Booking> booking = FindNow(unit, id);
  return booking ? Judge(*booking, seen) : Stray::kNone;
}

bool WasCancelled(const CalendarResult<CalendarBooking>& answer) {
  const auto* refusal = std::get_if<CalendarRefusal>(&answer);
  return refusal == nullptr || refusal->failure == CalendarFailure::kAlreadyCancelled;
}

}  // namespace

Followed FollowBooking(TenantStore& store, CalendarProvider& calendar, const BookingId& id) {
  const auto booking = store.Read([&](UnitOfWork& unit) { return FindSettled(unit, id); });
  if (!booking) {
    return Followed::kSame;
  }
  const auto found = FindPresent(calendar, booking->cal_uid);
  const auto* seen = std::get_if<CalendarBooking>(&found);
  if (seen == nullptr) {
    return Followed::kUnknown;
  }
  const bool changed =
      store.Transact([&](UnitOfWork& unit) { return Follow(unit, *booking, *seen); });
  return changed ? Followed::kChanged : Followed::kSame;
}

Stray ResolveStray(TenantStore& store, CalendarProvider& calendar, const BookingId& id,
                   const CalendarBooking& seen) {
  if (!IsLive(seen.status) || seen.nx_ref != id.str()) {
    return Stray::kNone;
  }
  if (FollowBooking(store, calendar, id) == Followed::kUnknown) {
    return Stray::kUnknown;
  }
  const Stray verdict = store.Transact([&](UnitOfWork& unit) { return JudgeNow(unit, id, seen); });
  if (verdict != Stray::kCancelled) {
    return verdict;
  }
  if (!WasCancelled(calendar.Cancel(seen.uid, kStrayReason))) {
    return Stray::kUnknown;
  }
  store.Transact(
      [&](UnitOfWork& unit) { AuditBooking(unit, id, std::nullopt, "booking.stray_cancelled"); });
  return Stray::kCancelled;
}

}  // namespace nexcyte::domain
