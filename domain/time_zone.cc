#include "domain/time_zone.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "domain/error.h"
#include "domain/text.h"

namespace nexcyte::domain {
namespace {

using LocalTime = date::local_time<std::chrono::microseconds>;

constexpr const char* kWeekdays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                     "Thursday", "Friday", "Saturday"};
constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                   "May",       "June",     "July",     "August",
                                   "September", "October",  "November", "December"};

// The list for people: one name per region of a country, without old spellings.
constexpr char kNamesFile[] = "/usr/share/zoneinfo/zone.tab";

// The database lists this one too: it is whatever the machine is set to.
constexpr std::string_view kMachineZone = "localtime";

const date::time_zone* FindZone(std::string_view name) {
  if (name == kMachineZone) {
    return nullptr;
  }
  const auto& zones = date::get_tzdb().zones;
  const auto found = std::lower_bound(
      zones.begin(), zones.end(), name,
      [](const date::time_zone& zone, std::string_view wanted) { return zone.name() < wanted; });
  return found != zones.end() && found->name() == name ? &*found : nullptr;
}

const date::time_zone& RequireZone(std::string_view name) {
  const date::time_zone* zone = FindZone(name);
  if (zone == nullptr) {
    throw InvalidInput("timeZone", "This time zone is not known.");
  }
  return *zone;
}

LocalTime ToLocal(Timestamp at, std::string_view zone) { return RequireZone(zone).to_local(at); }

// `local_days` of the date library and of <chrono> are different types: both count days since 1970.
std::chrono::sys_days DayOf(LocalTime local) {
  return std::chrono::sys_days(date::floor<date::days>(local).time_since_epoch());
}

std::vector<std::string> ReadNames() {
  std::ifstream file(kNamesFile);
  std::vector<std::string> names{"UTC"};
  for (std::string line; std::getline(file, line);) {
    std::istringstream columns(line);
    std::string country;
    std::string coordinates;
    std::string name;
    if (line.starts_with('#') || !(columns >> country >> coordinates >> name)) {
      continue;
    }
    if (IsTimeZone(name)) {
      names.push_back(name);
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

bool IsTimeZone(std::string_view name) { return FindZone(name) != nullptr; }

const std::vector<std::string>& TimeZoneNames() {
  static const std::vector<std::string> kNames = ReadNames();
  return kNames;
}

std::chrono::year_month_day LocalDay(Timestamp at, std::string_view zone) {
  return std::chrono::year_month_day(DayOf(ToLocal(at, zone)));
}

LocalDays::LocalDays(std::string_view zone) : zone_(zone) { RequireZone(zone_); }

std::chrono::sys_days LocalDays::Of(Timestamp at) {
  if (at < known_.start || at >= known_.end) {
    const date::sys_info info = RequireZone(zone_).get_info(at);
    known_ = {.start = info.begin, .end = info.end};
    offset_ = info.offset;
  }
  return std::chrono::floor<std::chrono::days>(at + offset_);
}

std::chrono::minutes LocalMinute(Timestamp at, std::string_view zone) {
  const LocalTime local = ToLocal(at, zone);
  return std::chrono::floor<std::chrono::minutes>(local - date::floor<date::days>(local));
}

Timestamp LastInstantOf(std::chrono::year_month_day day, std::chrono::minutes minute,
                        std::string_view zone) {
  const date::local_time<std::chrono::seconds> wanted(
      std::chrono::sys_days(day).time_since_epoch() + minute);
  const date::local_info info = RequireZone(zone).get_info(wanted);
  if (info.result == date::local_info::nonexistent) {
    return info.first.end;
  }
  const auto& late = info.result == date::local_info::ambiguous ? info.second : info.first;
  return Timestamp(wanted.time_since_epoch() - late.offset);
}

Timestamp StartOfDay(std::chrono::year_month_day day, std::string_view zone) {
  const date::local_days midnight(std::chrono::sys_days(day).time_since_epoch());
  const date::local_info info = RequireZone(zone).get_info(midnight);
  if (info.result == date::local_info::nonexistent) {
    return info.first.end;
  }
  return Timestamp(midnight.time_since_epoch()) - info.first.offset;
}

std::string FormatDay(std::chrono::year_month_day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::optional<std::chrono::year_month_day> ParseDay(std::string_view text) {
  const std::optional<Timestamp> midnight = ParseRfc3339(std::string(text) + "T00:00:00Z");
  if (!midnight || text.size() != std::string_view("2026-11-23").size()) {
    return std::nullopt;
  }
  return std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(*midnight));
}

std::string FormatLocalDate(Timestamp at, std::string_view zone) {
  const std::chrono::sys_days day = DayOf(ToLocal(at, zone));
  const std::chrono::year_month_day date(day);
  return fmt::format("{}, {} {} {}", kWeekdays[std::chrono::weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()),
                     kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()));
}

std::string FormatLocalTime(Timestamp at, std::string_view zone, HourCycle cycle) {
  const LocalTime local = ToLocal(at, zone);
  const auto since_midnight = local - date::floor<date::days>(local);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(since_midnight).count();
  const auto hour = minutes / 60;
  if (cycle == HourCycle::k24) {
    return fmt::format("{:02}:{:02}", hour, minutes % 60);
  }
  return fmt::format("{}:{:02} {}", hour % 12 == 0 ? 12 : hour % 12, minutes % 60,
                     hour < 12 ? "am" : "pm");
}

std::string FormatOffset(Timestamp at, std::string_view zone) {
  const date::sys_info info = RequireZone(zone).get_info(at);
  const auto offset = std::chrono::floor<std::chrono::minutes>(std::chrono::abs(info.offset));
  const std::string numeric = fmt::format("UTC{}{:02}:{:02}", info.offset.count() < 0 ? '-' : '+',
                                          offset.count() / 60, offset.count() % 60);
  const bool has_name = std::all_of(info.abbrev.begin(), info.abbrev.end(),
                                    [](char c) { return IsAsciiAlnum(c) && !IsAsciiDigit(c); });
  return has_name ? info.abbrev + ", " + numeric : numeric;
}

std::string FormatLocal(Timestamp at, std::string_view zone, HourCycle cycle) {
  return fmt::format("{}, {} ({}, {})", FormatLocalDate(at, zone), FormatLocalTime(at, zone, cycle),
                     zone, FormatOffset(at, zone));
}

}  // namespace nexcyte::domain
