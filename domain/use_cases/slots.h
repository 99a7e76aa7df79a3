#ifndef NEXCYTE_DOMAIN_USE_CASES_SLOTS_H_
#define NEXCYTE_DOMAIN_USE_CASES_SLOTS_H_

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/providers.h"
#include "domain/reservation.h"
#include "domain/slot.h"
#include "domain/tenant_store.h"
#include "domain/use_cases/offered_start.h"

namespace nexcyte::domain {

// The enabled purposes that this person may book, in order. Empty while scheduling is off.
std::vector<EventType> ListPurposes(TenantStore& store, const Actor& actor);

struct ListSlotsInput {
  std::string purpose;
  TimeRange range;
  std::string time_zone;
  std::optional<BookingId> moving;  // a booking of the actor's that is to be moved
};

struct SlotList {
  EventType type;
  SlotsByDay days;
};

// Times that are free at Cal.com and not claimed here by somebody else; nothing before `now`.
// Refuses: kNotFound purpose_unknown, kForbidden kind_not_allowed, kConflict scheduling_disabled,
// kInvalid (range: end before start, over 62 days; zone), kUnavailable calendar_unavailable.
SlotList ListSlots(TenantStore& store, SlotSource& source, const Actor& actor,
                   const ListSlotsInput& input, Timestamp now);

// The first `count` free times of the two weeks from `from` on: offered when a slot is gone. Empty
// when Cal.com does not answer.
std::vector<Slot> NextFree(TenantStore& store, SlotSource& source, const Actor& actor,
                           const std::string& purpose, Timestamp from, std::size_t count,
                           Timestamp now);

struct ReserveSlotInput {
  std::string purpose;
  Timestamp start;
  std::string time_zone;
  std::optional<IdempotencyKey> key;
  // Make the answer that is kept under the key.
  std::function<StoredAnswer(const Reservation&)> answer;
  std::function<StoredAnswer(const Error&)> refusal;
};

// Either what was done now, or what was answered before under the same key.
using ReserveSlotResult = std::variant<Reservation, StoredAnswer>;

// Holds a slot for this person: our claim decides, Cal.com's hold is a courtesy whose refusal is
// not an error. Holding the same slot again gives the same reservation with a new expiry; an older
// hold of the person for the same purpose is given up.
// Refuses: as ListSlots, and kInvalid (start: past), kConflict slot_taken (not offered, too),
// kInvalid idempotency_mismatch, kUnavailable (the key's first call still runs).
ReserveSlotResult ReserveSlot(TenantStore& store, const OfferingCalendar& calendar,
                              const Actor& actor, const ReserveSlotInput& input, Timestamp now);

// The person's own live reservation. Refuses: kConflict reservation_expired, kNotFound.
Reservation RequireReservation(TenantStore& store, const Actor& actor, const ReservationId& id);

// What the person's hold was used up for, whoever did it. Nothing: it was not, or nothing came of
// that.
std::optional<BookingId> FindBookingOf(TenantStore& store, const ReservationId& id);

// Gives a hold back: ours and Cal.com's. Nothing happens when it is gone.
void ReleaseReservation(TenantStore& store, CalendarProvider& calendar, const Actor& actor,
                        const ReservationId& id);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_SLOTS_H_
