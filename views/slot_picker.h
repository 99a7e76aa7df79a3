#ifndef NEXCYTE_VIEWS_SLOT_PICKER_H_
#define NEXCYTE_VIEWS_SLOT_PICKER_H_

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "domain/booking.h"
#include "domain/event_type.h"
#include "domain/slot.h"
#include "domain/time.h"
#include "views/booking_desk.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `view=`: seven days side by side, or four weeks as a list of the days that have free times.
enum class SlotView { kWeek, kMonth };

// `week`, `month`; nothing for another word.
std::optional<SlotView> ParseSlotView(std::string_view text);

// The instants that a view beginning on `from` shows.
domain::TimeRange ShownRange(std::chrono::year_month_day from, SlotView view,
                             std::string_view time_zone);

// `/t/{tenant}/schedule/{purpose}?from=&tz=&view=`: a free time is a button that posts to the same
// path: csrf_token, start, timeZone (holding twice is harmless, so there is no idempotency_key).
// While `moving`, the page is `/t/{tenant}/bookings/{id}/reschedule?from=&tz=&view=` and a time is
// a GET of the same path with start and tz: RescheduleConfirmPage. So is one that staff choose for
// somebody, below the desk's paths: AdminBookConfirmPage.
struct SlotPickerPage {
  Layout layout;
  domain::EventType type;
  domain::SlotsByDay days;           // of ShownRange()
  std::chrono::year_month_day from;  // first day shown, in the clock's zone
  SlotView view = SlotView::kWeek;
  LocalClock clock;
  domain::Timestamp now;                  // nothing earlier is offered
  std::optional<domain::Booking> moving;  // the booking that gets another time
  BookingDesk desk{};
};

std::string Render(const Renderer& renderer, const SlotPickerPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_SLOT_PICKER_H_
