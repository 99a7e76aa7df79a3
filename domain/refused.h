#ifndef NEXCYTE_DOMAIN_REFUSED_H_
#define NEXCYTE_DOMAIN_REFUSED_H_

#include <utility>
#include <vector>

#include "domain/error.h"

namespace nexcyte::domain {

// What is refused of one form, by field.
class Refused {
 public:
  void Unless(bool holds, const char* field, const char* message) {
    if (!holds) {
      fields_.push_back({field, message});
    }
  }
  // Error(kInvalid) with all of it.
  void ThrowIfAny() && {
    if (!fields_.empty()) {
      throw Error(ErrorCode::kInvalid, "invalid").With(std::move(fields_));
    }
  }

 private:
  std::vector<FieldError> fields_;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_REFUSED_H_
