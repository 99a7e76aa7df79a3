#ifndef NEXCYTE_VIEWS_FORM_PROBLEM_H_
#define NEXCYTE_VIEWS_FORM_PROBLEM_H_

#include <chrono>
#include <string>
#include <vector>

#include "domain/error.h"

namespace nexcyte::views {

// Why a form is shown again. Empty reason: it is shown for the first time.
struct FormProblem {
  std::string reason;  // `invalid`, `sign_in_failed`, ...: see reasons.h
  std::vector<domain::FieldError> fields;
  std::chrono::seconds retry_after{0};
};

FormProblem ProblemOf(const domain::Error& error);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_FORM_PROBLEM_H_
