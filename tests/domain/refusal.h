#ifndef NEXCYTE_TESTS_DOMAIN_REFUSAL_H_
#define NEXCYTE_TESTS_DOMAIN_REFUSAL_H_

#include <string>

#include "domain/error.h"

namespace nexcyte::domain {

// What `work` refuses: `reason`, or `reason field` where one field is refused; empty when it goes
// through.
template <class Work>
std::string RefusalOf(Work work) {
  try {
    work();
  } catch (const Error& error) {
    return error.fields().size() == 1 ? error.reason() + " " + error.fields().front().field
                                      : error.reason();
  }
  return {};
}

}  // namespace nexcyte::domain

#endif  // NEXCYTE_TESTS_DOMAIN_REFUSAL_H_
