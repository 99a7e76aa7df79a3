#ifndef NEXCYTE_DOMAIN_TIME_H_
#define NEXCYTE_DOMAIN_TIME_H_

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace nexcyte::domain {

// An instant: UTC, microseconds. Local time exists only in time_zone.h and on paper.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

// Half open: `start` belongs to it, `end` does not.
struct TimeRange {
  Timestamp start;
  Timestamp end;
  bool operator==(const TimeRange&) const = default;
};

// RFC 3339 section 5.6 with `Z` or a numeric offset, at most microseconds. Nothing when it is not
// one, lacks an offset, names a day or an hour that does not exist, or lies outside the years
// 2000 to 2199.
std::optional<Timestamp> ParseRfc3339(std::string_view text);

// `2026-11-23T09:00:00Z`; a fraction is written only when there is one.
std::string FormatRfc3339(Timestamp at);
void AppendRfc3339(std::string& text, Timestamp at);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_TIME_H_
