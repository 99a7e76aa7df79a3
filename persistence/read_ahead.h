#ifndef NEXCYTE_PERSISTENCE_READ_AHEAD_H_
#define NEXCYTE_PERSISTENCE_READ_AHEAD_H_

#include <optional>
#include <vector>

#include "domain/booking.h"
#include "domain/event_type.h"
#include "domain/reservation.h"
#include "domain/scheduling_settings.h"

namespace nexcyte::persistence {

// What was asked for together with the opening of a request. Repositories answer from it: of what
// the request itself may change one answer, and none once a transaction has begun.
struct ReadAhead {
  std::optional<domain::BookingQuery> query;
  std::optional<domain::BookingPage> page;  // of `query`
  std::optional<domain::SchedulingSettings> settings;
  std::optional<std::vector<domain::EventType>> event_types;  // by position
  std::optional<domain::UserId> person;                       // whose are the
  std::optional<std::vector<domain::Reservation>> holds;      // live, oldest first

  void ForgetWhatChanges() {
    page.reset();
    holds.reset();
  }
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_READ_AHEAD_H_
