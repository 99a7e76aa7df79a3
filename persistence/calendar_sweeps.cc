#include "persistence/calendar_sweeps.h"

#include <string>

#include "persistence/statement.h"

namespace nexcyte::persistence {
namespace {

constexpr char kLease[] = "select tenant_id, reach, range_start, range_end from nx.lease_sweep()";
constexpr char kFinish[] = "select nx.finish_sweep(:tenant, :reach, :range_end)";

}  // namespace

std::optional<domain::DueSweep> PgCalendarSweeps::Lease() {
  const auto row = Statement(session_, kLease)
                       .One<domain::TenantId, std::string, domain::Timestamp, domain::Timestamp>();
  if (!row) {
    return std::nullopt;
  }
  const auto& [tenant, reach, start, end] = *row;
  return domain::DueSweep{.tenant = tenant, .reach = reach, .range = {.start = start, .end = end}};
}

void PgCalendarSweeps::Finish(const domain::DueSweep& sweep) {
  Statement(session_, kFinish)
      .Bind("tenant", sweep.tenant)
      .Bind("reach", sweep.reach)
      .Bind("range_end", sweep.range.end)
      .Rows(1);
}

}  // namespace nexcyte::persistence
