#ifndef NEXCYTE_TESTS_FCGI_OUTBOUND_CALCOM_PRINT_H_
#define NEXCYTE_TESTS_FCGI_OUTBOUND_CALCOM_PRINT_H_

#include <ostream>
#include <variant>

#include "domain/providers.h"

namespace nexcyte::domain {

// So that a failed check names the failure.
inline std::ostream& operator<<(std::ostream& out, CalendarFailure failure) {
  constexpr const char* kNames[] = {
      "kRateLimited", "kLimitReached",     "kAuth",         "kSlotTaken", "kSlotInvalid",
      "kBookerLimit", "kAlreadyCancelled", "kAlreadyMoved", "kNotFound",  "kReservedByOther",
      "kValidation",  "kNotSent",          "kUnknown"};
  return out << kNames[static_cast<int>(failure)];
}

}  // namespace nexcyte::domain

namespace nexcyte::fcgi {

template <class T>
const domain::CalendarRefusal* RefusalOf(const domain::CalendarResult<T>& result) {
  return std::get_if<domain::CalendarRefusal>(&result);
}

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_TESTS_FCGI_OUTBOUND_CALCOM_PRINT_H_
