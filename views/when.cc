#include "views/when.h"

#include <fmt/format.h>

#include <array>

namespace nexcyte::views {
namespace {

constexpr std::array<const char*, 7> kWeekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string Counted(long count, const char* unit) {
  return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
}

}  // namespace

DayWords WordsOf(std::chrono::year_month_day day) {
  const std::chrono::weekday weekday{std::chrono::sys_days{day}};
  return {kWeekdays.at(weekday.c_encoding()), fmt::format("{}", unsigned{day.day()}),
          kMonths.at(unsigned{day.month()} - 1)};
}

std::string DateAndTime(domain::Timestamp at, const LocalClock& clock) {
  return domain::FormatLocalDate(at, clock.time_zone) + ", " +
         domain::FormatLocalTime(at, clock.time_zone, clock.hour_cycle);
}

std::string Times(const domain::TimeRange& range, const LocalClock& clock) {
  const auto text = [&clock](domain::Timestamp at) {
    return domain::FormatLocalTime(at, clock.time_zone, clock.hour_cycle);
  };
  const std::string before = domain::FormatOffset(range.start, clock.time_zone);
  const std::string after = domain::FormatOffset(range.end, clock.time_zone);
  if (before == after) {
    return fmt::format("{} – {}", text(range.start), text(range.end));
  }
  return fmt::format("{} ({}) – {} ({})", text(range.start), before, text(range.end), after);
}

std::string MachineTime(domain::Timestamp at) {
  return domain::FormatRfc3339(std::chrono::floor<std::chrono::seconds>(at));
}

std::string Length(std::chrono::minutes length) {
  const long hours = length.count() / 60;
  const long minutes = length.count() % 60;
  if (hours == 0) {
    return Counted(minutes, "minute");
  }
  return minutes == 0 ? Counted(hours, "hour")
                      : Counted(hours, "hour") + " " + Counted(minutes, "minute");
}

std::string Wait(std::chrono::seconds wait) {
  if (wait < std::chrono::seconds(60)) {
    return Counted(wait.count(), "second");
  }
  return Length(std::chrono::ceil<std::chrono::minutes>(wait));
}

}  // namespace nexcyte::views
