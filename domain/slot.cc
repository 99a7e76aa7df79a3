#include "domain/slot.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "domain/time_zone.h"

namespace nexcyte::domain {

SlotsByDay GroupByDay(std::vector<Slot> slots, const TimeRange& range, std::string_view zone) {
  std::erase_if(slots, [&range](const Slot& slot) {
    return slot.start < range.start || slot.start >= range.end;
  });
  std::sort(slots.begin(), slots.end(), [](const Slot& a, const Slot& b) {
    return a.start != b.start ? a.start < b.start : a.end < b.end;
  });
  const auto same_start = [](const Slot& a, const Slot& b) { return a.start == b.start; };
  slots.erase(std::unique(slots.begin(), slots.end(), same_start), slots.end());

  SlotsByDay days;
  LocalDays local(zone);
  std::optional<std::chrono::sys_days> current;
  std::vector<Slot>* list = nullptr;
  for (const Slot& slot : slots) {
    const std::chrono::sys_days day = local.Of(slot.start);
    if (day != current) {
      current = day;
      list = &days[FormatDay(day)];
    }
    list->push_back(slot);
  }
  return days;
}

}  // namespace nexcyte::domain
