#ifndef NEXCYTE_VIEWS_SLOT_TAKEN_H_
#define NEXCYTE_VIEWS_SLOT_TAKEN_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/event_type.h"
#include "domain/id.h"
#include "domain/slot.h"
#include "domain/time.h"
#include "views/booking_desk.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// The wanted time is gone (slot_taken, reservation_expired): the next free times, with what was
// typed. Posts to `/t/{tenant}/schedule/{purpose}`: csrf_token, idempotency_key, action=book,
// start, timeZone, notes (books without a hold). While `moving`, posts to
// `/t/{tenant}/bookings/{id}/reschedule`: csrf_token, idempotency_key, start, timeZone, reason.
// Below the desk's paths when staff do it for somebody.
struct SlotTakenPage {
  Layout layout;
  std::string reason;  // the refusal's word
  domain::EventType type;
  std::optional<domain::Timestamp> wanted;
  LocalClock clock;
  std::vector<domain::Slot> next_free;  // may be empty: a link to all times stands there
  std::string typed;                    // notes of a booking, reason of a move
  std::string idempotency_key;          // new for every drawn form
  std::optional<domain::BookingId> moving;
  BookingDesk desk{};
};

std::string Render(const Renderer& renderer, const SlotTakenPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_SLOT_TAKEN_H_
