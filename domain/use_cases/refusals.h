#ifndef NEXCYTE_DOMAIN_USE_CASES_REFUSALS_H_
#define NEXCYTE_DOMAIN_USE_CASES_REFUSALS_H_

#include <utility>
#include <vector>

#include "domain/error.h"

namespace nexcyte::domain {

// Runs one check of a form and keeps what it refuses, so that a person reads all of it at once.
template <class Check>
void Collect(std::vector<FieldError>& refused, Check check) {
  try {
    check();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kInvalid) {
      throw;
    }
    refused.insert(refused.end(), error.fields().begin(), error.fields().end());
  }
}

inline void RefuseIfAny(std::vector<FieldError> refused) {
  if (!refused.empty()) {
    throw Error(ErrorCode::kInvalid, "invalid").With(std::move(refused));
  }
}

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_REFUSALS_H_
