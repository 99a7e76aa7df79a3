#ifndef NEXCYTE_VIEWS_REASON_FIELD_H_
#define NEXCYTE_VIEWS_REASON_FIELD_H_

#include <ctemplate/template_string.h>

#include <string>
#include <string_view>

#include "domain/scheduling_settings.h"
#include "views/form_problem.h"
#include "views/renderer.h"

namespace nexcyte::views {

struct ReasonField {
  std::string_view question;
  domain::ReasonRule asked;
  std::string_view hint;  // empty: none
  const std::string& typed;
  const FormProblem& problem;
};

// The field `reason` with its error, under `include`; nothing where none is asked.
void ShowReasonField(ctemplate::TemplateDictionary& values,
                     const ctemplate::TemplateString& include, const ReasonField& field);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_REASON_FIELD_H_
