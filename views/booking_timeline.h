#ifndef NEXCYTE_VIEWS_BOOKING_TIMELINE_H_
#define NEXCYTE_VIEWS_BOOKING_TIMELINE_H_

#include <string>
#include <string_view>

#include "domain/booking_admin.h"
#include "views/local_clock.h"

namespace nexcyte::views {

// What somebody did to a booking, in words for staff.

// `Moved by Ada Admin`, `Cancelled by the host, at Cal.com`
std::string ActWords(const domain::BookingAct& act);

// `To Monday, 23 November 2026, 14:30`, or empty.
std::string ActDetail(const domain::BookingAct& act, const LocalClock& clock);

// How it ended, with the CSS class of its badge; empty where all went well.
struct OutcomeWords {
  std::string_view text;
  std::string_view css_class;
};
OutcomeWords OutcomeOf(const domain::BookingAct& act);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_BOOKING_TIMELINE_H_
