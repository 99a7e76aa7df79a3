#ifndef NEXCYTE_DOMAIN_RESERVATION_H_
#define NEXCYTE_DOMAIN_RESERVATION_H_

#include <string>

#include "domain/event_type.h"
#include "domain/id.h"
#include "domain/time.h"

namespace nexcyte::domain {

// A held slot. Held by one person; it expires by itself.
struct Reservation {
  ReservationId id;
  UserId user;
  std::string purpose;
  CalEventTypeId cal_event_type_id = 0;
  std::string cal_reservation_uid;  // Cal.com's courtesy hold, empty when it refused; a secret
  TimeRange time;
  std::string time_zone;  // in which the person chose it
  Timestamp expires_at;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_RESERVATION_H_
