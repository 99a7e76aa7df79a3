#ifndef NEXCYTE_DOMAIN_TIME_ZONE_H_
#define NEXCYTE_DOMAIN_TIME_ZONE_H_

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time.h"

namespace nexcyte::domain {

// Wall clock times of the IANA time zone database, through the date library. Every function that
// takes a zone throws InvalidInput("timeZone", ...) for a name that the database does not have.

// How a person reads a clock.
enum class HourCycle { k12, k24 };

bool IsTimeZone(std::string_view name);

// All canonical names, sorted, for a choice on a form.
const std::vector<std::string>& TimeZoneNames();

// The calendar day on which `at` falls in `zone`.
std::chrono::year_month_day LocalDay(Timestamp at, std::string_view zone);

// The same for many instants that lie near each other: the zone is looked up once, its rules only
// when an instant is on another side of a change of its clock. One thread.
class LocalDays {
 public:
  explicit LocalDays(std::string_view zone);
  std::chrono::sys_days Of(Timestamp at);

 private:
  const std::string zone_;
  TimeRange known_;  // in which the offset is
  std::chrono::seconds offset_{0};
};

// The first instant of `day` in `zone`: where midnight is skipped, the instant after the gap.
Timestamp StartOfDay(std::chrono::year_month_day day, std::string_view zone);

// What the clock of `zone` shows at `at`, in minutes since its midnight.
std::chrono::minutes LocalMinute(Timestamp at, std::string_view zone);

// The last instant at which that clock shows these minutes of `day`; where it skips them, the
// instant after the gap.
Timestamp LastInstantOf(std::chrono::year_month_day day, std::chrono::minutes minute,
                        std::string_view zone);

// `2026-11-23`, and back; nothing for a text that is not an existing day of the years 2000 to 2199.
std::string FormatDay(std::chrono::year_month_day day);
std::optional<std::chrono::year_month_day> ParseDay(std::string_view text);

// `Monday, 23 November 2026`
std::string FormatLocalDate(Timestamp at, std::string_view zone);

// `14:30`, or `2:30 pm`
std::string FormatLocalTime(Timestamp at, std::string_view zone, HourCycle cycle);

// `CET, UTC+01:00`: the abbreviation in force at that instant where the zone has a real one (not
// digits), and always the offset, so that both sides of a change to winter time differ.
std::string FormatOffset(Timestamp at, std::string_view zone);

// `Monday, 23 November 2026, 14:30 (Europe/Berlin, CET, UTC+01:00)`
std::string FormatLocal(Timestamp at, std::string_view zone, HourCycle cycle);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_TIME_ZONE_H_
