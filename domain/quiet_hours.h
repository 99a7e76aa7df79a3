#ifndef NEXCYTE_DOMAIN_QUIET_HOURS_H_
#define NEXCYTE_DOMAIN_QUIET_HOURS_H_

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "domain/time.h"

namespace nexcyte::domain {

// When nobody's phone should ring, by the wall clock of whoever has it. `to` does not belong to it;
// a `from` behind `to` spans midnight.
struct QuietHours {
  std::chrono::minutes from{0};  // since midnight
  std::chrono::minutes to{0};
};

// When the quiet hours in which `now` lies are over; nothing when they are not on. On a day whose
// clock changes they end when the clock shows `to` for the last time. Throws InvalidInput for an
// unknown zone.
std::optional<Timestamp> EndOfQuietHours(const QuietHours& hours, std::string_view zone,
                                         Timestamp now);

// `22:00`, and back; nothing for a text that is no time of a day.
std::string FormatClock(std::chrono::minutes since_midnight);
std::optional<std::chrono::minutes> ParseClock(std::string_view text);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_QUIET_HOURS_H_
