#ifndef NEXCYTE_DOMAIN_SLOT_H_
#define NEXCYTE_DOMAIN_SLOT_H_

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time.h"

namespace nexcyte::domain {

// A free time: offered, never stored.
using Slot = TimeRange;

// Key: local day of the asked zone (`2026-11-23`); slots in order of time.
using SlotsByDay = std::map<std::string, std::vector<Slot>>;

// The longest range that may be asked for at once.
inline constexpr std::chrono::days kMaxSlotRange{62};

// Sorts, removes doubles and what lies outside `range` (Cal.com has been seen to answer more than
// was asked), and groups by local day of `zone`.
SlotsByDay GroupByDay(std::vector<Slot> slots, const TimeRange& range, std::string_view zone);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_SLOT_H_
