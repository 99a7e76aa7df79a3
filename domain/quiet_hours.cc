#include "domain/quiet_hours.h"

#include <fmt/format.h>

#include "domain/text.h"
#include "domain/time_zone.h"

namespace nexcyte::domain {

using std::chrono::minutes;

std::optional<Timestamp> EndOfQuietHours(const QuietHours& hours, std::string_view zone,
                                         Timestamp now) {
  const minutes shown = LocalMinute(now, zone);
  const bool spans_midnight = hours.from > hours.to;
  const bool is_evening = shown >= hours.from;
  const bool is_morning = shown < hours.to;
  if (spans_midnight ? !is_evening && !is_morning : !is_evening || !is_morning) {
    return std::nullopt;
  }
  std::chrono::sys_days last_day = LocalDay(now, zone);
  if (spans_midnight && is_evening) {
    last_day += std::chrono::days(1);
  }
  return LastInstantOf(last_day, hours.to, zone);
}

std::string FormatClock(minutes since_midnight) {
  return fmt::format("{:02}:{:02}", since_midnight.count() / 60, since_midnight.count() % 60);
}

std::optional<minutes> ParseClock(std::string_view text) {
  constexpr std::string_view kForm = "00:00";
  if (text.size() != kForm.size() || text[2] != ':') {
    return std::nullopt;
  }
  for (const std::size_t i : {0, 1, 3, 4}) {
    if (!IsAsciiDigit(text[i])) {
      return std::nullopt;
    }
  }
  const int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const int minute = (text[3] - '0') * 10 + (text[4] - '0');
  return hour < 24 && minute < 60 ? std::optional(minutes(hour * 60 + minute)) : std::nullopt;
}

}  // namespace nexcyte::domain
