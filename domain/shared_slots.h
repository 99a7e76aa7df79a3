#ifndef NEXCYTE_DOMAIN_SHARED_SLOTS_H_
#define NEXCYTE_DOMAIN_SHARED_SLOTS_H_

#include <chrono>
#include <string>
#include <vector>

#include "domain/providers.h"
#include "domain/slot_cache.h"

namespace nexcyte::domain {

// How long the others wait for the one who asks, before they ask themselves.
inline constexpr std::chrono::seconds kSlotWait{4};

// Free times with answers that all share: one asks the source, the others wait for the answer.
// Whole days of UTC are asked for, so that people in other time zones share them too. What is asked
// for a booking that is being moved is shared with nobody.
class SharedSlots final : public SlotSource {
 public:
  // Both must outlive it.
  SharedSlots(SlotCache& cache, SlotSource& source) : cache_(cache), source_(source) {}

  CalendarResult<std::vector<Slot>> ListSlots(CalEventTypeId type, const TimeRange& range,
                                              const std::string& moving) override;
  // Whether `start` is one of the free times, by an answer that is kSlotAnswerFresh.
  CalendarResult<bool> Offers(CalEventTypeId type, Timestamp start, const std::string& moving);

 private:
  CalendarResult<std::vector<Slot>> FindOrAsk(const SlotKey& key, std::chrono::seconds age);
  CalendarResult<std::vector<Slot>> Ask(const SlotKey& key, const std::string& ticket);

  SlotCache& cache_;
  SlotSource& source_;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_SHARED_SLOTS_H_
