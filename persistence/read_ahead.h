#ifndef NEXCYTE_PERSISTENCE_READ_AHEAD_H_
#define NEXCYTE_PERSISTENCE_READ_AHEAD_H_

#include <optional>

#include "domain/booking.h"
#include "domain/scheduling_settings.h"

namespace nexcyte::persistence {

// What was asked for together with the opening of a request. Repositories answer from it and take
// out what they have given: it holds for one answer each.
struct ReadAhead {
  std::optional<domain::BookingQuery> query;
  std::optional<domain::BookingPage> page;  // of `query`
  std::optional<domain::SchedulingSettings> settings;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_READ_AHEAD_H_
