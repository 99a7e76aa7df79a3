#ifndef NEXCYTE_DOMAIN_CALENDAR_SWEEP_H_
#define NEXCYTE_DOMAIN_CALENDAR_SWEEP_H_

#include <optional>
#include <string>

#include "domain/id.h"
#include "domain/time.h"

namespace nexcyte::domain {

// A slice of a tenant's time whose bookings are to be compared with Cal.com's.
struct DueSweep {
  TenantId tenant;
  std::string reach;  // near, far
  TimeRange range;
};

// Whose turn it is, across tenants: the next 48 hours every two minutes, the rest every hour. Each
// call is a transaction of its own. One thread at a time.
class CalendarSweeps {
 public:
  virtual ~CalendarSweeps() = default;
  // The slice that has waited longest, for a minute the caller's alone; nothing: none is due.
  virtual std::optional<DueSweep> Lease() = 0;
  // It has been compared. One that is not finished is due again when the minute is over.
  virtual void Finish(const DueSweep& sweep) = 0;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_CALENDAR_SWEEP_H_
