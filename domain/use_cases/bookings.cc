#include "domain/use_cases/bookings.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "domain/guard.h"
#include "domain/use_cases/booking_saga.h"
#include "domain/use_cases/calendar_change.h"
#include "domain/use_cases/idempotency.h"
#include "domain/use_cases/preconditions.h"

namespace nexcyte::domain {
namespace {

constexpr std::size_t kMaxNotes = 2000;
constexpr std::size_t kMaxReason = 500;
constexpr int kMaxPage = 100;
constexpr char kGivenUpReason[] = "Not confirmed in time";

// What T1 comes to: something to ask of Cal.com, or a booking that is as it should be already.
using Opened = std::variant<OpenChange, Booking>;

Error RefusalOf(const CalendarRefusal& refusal) {
  switch (refusal.failure) {
    case CalendarFailure::kSlotTaken:
    case CalendarFailure::kSlotInvalid:
    case CalendarFailure::kLimitReached:
    case CalendarFailure::kReservedByOther:
      return Error(ErrorCode::kConflict, "slot_taken", refusal.detail);
    case CalendarFailure::kBookerLimit:
      return Error(ErrorCode::kConflict, "too_many_bookings", refusal.detail);
    default:
      return CalendarUnavailable(refusal);
  }
}

using Outcome = std::variant<Booking, Error>;

Outcome WriteRefusal(UnitOfWork& unit, const Intent& intent, const CalendarRefusal& refusal,
                     const Idempotent& idempotent) {
  Ended ended = EndAsNotMade(unit, intent, IntentOutcome::kRefused);
  if (!ended.by_us) {
    KeepAnswer(unit, idempotent, ended.booking);
    return std::move(ended.booking);
  }
  Error error = RefusalOf(refusal);
  KeepRefusal(unit, idempotent, error);
  return error;
}

Outcome WriteOutcome(UnitOfWork& unit, const Intent& intent,
                     const CalendarResult<CalendarBooking>& made, const Idempotent& idempotent) {
  if (const auto* refusal = std::get_if<CalendarRefusal>(&made)) {
    if (refusal->failure != CalendarFailure::kUnknown) {
      return WriteRefusal(unit, intent, *refusal, idempotent);
    }
    return LeaveOpen(unit, intent, std::max(NextLookUp(0), refusal->retry_after)).booking;
  }
  Ended ended = EndAsSeen(unit, intent, std::get<CalendarBooking>(made), IntentOutcome::kRefused);
  KeepAnswer(unit, idempotent, ended.booking);
  return std::move(ended.booking);
}

// The reconciler gave the booking up while our call was out: what it made belongs to nobody.
void CancelIfGivenUp(CalendarProvider& calendar, const CalendarResult<CalendarBooking>& made,
                     const Outcome& outcome) {
  const auto* seen = std::get_if<CalendarBooking>(&made);
  const auto* booking = std::get_if<Booking>(&outcome);
  if (seen != nullptr && booking != nullptr && booking->status == BookingStatus::kFailed) {
    calendar.Cancel(seen->uid, kGivenUpReason);
  }
}

// T2. Without a database the change stands as T1 left it: asked of Cal.com, and not known to be
// anything else. Who would be told to come back later would take it for not made.
Outcome WriteOrLeave(TenantStore& store, const OpenChange& change,
                     const CalendarResult<CalendarBooking>& made, const Idempotent& idempotent) {
  try {
    return store.Transact([&](UnitOfWork& unit) {
      unit.NeedNotOutliveCrash();  // the open intent does, and would lead here again
      return WriteOutcome(unit, change.intent, made, idempotent);
    });
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kUnavailable) {
      throw;
    }
  }
  Booking booking = change.booking;
  booking.open_intent = change.intent.kind;
  return booking;
}

Booking CarryOut(TenantStore& store, CalendarProvider& calendar, const OpenChange& change,
                 const Idempotent& idempotent) {
  const CalendarResult<CalendarBooking> made = AskCalendar(calendar, change);
  Outcome outcome = WriteOrLeave(store, change, made, idempotent);
  CancelIfGivenUp(calendar, made, outcome);
  ReleaseHold(calendar, change.intent);
  if (const auto* error = std::get_if<Error>(&outcome)) {
    throw *error;
  }
  return std::get<Booking>(std::move(outcome));
}

// T1. Nothing: somebody has the key.
template <class Open>
std::optional<Opened> Begin(UnitOfWork& unit, const Idempotent& idempotent, const BookingId& about,
                            const Open& open) {
  if (!ClaimKey(unit, idempotent.key, about)) {
    return std::nullopt;
  }
  Opened opened = open();
  if (const auto* unchanged = std::get_if<Booking>(&opened)) {
    KeepAnswer(unit, idempotent, *unchanged);
  }
  return opened;
}

// The call and T2; or the answer of the first call with the same key.
BookingResult GoOn(TenantStore& store, CalendarProvider& calendar, const Idempotent& idempotent,
                   std::optional<Opened> opened) {
  if (!opened) {
    return AwaitFirst(store, *idempotent.key);
  }
  if (auto* unchanged = std::get_if<Booking>(&*opened)) {
    return std::move(*unchanged);
  }
  return CarryOut(store, calendar, std::get<OpenChange>(*opened), idempotent);
}

// A verb that takes a start.
template <class Open>
BookingResult RunAtStart(TenantStore& store, const OfferingCalendar& calendar,
                         const Idempotent& idempotent, const BookingId& about, const Open& open) {
  const auto begin = [&](UnitOfWork& unit, StartOffer offer) {
    return Begin(unit, idempotent, about, [&]() -> Opened { return open(unit, offer); });
  };
  auto opened =
      KeepingRefusals(store, idempotent, [&] { return TransactOffered(store, calendar, begin); });
  return GoOn(store, calendar.provider, idempotent, std::move(opened));
}

OpenChange OpenIntent(UnitOfWork& unit, Intent intent, Booking booking) {
  intent.booking = booking.id;
  intent.id = IsOff(Guard::kIntent) ? IntentId::Parse(booking.id.str()).value()
                                    : unit.intents().Open(intent);
  return {.intent = std::move(intent), .booking = std::move(booking)};
}

// Whose booking it becomes.
Membership RequireAttendee(UnitOfWork& unit, const Actor& actor, const BookSlotInput& input) {
  if (!input.attendee || *input.attendee == actor.user) {
    return actor;
  }
  if (!IsStaff(actor)) {
    throw Error(ErrorCode::kForbidden, "forbidden");
  }
  std::optional<Membership> attendee = unit.memberships().Find(*input.attendee);
  if (!attendee) {
    throw NotFound();
  }
  return std::move(*attendee);
}

// A purpose with a limit of its own counts its own bookings alone.
bool HasRoom(UnitOfWork& unit, const SchedulingSettings& settings, const Booking& booking) {
  const auto own = settings.overrides.find(booking.purpose);
  const bool is_own = own != settings.overrides.end() && own->second.max_open_bookings;
  const int most = RulesOf(settings, booking.purpose).max_open_bookings;
  return most == 0 ||
         unit.bookings().CountOpen(booking.attendee, is_own ? booking.purpose : "") < most;
}

// Staff who book for somebody may let them have one more, with a reason.
void RequireRoom(UnitOfWork& unit, const SchedulingSettings& settings, const Actor& actor,
                 const Booking& booking, const std::string& reason) {
  if (HasRoom(unit, settings, booking)) {
    return;
  }
  if (booking.attendee == actor.user) {
    throw Error(ErrorCode::kConflict, "too_many_bookings");
  }
  RequireReasonToWaive(unit, actor, booking.id, "too_many_bookings", reason);
}

// The reservation that was asked for, else whatever hold the attendee has on this start.
std::optional<Reservation> RequireOwnHold(UnitOfWork& unit, const UserId& attendee,
                                          const EventType& type, const BookSlotInput& input) {
  std::optional<Reservation> hold = FindOwnHold(unit, attendee, type.cal_id, input.start);
  if (input.reservation && (!hold || hold->id != *input.reservation)) {
    throw Error(ErrorCode::kConflict, "reservation_expired");
  }
  return hold;
}

Booking NewBooking(const BookingId& id, const Membership& attendee, const EventType& type,
                   const BookSlotInput& input) {
  Booking booking;
  booking.id = id;
  booking.purpose = type.purpose;
  booking.cal_event_type_id = type.cal_id;
  booking.time = {.start = input.start, .end = input.start + type.length};
  booking.time_zone = input.time_zone;
  booking.attendee = attendee.user;
  booking.attendee_email = attendee.email;
  booking.attendee_name = attendee.name;
  booking.attendee_phone = attendee.phone;
  booking.title = type.title;
  booking.notes = input.notes;
  return booking;
}

// Whoever holds the start was offered it.
void TakeOffered(UnitOfWork& unit, const Booking& booking, Timestamp start,
                 const std::optional<Reservation>& hold, StartOffer offer) {
  const SlotTaking taking = TakeStart(unit, booking.cal_event_type_id, start, booking.id, hold);
  if (!hold && !taking.was_offered && offer == StartOffer::kIsKept) {
    throw StartNotKept(booking.cal_event_type_id, start, booking.cal_uid);
  }
}

OpenChange OpenBook(UnitOfWork& unit, const BookingId& id, const Actor& actor,
                    const BookSlotInput& input, StartOffer offer) {
  const Membership attendee = RequireAttendee(unit, actor, input);
  const auto [settings, type] = RequireBookable(unit, attendee, input.purpose);
  Booking booking = NewBooking(id, attendee, type, input);
  booking.actor = actor.user;
  RequireRoom(unit, settings, actor, booking, input.reason);
  const std::optional<Reservation> hold = RequireOwnHold(unit, attendee.user, type, input);
  TakeOffered(unit, booking, input.start, hold, offer);
  unit.bookings().Insert(booking);
  Intent intent;
  intent.kind = IntentKind::kBook;
  intent.reservation_uid = hold ? hold->cal_reservation_uid : std::string();
  intent.attendee_address = AddressAtCalendar(settings, id, attendee.email);
  intent.reason = input.reason;
  intent.actor = actor.user;
  return OpenIntent(unit, std::move(intent), std::move(booking));
}

Opened OpenCancel(UnitOfWork& unit, const Actor& actor, const CancelBookingInput& input,
                  Timestamp now) {
  Booking booking = RequireLocked(unit, input.booking);
  if (booking.status == BookingStatus::kCancelled) {
    return booking;
  }
  const SchedulingSettings settings = unit.settings().Load();
  RequireCancellable(booking, actor, settings, now);
  const std::string limit = LimitOfCancelling(booking, settings, now);
  RequireReasonToWaive(unit, actor, booking.id, limit, input.reason);
  Intent intent;
  intent.kind = IntentKind::kCancel;
  intent.reason =
      RequireReason(ReasonAskedOf(actor, settings, booking.purpose, limit), input.reason);
  intent.actor = actor.user;
  return OpenIntent(unit, std::move(intent), std::move(booking));
}

Opened OpenMove(UnitOfWork& unit, const Actor& actor, const RescheduleBookingInput& input,
                Timestamp now, StartOffer offer) {
  Booking booking = RequireLocked(unit, input.booking);
  const SchedulingSettings settings = unit.settings().Load();
  RequireReschedulable(booking, actor, settings, now);
  if (booking.time.start == input.start) {
    return booking;
  }
  const std::string limit = LimitOfMoving(booking, settings, now);
  RequireReasonToWaive(unit, actor, booking.id, limit, input.reason);
  const ReasonRule asked = ReasonAskedOf(actor, settings, booking.purpose, limit);
  const auto hold = FindOwnHold(unit, actor.user, booking.cal_event_type_id, input.start);
  TakeOffered(unit, booking, input.start, hold, offer);
  if (!input.time_zone.empty() && input.time_zone != booking.time_zone) {
    booking.time_zone = input.time_zone;
    unit.bookings().Update(booking);
  }
  Intent intent;
  intent.kind = IntentKind::kMove;
  intent.new_start = input.start;
  intent.reason = RequireReason(asked, input.reason);
  intent.reservation_uid = hold ? hold->cal_reservation_uid : std::string();
  intent.actor = actor.user;
  return OpenIntent(unit, std::move(intent), std::move(booking));
}

}  // namespace

