#ifndef NEXCYTE_DOMAIN_USE_CASES_OFFERED_START_H_
#define NEXCYTE_DOMAIN_USE_CASES_OFFERED_START_H_

#include <string>
#include <utility>

#include "domain/error.h"
#include "domain/providers.h"
#include "domain/slot_cache.h"
#include "domain/tenant_store.h"

namespace nexcyte::domain {

// A start must be one of the free times that Cal.com offers: it would book others too (measured:
// 10:07). What it offered lately is known here; only a start that is not among it is asked about,
// with no transaction open.

// Cal.com, and its answers about free times that all share. Both must outlive it.
struct OfferingCalendar {
  CalendarProvider& provider;
  SlotCache& kept;
};

enum class StartOffer { kIsKept, kWasSeen };

// Ends a transaction whose start no kept answer has.
class StartNotKept final : public Error {
 public:
  StartNotKept(CalEventTypeId type_in, Timestamp start_in, std::string moving_in)
      : Error(ErrorCode::kConflict, "slot_taken", "no kept answer offers this start"),
        type(type_in),
        start(start_in),
        moving(std::move(moving_in)) {}

  CalEventTypeId type;
  Timestamp start;
  std::string moving;  // Cal.com's uid of a booking that is to be moved
};

// Asks Cal.com. Refuses: kConflict slot_taken (it does not offer that start), kUnavailable
// calendar_unavailable.
void RequireOffered(const OfferingCalendar& calendar, const StartNotKept& wanted);

// One transaction: `work(unit, offer)`. It runs again when it throws StartNotKept for
// StartOffer::kIsKept and Cal.com offers that start. Refuses also what RequireOffered refuses.
template <class Work>
auto TransactOffered(TenantStore& store, const OfferingCalendar& calendar, const Work& work) {
  try {
    return store.Transact([&](UnitOfWork& unit) { return work(unit, StartOffer::kIsKept); });
  } catch (const StartNotKept& wanted) {
    RequireOffered(calendar, wanted);
  }
  return store.Transact([&](UnitOfWork& unit) { return work(unit, StartOffer::kWasSeen); });
}

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_OFFERED_START_H_
