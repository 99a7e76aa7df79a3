#include "domain/use_cases/preconditions.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "domain/text.h"
#include "domain/time_zone.h"

namespace nexcyte::domain {
namespace {

constexpr std::chrono::seconds kTryAgainAfter{10};

}  // namespace

Bookable RequirePurpose(UnitOfWork& unit, const std::string& purpose) {
  SchedulingSettings settings = unit.settings().Load();
  if (!settings.is_enabled) {
    throw Error(ErrorCode::kConflict, "scheduling_disabled");
  }
  std::optional<EventType> type = unit.event_types().Find(purpose);
  if (!type || !type->is_enabled) {
    throw Error(ErrorCode::kNotFound, "purpose_unknown");
  }
  return {std::move(settings), std::move(*type)};
}

Bookable RequireBookable(UnitOfWork& unit, const Actor& actor, const std::string& purpose) {
  Bookable bookable = RequirePurpose(unit, purpose);
  if (!Allows(bookable.type, actor.kind)) {
    throw Error(ErrorCode::kForbidden, "kind_not_allowed");
  }
  return bookable;
}

void RequireTimeZone(const std::string& name) {
  if (!IsTimeZone(name)) {
    throw InvalidInput("timeZone", "This time zone is not known.");
  }
}

void RequireAhead(Timestamp start, Timestamp now) {
  if (start <= now) {
    throw InvalidInput("start", "Choose a time that lies ahead.");
  }
}

void RequireLength(const std::string& text, std::size_t limit, const std::string& field) {
  const std::optional<std::size_t> length = CountCharacters(text);
  if (!length || *length > limit) {
    throw InvalidInput(field, "At most " + std::to_string(limit) + " characters of text.");
  }
}

void RequireReasonToWaive(UnitOfWork& unit, const Actor& actor, const BookingId& booking,
                          const std::string& limit, const std::string& reason) {
  if (limit.empty()) {
    return;
  }
  if (Trim(reason).empty()) {
    throw InvalidInput("reason", "This goes beyond the limits for members: say why.");
  }
  unit.audit().Append({.actor = actor.user,
                       .action = "booking.limit_waived",
                       .subject = booking.str(),
                       .details = {{"limit", limit}}});
}

std::optional<Reservation> FindOwnHold(UnitOfWork& unit, const UserId& user, CalEventTypeId type,
                                       Timestamp start) {
  for (Reservation& hold : unit.reservations().ListOf(user)) {
    if (hold.cal_event_type_id == type && hold.time.start == start) {
      return std::move(hold);
    }
  }
  return std::nullopt;
}

SlotTaking TakeStart(UnitOfWork& unit, CalEventTypeId type, Timestamp start,
                     const BookingId& booking, const std::optional<Reservation>& hold) {
  const SlotClaim claim{.cal_event_type_id = type,
                        .start = start,
                        .is_hold = false,
                        .owner = booking.str(),
                        .expires_at = {}};
  const auto instead_of = hold ? std::optional<ReservationId>(hold->id) : std::nullopt;
  const SlotTaking taking = unit.slot_claims().Take(claim, instead_of);
  if (!taking.is_taken) {
    throw Error(ErrorCode::kConflict, "slot_taken");
  }
  if (hold) {
    unit.reservations().Finish(hold->id, booking);
  }
  return taking;
}

Error CalendarUnavailable(const CalendarRefusal& refusal) {
  return Error(ErrorCode::kUnavailable, "calendar_unavailable", refusal.detail)
      .RetryAfter(std::max(refusal.retry_after, kTryAgainAfter));
}

}  // namespace nexcyte::domain
