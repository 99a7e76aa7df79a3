#ifndef NEXCYTE_VIEWS_DIFFERENCES_H_
#define NEXCYTE_VIEWS_DIFFERENCES_H_

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace nexcyte::views {

// A field of a form that somebody else saved meanwhile with another value.
struct Difference {
  std::string label;
  std::string yours;
  std::string saved;
};

struct ComparedField {
  std::string_view label;
  std::string_view yours;
  std::string_view saved;
};

// Those of the fields in which the two differ; what is empty reads `(empty)`.
std::vector<Difference> DifferencesOf(std::initializer_list<ComparedField> fields);

// A box of a form, in words.
inline std::string_view YesOrNo(bool is_on) { return is_on ? "yes" : "no"; }

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_DIFFERENCES_H_
