#ifndef NEXCYTE_FCGI_OUTBOUND_CALCOM_REQUEST_H_
#define NEXCYTE_FCGI_OUTBOUND_CALCOM_REQUEST_H_

#include <chrono>
#include <string>

#include "domain/providers.h"
#include "fcgi/outbound/base_url.h"

namespace nexcyte::fcgi {

// What Cal.com is asked, in its words. It refuses unknown members and empty ones, so what is empty
// is left out.

QueryParameters SlotsQuery(domain::CalEventTypeId type, const domain::TimeRange& range,
                           const std::string& moving);
QueryParameters BookingsQuery(const domain::CalendarBookingQuery& query, int take, int skip);

// Whether `booking` is what was asked for: times are asked in whole seconds, filters may be coarse.
bool Matches(const domain::CalendarBooking& booking, const domain::CalendarBookingQuery& query);

// JSON bodies.
std::string NewBookingBody(const domain::NewCalendarBooking& booking);
std::string MoveBody(domain::Timestamp start, const std::string& reason);
// A host's key must give a reason, so a blank one is replaced.
std::string CancelBody(const std::string& reason);
std::string HoldBody(domain::CalEventTypeId type, domain::Timestamp start,
                     std::chrono::minutes length);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_CALCOM_REQUEST_H_
