#ifndef NEXCYTE_VIEWS_WHEN_H_
#define NEXCYTE_VIEWS_WHEN_H_

#include <chrono>
#include <string>

#include "domain/time.h"
#include "views/local_clock.h"

namespace nexcyte::views {

// Days and times in words, as all pages print them.

// `Mon`, `23`, `Nov`
struct DayWords {
  std::string weekday;
  std::string day;
  std::string month;
};

DayWords WordsOf(std::chrono::year_month_day day);

// `Monday, 23 November 2026, 14:30`
std::string DateAndTime(domain::Timestamp at, const LocalClock& clock);

// `14:30 – 15:00`; with offsets where the clock changes in between.
std::string Times(const domain::TimeRange& range, const LocalClock& clock);

// For the `datetime` of a time element, which takes no more than thousandths: whole seconds.
std::string MachineTime(domain::Timestamp at);

// `30 minutes`, `1 hour`, `1 hour 30 minutes`
std::string Length(std::chrono::minutes length);

// `30 seconds`, `2 minutes`: never less than the wait itself.
std::string Wait(std::chrono::seconds wait);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_WHEN_H_
