#ifndef NEXCYTE_PERSISTENCE_CALENDAR_SWEEPS_H_
#define NEXCYTE_PERSISTENCE_CALENDAR_SWEEPS_H_

#include <optional>

#include "domain/calendar_sweep.h"
#include "persistence/connection.h"

namespace nexcyte::persistence {

class PgCalendarSweeps final : public domain::CalendarSweeps {
 public:
  explicit PgCalendarSweeps(Connection& connection) : session_(connection) {}

  std::optional<domain::DueSweep> Lease() override;
  void Finish(const domain::DueSweep& sweep) override;

 private:
  AutocommitSession session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_CALENDAR_SWEEPS_H_
