#include "views/form_problem.h"

namespace nexcyte::views {

FormProblem ProblemOf(const domain::Error& error) {
  return {error.reason(), error.fields(), error.retry_after()};
}

}  // namespace nexcyte::views
