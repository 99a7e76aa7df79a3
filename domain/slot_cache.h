#ifndef NEXCYTE_DOMAIN_SLOT_CACHE_H_
#define NEXCYTE_DOMAIN_SLOT_CACHE_H_

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "domain/event_type.h"
#include "domain/slot.h"

namespace nexcyte::domain {

// How long an answer about free times is good enough. It is a hint: who books is judged by our own
// claims and by Cal.com.
inline constexpr std::chrono::seconds kSlotAnswerLife{30};
// An answer that is younger needs no second look before a time is called not offered.
inline constexpr std::chrono::seconds kSlotAnswerFresh{5};
// How long a time counts as one that Cal.com offers, whoever has taken it meanwhile: as long as
// somebody may look at it before they choose.
inline constexpr std::chrono::minutes kSlotOfferLife{10};
// How long one asks for all, before another may.
inline constexpr std::chrono::seconds kSlotAsking{10};

struct SlotKey {
  CalEventTypeId event_type_id = 0;
  TimeRange range;
};

// Cal.com's answers about free times, shared by all workers of all processes; loss is harmless.
// Each call is a transaction of its own, and must be made with none open. One thread at a time.
class SlotCache {
 public:
  virtual ~SlotCache() = default;
  // An answer that is younger than `age`, if there is one.
  virtual std::optional<std::vector<Slot>> Find(const SlotKey& key, std::chrono::seconds age) = 0;
  // A ticket: the caller is to ask, and nobody else for kSlotAsking. Nothing: somebody asks, or has
  // done so within `age`.
  virtual std::optional<std::string> Claim(const SlotKey& key, std::chrono::seconds age) = 0;
  // Keeps the answer, unless what it was about has changed since the ticket was drawn.
  virtual void Put(const SlotKey& key, const std::string& ticket,
                   const std::vector<Slot>& slots) = 0;
  // There is no answer: somebody else may ask.
  virtual void GiveBack(const SlotKey& key, const std::string& ticket) = 0;
  virtual void Forget(CalEventTypeId event_type_id) = 0;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_SLOT_CACHE_H_
