#ifndef NEXCYTE_FCGI_OUTBOUND_CALCOM_EVENT_H_
#define NEXCYTE_FCGI_OUTBOUND_CALCOM_EVENT_H_

#include <optional>
#include <string_view>

#include "domain/calendar_hint.h"

namespace nexcyte::fcgi {

// What a delivery of Cal.com's webhooks is about (calcom-v2.md section 9). The name of the event
// counts for one thing only, since moves are known to come as BOOKING_REQUESTED: BOOKING_CANCELLED
// is sent before Cal.com's own row says so. Times come in three encodings and are not read at all.
// Nothing: not about a booking (a ping, another event), or not to be read.
std::optional<domain::CalendarHint> ReadCalcomEvent(std::string_view body);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_CALCOM_EVENT_H_
