#ifndef NEXCYTE_FCGI_HANDLERS_RIGHTS_H_
#define NEXCYTE_FCGI_HANDLERS_RIGHTS_H_

#include "domain/booking.h"
#include "views/json.h"

namespace nexcyte::fcgi {

// What this person may do with a booking now.
inline views::BookingRights RightsOf(const domain::BookingSummary& booking,
                                     const domain::Actor& actor,
                                     const domain::SchedulingSettings& settings,
                                     domain::Timestamp now) {
  return {.can_cancel = domain::CanCancel(booking, actor, settings, now),
          .can_reschedule = domain::CanReschedule(booking, actor, settings, now)};
}

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_RIGHTS_H_
