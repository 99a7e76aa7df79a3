#include "domain/use_cases/offered_start.h"

#include <variant>

#include "domain/shared_slots.h"
#include "domain/use_cases/preconditions.h"

namespace nexcyte::domain {

void RequireOffered(const OfferingCalendar& calendar, const StartNotKept& wanted) {
  SharedSlots slots(calendar.kept, calendar.provider);
  const CalendarResult<bool> offered = slots.Offers(wanted.type, wanted.start, wanted.moving);
  if (const auto* refusal = std::get_if<CalendarRefusal>(&offered)) {
    throw CalendarUnavailable(*refusal);
  }
  if (!std::get<bool>(offered)) {
    throw Error(ErrorCode::kConflict, "slot_taken", "this start is not offered");
  }
}

}  // namespace nexcyte::domain
