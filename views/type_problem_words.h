#ifndef NEXCYTE_VIEWS_TYPE_PROBLEM_WORDS_H_
#define NEXCYTE_VIEWS_TYPE_PROBLEM_WORDS_H_

#include <string_view>

#include "domain/conformity.h"

namespace nexcyte::views {

// What is not as it should be with an event type at Cal.com, and what to do about it there.
struct ProblemWords {
  std::string_view what;
  std::string_view to_do;
};

ProblemWords WordsOf(domain::TypeProblem problem);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_TYPE_PROBLEM_WORDS_H_
