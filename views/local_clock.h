#ifndef NEXCYTE_VIEWS_LOCAL_CLOCK_H_
#define NEXCYTE_VIEWS_LOCAL_CLOCK_H_

#include <string>

#include "domain/time_zone.h"

namespace nexcyte::views {

// The wall clock in which a page prints times: the person's, else the tenant's.
struct LocalClock {
  std::string time_zone;
  domain::HourCycle hour_cycle = domain::HourCycle::k24;
};

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_LOCAL_CLOCK_H_
