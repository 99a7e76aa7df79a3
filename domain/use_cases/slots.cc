#include "domain/use_cases/slots.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <variant>

#include "domain/use_cases/idempotency.h"
#include "domain/use_cases/preconditions.h"

namespace nexcyte::domain {
namespace {

// How far ahead the next free times are looked for.
constexpr std::chrono::days kNextFreeSpan{14};

void RequireRange(const TimeRange& range) {
  if (range.end <= range.start) {
    throw InvalidInput("end", "The end must be after the start.");
  }
  if (range.end - range.start > kMaxSlotRange) {
    throw InvalidInput("end", "At most 62 days at once.");
  }
}

// What our own rows say of a search, read before Cal.com is asked.
struct Search {
  EventType type;
  CalEventTypeId cal_id = 0;
  std::string moving_uid;
  std::vector<Slot> own;         // held by this person: free for them, and hidden at Cal.com
  std::vector<Timestamp> taken;  // claimed by anybody else
};

Booking RequireMoving(UnitOfWork& unit, const BookingId& id, const std::string& purpose) {
  std::optional<Booking> booking = unit.bookings().Find(id);
  if (!booking || booking->purpose != purpose) {
    throw NotFound();
  }
  return std::move(*booking);
}

void ReadClaims(UnitOfWork& unit, const UserId& user, const ListSlotsInput& input, Search& search) {
  std::vector<std::string> own_ids;
  for (const Reservation& hold : unit.reservations().ListOf(user)) {
    if (hold.cal_event_type_id == search.cal_id) {
      search.own.push_back(hold.time);
      own_ids.push_back(hold.id.str());
    }
  }
  if (input.moving) {
    own_ids.push_back(input.moving->str());
  }
  for (const SlotClaim& claim : unit.slot_claims().ListTaken(search.cal_id, input.range)) {
    if (std::find(own_ids.begin(), own_ids.end(), claim.owner) == own_ids.end()) {
      search.taken.push_back(claim.start);
    }
  }
}

// Who moves a booking may do so whatever kind they have become since, or whoever's it is.
Search BeginSearch(UnitOfWork& unit, const Actor& actor, const ListSlotsInput& input) {
  Search search;
  if (input.moving) {
    search.type = RequirePurpose(unit, input.purpose).type;
    const Booking booking = RequireMoving(unit, *input.moving, input.purpose);
    search.cal_id = booking.cal_event_type_id;
    search.moving_uid = booking.cal_uid;
  } else {
    search.type = RequireBookable(unit, actor, input.purpose).type;
    search.cal_id = search.type.cal_id;
  }
  ReadClaims(unit, actor.user, input, search);
  return search;
}

std::vector<Slot> FindFree(SlotSource& source, const Search& search, const TimeRange& range,
                           Timestamp now) {
  if (range.end <= now) {
    return {};
  }
  auto answer = source.ListSlots(search.cal_id, range, search.moving_uid);
  if (const auto* refusal = std::get_if<CalendarRefusal>(&answer)) {
    throw CalendarUnavailable(*refusal);
  }
  auto& slots = std::get<std::vector<Slot>>(answer);
  slots.insert(slots.end(), search.own.begin(), search.own.end());
  std::erase_if(slots, [&](const Slot& slot) {
    return slot.start <= now ||
           std::find(search.taken.begin(), search.taken.end(), slot.start) != search.taken.end();
  });
  return std::move(slots);
}

// A hold as T1 left it.
struct Held {
  Reservation reservation;
  std::chrono::minutes length{0};
  std::vector<std::string> given_up;  // Cal.com's holds that nobody needs any more
};

SlotClaim ClaimOf(const Reservation& hold) {
  return {.cal_event_type_id = hold.cal_event_type_id,
          .start = hold.time.start,
          .is_hold = true,
          .owner = hold.id.str(),
          .expires_at = hold.expires_at};
}

// Claims are locked before reservations, here as in a booking, so that no two wait for each other.
void GiveUp(UnitOfWork& unit, const Reservation& hold) {
  unit.slot_claims().Free(hold.cal_event_type_id, hold.time.start, hold.id.str());
  unit.reservations().Finish(hold.id, std::nullopt);
}

// One hold per person and purpose: the others are given up. Returns their uids at Cal.com.
std::vector<std::string> GiveUpOthers(UnitOfWork& unit, const Reservation& kept) {
  std::vector<std::string> uids;
  for (const Reservation& hold : unit.reservations().ListOf(kept.user)) {
    if (hold.purpose == kept.purpose && hold.id != kept.id) {
      GiveUp(unit, hold);
      if (!hold.cal_reservation_uid.empty()) {
        uids.push_back(hold.cal_reservation_uid);
      }
    }
  }
  return uids;
}

Reservation NewHold(const Actor& actor, const EventType& type, const ReserveSlotInput& input,
                    Timestamp expires_at) {
  Reservation hold;
  hold.user = actor.user;
  hold.purpose = type.purpose;
  hold.cal_event_type_id = type.cal_id;
  hold.time = {.start = input.start, .end = input.start + type.length};
  hold.time_zone = input.time_zone;
  hold.expires_at = expires_at;
  return hold;
}

Reservation ExtendHold(UnitOfWork& unit, Reservation hold, Timestamp expires_at) {
  hold.expires_at = expires_at;
  if (!unit.slot_claims().Take(ClaimOf(hold), hold.id).is_taken) {
    throw Error(ErrorCode::kConflict, "slot_taken");
  }
  unit.reservations().Extend(hold.id, expires_at);
  return hold;
}

// Takes the slot, or extends the person's hold of it; a second click at the same time meets the
// first one's claim and finds its hold.
Reservation TakeHold(UnitOfWork& unit, Reservation wanted, StartOffer offer) {
  const auto own = [&] {
    return FindOwnHold(unit, wanted.user, wanted.cal_event_type_id, wanted.time.start);
  };
  if (auto hold = own()) {
    return ExtendHold(unit, std::move(*hold), wanted.expires_at);
  }
  wanted.id = unit.reservations().Insert(wanted);
  const SlotTaking taking = unit.slot_claims().Take(ClaimOf(wanted), std::nullopt);
  if (taking.is_taken) {
    if (!taking.was_offered && offer == StartOffer::kIsKept) {
      throw StartNotKept(wanted.cal_event_type_id, wanted.time.start, {});
    }
    return wanted;
  }
  unit.reservations().Finish(wanted.id, std::nullopt);
  auto hold = own();
  if (!hold) {
    throw Error(ErrorCode::kConflict, "slot_taken");
  }
  return ExtendHold(unit, std::move(*hold), wanted.expires_at);
}

Held HoldSlot(UnitOfWork& unit, const Actor& actor, const ReserveSlotInput& input,
              StartOffer offer) {
  const auto [settings, type] = RequireBookable(unit, actor, input.purpose);
  const Timestamp expires_at = unit.Now() + settings.hold_length;
  Held held{.reservation = TakeHold(unit, NewHold(actor, type, input, expires_at), offer),
            .length = settings.hold_length,
            .given_up = {}};
  held.given_up = GiveUpOthers(unit, held.reservation);
  // Cal.com refuses to prolong a hold (calcom-v2.md section 2.3): it gets a new one.
  if (!held.reservation.cal_reservation_uid.empty()) {
    held.given_up.push_back(held.reservation.cal_reservation_uid);
  }
  return held;
}

void ShowAtCalendar(TenantStore& store, CalendarProvider& calendar, Held& held) {
  for (const std::string& uid : held.given_up) {
    calendar.Release(uid);
  }
  Reservation& hold = held.reservation;
  const auto answer = calendar.Reserve(hold.cal_event_type_id, hold.time.start, held.length);
  const auto* shown = std::get_if<CalendarHold>(&answer);
  hold.cal_reservation_uid = shown != nullptr ? shown->uid : std::string();
  store.Transact([&](UnitOfWork& unit) {
    unit.NeedNotOutliveCrash();  // Cal.com's hold is a courtesy to the outside
    unit.reservations().SetCalendarUid(hold.id, hold.cal_reservation_uid);
  });
}

// The key's answer is stored in T1, so the first caller is never seen running.
StoredAnswer ReadStored(TenantStore& store, const IdempotencyKey& key) {
  BookingResult first = AwaitFirst(store, key);
  if (auto* answer = std::get_if<StoredAnswer>(&first)) {
    return std::move(*answer);
  }
  throw Error(ErrorCode::kInternal, "internal", "a reservation's key belongs to a booking");
}

}  // namespace

std::vector<EventType> ListPurposes(TenantStore& store, const Actor& actor) {
  return store.Read([&](UnitOfWork& unit) {
    std::vector<EventType> types;
    if (unit.settings().Load().is_enabled) {
      types = unit.event_types().List();
    }
    std::erase_if(types, [&](const EventType& type) {
      return !type.is_enabled || !Allows(type, actor.kind);
    });
    return types;
  });
}

SlotList ListSlots(TenantStore& store, SlotSource& source, const Actor& actor,
                   const ListSlotsInput& input, Timestamp now) {
  RequireRange(input.range);
  RequireTimeZone(input.time_zone);
  Search search = store.Read([&](UnitOfWork& unit) { return BeginSearch(unit, actor, input); });
  SlotsByDay days =
      GroupByDay(FindFree(source, search, input.range, now), input.range, input.time_zone);
  return {.type = std::move(search.type), .days = std::move(days)};
}

std::vector<Slot> NextFree(TenantStore& store, SlotSource& source, const Actor& actor,
                           const std::string& purpose, Timestamp from, std::size_t count,
                           Timestamp now) {
  std::vector<Slot> next;
  try {
    const SlotList list = ListSlots(store, source, actor,
                                    {.purpose = purpose,
                                     .range = {.start = from, .end = from + kNextFreeSpan},
                                     .time_zone = "UTC",
                                     .moving = std::nullopt},
                                    now);
    for (const auto& [day, slots] : list.days) {
      next.insert(next.end(), slots.begin(), slots.end());
    }
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kUnavailable) {
      throw;
    }
  }
  next.resize(std::min(next.size(), count));
  return next;
}

