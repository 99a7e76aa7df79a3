#include "domain/use_cases/booking_mirror.h"

#include <string>

#include "domain/text.h"

namespace nexcyte::domain {
namespace {

BookingStatus StatusOf(CalendarStatus status) {
  switch (status) {
    case CalendarStatus::kAccepted:
      return BookingStatus::kScheduled;
    case CalendarStatus::kPending:
      return BookingStatus::kRequested;
    case CalendarStatus::kRejected:
      return BookingStatus::kRejected;
    case CalendarStatus::kCancelled:
      break;
  }
  return BookingStatus::kCancelled;
}

// A closed booking keeps the time that its attendee knows.
Booking AsSeen(const Booking& booking, const CalendarBooking& seen) {
  Booking next = booking;
  next.status = StatusOf(seen.status);
  next.cal_uid = seen.uid;
  if (IsLive(seen.status)) {
    next.time = seen.time;
    next.location = seen.location;
  }
  return next;
}

bool IsSameState(const Booking& a, const Booking& b) {
  return a.status == b.status && a.cal_uid == b.cal_uid && a.time == b.time &&
         a.location == b.location;
}

// A read replica may be behind: Cal.com never takes back that a host has approved.
bool IsBehind(const Booking& booking, const CalendarBooking& seen) {
  return booking.status == BookingStatus::kScheduled && seen.uid == booking.cal_uid &&
         seen.status == CalendarStatus::kPending;
}

// Cal.com's own limit is not known; a column's is.
std::string Clip(const std::string& text) {
  constexpr std::size_t kLongest = 500;
  const auto decoded = DecodeUtf8(text);
  return decoded ? EncodeUtf8(decoded->substr(0, kLongest)) : std::string();
}

// What the host did, in words for the attendee. Nothing for what needs no reason.
std::string HostsReason(const Booking& before, const CalendarBooking& seen) {
  const std::string said = seen.reason.empty() ? "" : ": " + Clip(seen.reason);
  switch (seen.status) {
    case CalendarStatus::kCancelled:
      return "Cancelled by the host" + said;
    case CalendarStatus::kRejected:
      return "Declined by the host" + said;
    default:
      break;
  }
  const bool moved = IsLive(before.status) && before.status != BookingStatus::kPending &&
                     seen.time.start != before.time.start;
  return moved ? "Moved by the host" + said : std::string();
}

std::string ReasonOf(const Booking& before, const CalendarBooking& seen, const ChangeCause& cause) {
  if (!cause.actor) {
    return HostsReason(before, seen);
  }
  return cause.reason.empty() ? Clip(seen.reason) : cause.reason;
}

void StampChange(Booking& next, const Booking& before, const CalendarBooking& seen,
                 const ChangeCause& cause) {
  ++next.revision;
  next.actor = cause.actor;
  next.reason = ReasonOf(before, seen, cause);
  if (next.time.start != before.time.start) {
    next.moved_from = before.time.start;
    next.moves += cause.is_own_move ? 1 : 0;
  }
}

void KeepHistory(UnitOfWork& unit, const Booking& before, const Booking& next) {
  const bool moved = next.time.start != before.time.start || next.cal_uid != before.cal_uid;
  unit.bookings().AddHistory(
      before.id, {.cal_uid = before.cal_uid,
                  .start = before.time.start,
                  .status = moved ? "rescheduled" : std::string(ToString(before.status)),
                  .actor = next.actor,
                  .reason = next.reason,
                  .at = unit.Now()});
}

// What Cal.com reports is never refused: a new start that somebody else has claimed here stays
// theirs, and Cal.com will refuse their booking.
void MoveClaim(UnitOfWork& unit, const Booking& before, const Booking& next) {
  const bool moved = next.time.start != before.time.start;
  if (IsLive(next.status) && !moved) {
    return;
  }
  const std::string& owner = before.id.str();
  unit.slot_claims().Free(before.cal_event_type_id, before.time.start, owner);
  if (IsLive(next.status)) {
    unit.slot_claims().Take({.cal_event_type_id = next.cal_event_type_id,
                             .start = next.time.start,
                             .is_hold = false,
                             .owner = owner,
                             .expires_at = {}},
                            std::nullopt);
  }
}

}  // namespace

bool IsLive(BookingStatus status) {
  return status == BookingStatus::kPending || status == BookingStatus::kScheduled ||
         status == BookingStatus::kRequested;
}

bool IsLive(CalendarStatus status) {
  return status == CalendarStatus::kAccepted || status == CalendarStatus::kPending;
}

std::optional<Booking> ApplyCalendarBooking(UnitOfWork& unit, const Booking& booking,
                                            const CalendarBooking& seen, const ChangeCause& cause) {
  Booking next = AsSeen(booking, seen);
  if (!IsLive(booking.status) || IsSameState(booking, next) || IsBehind(booking, seen)) {
    return std::nullopt;
  }
  const bool moved = next.time.start != booking.time.start;
  if (booking.status == BookingStatus::kPending) {
    next.reason = IsLive(next.status) ? next.reason : HostsReason(booking, seen);
  } else {
    if (moved || next.status != booking.status) {
      StampChange(next, booking, seen, cause);
    }
    KeepHistory(unit, booking, next);
  }
  Booking after = unit.bookings().Update(next);
  MoveClaim(unit, booking, next);
  const bool rescheduled = moved && booking.status != BookingStatus::kPending;
  AuditBooking(
      unit, booking.id, cause.actor,
      rescheduled ? "booking.rescheduled" : "booking." + std::string(ToString(next.status)));
  return after;
}

void FailBooking(UnitOfWork& unit, const Booking& booking) {
  if (booking.status != BookingStatus::kPending) {
    return;
  }
  Booking next = booking;
  next.status = BookingStatus::kFailed;
  unit.bookings().Update(next);
  unit.slot_claims().Free(booking.cal_event_type_id, booking.time.start, booking.id.str());
  AuditBooking(unit, booking.id, booking.actor, "booking.failed");
}

void AuditBooking(UnitOfWork& unit, const BookingId& booking, const std::optional<UserId>& actor,
                  const std::string& action) {
  unit.audit().Append({.actor = actor, .action = action, .subject = booking.str(), .details = {}});
}

}  // namespace nexcyte::domain