BookingResult BookSlot(TenantStore& store, const OfferingCalendar& calendar, Entropy& entropy,
                       const Actor& actor, const BookSlotInput& input, Timestamp now) {
  RequireAhead(input.start, now);
  RequireTimeZone(input.time_zone);
  RequireLength(input.notes, kMaxNotes, "notes");
  RequireLength(input.reason, kMaxReason, "reason");
  const BookingId id = BookingId::Parse(NewUuid(entropy)).value();
  return RunAtStart(store, calendar, input.idempotent, id, [&](UnitOfWork& unit, StartOffer offer) {
    return OpenBook(unit, id, actor, input, offer);
  });
}

BookingResult CancelBooking(TenantStore& store, CalendarProvider& calendar, const Actor& actor,
                            const CancelBookingInput& input, Timestamp now) {
  RequireLength(input.reason, kMaxReason, "reason");
  const auto begin = [&](UnitOfWork& unit) {
    return Begin(unit, input.idempotent, input.booking,
                 [&] { return OpenCancel(unit, actor, input, now); });
  };
  auto opened = KeepingRefusals(store, input.idempotent, [&] { return store.Transact(begin); });
  return GoOn(store, calendar, input.idempotent, std::move(opened));
}

BookingResult RescheduleBooking(TenantStore& store, const OfferingCalendar& calendar,
                                const Actor& actor, const RescheduleBookingInput& input,
                                Timestamp now) {
  RequireAhead(input.start, now);
  RequireLength(input.reason, kMaxReason, "reason");
  if (!input.time_zone.empty()) {
    RequireTimeZone(input.time_zone);
  }
  const auto open = [&](UnitOfWork& unit, StartOffer offer) {
    return OpenMove(unit, actor, input, now, offer);
  };
  return RunAtStart(store, calendar, input.idempotent, input.booking, open);
}

Booking RequireBooking(TenantStore& store, const BookingId& id) {
  auto booking = store.Read([&](UnitOfWork& unit) { return unit.bookings().Find(id); });
  if (!booking) {
    throw NotFound();
  }
  return std::move(*booking);
}

BookingPage ListMyBookings(TenantStore& store, const BookingQuery& query) {
  if (query.limit < 1 || query.limit > kMaxPage) {
    throw InvalidInput("limit", "Choose a number from 1 to 100.");
  }
  return store.Read([&](UnitOfWork& unit) { return unit.bookings().ListMine(query); });
}

}  // namespace nexcyte::domain