ReserveSlotResult ReserveSlot(TenantStore& store, const OfferingCalendar& calendar,
                              const Actor& actor, const ReserveSlotInput& input, Timestamp now) {
  RequireAhead(input.start, now);
  RequireTimeZone(input.time_zone);
  const Idempotent idempotent{.key = input.key, .answer = {}, .refusal = input.refusal};
  const auto hold = [&](UnitOfWork& unit, StartOffer offer) -> std::optional<Held> {
    if (!ClaimKey(unit, input.key, std::nullopt)) {
      return std::nullopt;
    }
    Held result = HoldSlot(unit, actor, input, offer);
    if (input.key) {
      unit.idempotency().Store(*input.key, input.answer(result.reservation));
    }
    return result;
  };
  auto held =
      KeepingRefusals(store, idempotent, [&] { return TransactOffered(store, calendar, hold); });
  if (!held) {
    return ReadStored(store, *input.key);
  }
  ShowAtCalendar(store, calendar.provider, *held);
  return std::move(held->reservation);
}

Reservation RequireReservation(TenantStore& store, const Actor& actor, const ReservationId& id) {
  return store.Read([&](UnitOfWork& unit) {
    std::optional<Reservation> hold = unit.reservations().Find(id);
    if (!hold && unit.reservations().IsKnown(id)) {
      throw Error(ErrorCode::kConflict, "reservation_expired");
    }
    if (!hold || hold->user != actor.user) {
      throw NotFound();
    }
    return std::move(*hold);
  });
}

std::optional<BookingId> FindBookingOf(TenantStore& store, const ReservationId& id) {
  return store.Read([&](UnitOfWork& unit) { return unit.reservations().BookingOf(id); });
}

void ReleaseReservation(TenantStore& store, CalendarProvider& calendar, const Actor& actor,
                        const ReservationId& id) {
  const std::string uid = store.Transact([&](UnitOfWork& unit) {
    const std::optional<Reservation> hold = unit.reservations().Find(id);
    if (!hold || hold->user != actor.user) {
      return std::string();
    }
    GiveUp(unit, *hold);
    return hold->cal_reservation_uid;
  });
  if (!uid.empty()) {
    calendar.Release(uid);
  }
}

}  // namespace nexcyte::domain
