#ifndef NEXCYTE_VIEWS_TEMPLATE_VALUES_H_
#define NEXCYTE_VIEWS_TEMPLATE_VALUES_H_

// ctemplate's header uses strlen without declaring it, so the order matters.
// clang-format off
#include <cstring>
#include <ctemplate/template_dictionary.h>
// clang-format on

#include <string_view>

namespace nexcyte::views {

// A view as ctemplate takes it; it is copied by the dictionary before the call ends.
inline ctemplate::TemplateString Text(std::string_view text) {
  return ctemplate::TemplateString(text.data(), text.size());
}

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_TEMPLATE_VALUES_H_
