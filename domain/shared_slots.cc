#include "domain/shared_slots.h"

#include <algorithm>
#include <thread>
#include <utility>
#include <variant>

namespace nexcyte::domain {
namespace {

constexpr std::chrono::milliseconds kPollInterval{50};

TimeRange WholeDays(const TimeRange& range) {
  return {.start = std::chrono::floor<std::chrono::days>(range.start),
          .end = std::chrono::ceil<std::chrono::days>(range.end)};
}

}  // namespace

CalendarResult<std::vector<Slot>> SharedSlots::ListSlots(CalEventTypeId type,
                                                         const TimeRange& range,
                                                         const std::string& moving) {
  if (!moving.empty()) {
    return source_.ListSlots(type, range, moving);
  }
  auto answer = FindOrAsk({.event_type_id = type, .range = WholeDays(range)}, kSlotAnswerLife);
  if (auto* slots = std::get_if<std::vector<Slot>>(&answer)) {
    std::erase_if(*slots, [&](const Slot& slot) {
      return slot.start < range.start || slot.start >= range.end;
    });
  }
  return answer;
}

CalendarResult<bool> SharedSlots::Offers(CalEventTypeId type, Timestamp start,
                                         const std::string& moving) {
  const TimeRange day = WholeDays({.start = start, .end = start + std::chrono::microseconds{1}});
  const auto answer = moving.empty()
                          ? FindOrAsk({.event_type_id = type, .range = day}, kSlotAnswerFresh)
                          : source_.ListSlots(type, day, moving);
  if (const auto* refusal = std::get_if<CalendarRefusal>(&answer)) {
    return *refusal;
  }
  const auto& slots = std::get<std::vector<Slot>>(answer);
  return std::any_of(slots.begin(), slots.end(),
                     [start](const Slot& slot) { return slot.start == start; });
}

CalendarResult<std::vector<Slot>> SharedSlots::FindOrAsk(const SlotKey& key,
                                                         std::chrono::seconds age) {
  const auto deadline = std::chrono::steady_clock::now() + kSlotWait;
  for (;;) {
    if (auto slots = cache_.Find(key, age)) {
      return *std::move(slots);
    }
    if (const auto ticket = cache_.Claim(key, age)) {
      return Ask(key, *ticket);
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      return source_.ListSlots(key.event_type_id, key.range, {});
    }
    std::this_thread::sleep_for(kPollInterval);
  }
}

CalendarResult<std::vector<Slot>> SharedSlots::Ask(const SlotKey& key, const std::string& ticket) {
  auto answer = source_.ListSlots(key.event_type_id, key.range, {});
  if (const auto* slots = std::get_if<std::vector<Slot>>(&answer)) {
    cache_.Put(key, ticket, *slots);
  } else {
    cache_.GiveBack(key, ticket);
  }
  return answer;
}

}  // namespace nexcyte::domain
