#ifndef NEXCYTE_VIEWS_PROBLEM_SUMMARY_H_
#define NEXCYTE_VIEWS_PROBLEM_SUMMARY_H_

#include <ctemplate/template_string.h>

#include <initializer_list>
#include <string_view>

#include "views/form_problem.h"
#include "views/renderer.h"

namespace nexcyte::views {

// For the .cc files of pages with a form: a field of the form (its name is also its id) and the
// template's section that shows its error.
struct FieldPlace {
  std::string_view name;
  ctemplate::TemplateString section;
};

// Shows why the form is there again: a summary under `include` that links to the fields, and each
// error beside its field. Errors of fields that the form does not have stand in the summary only.
// Nothing happens when there is no problem.
void ShowProblem(ctemplate::TemplateDictionary& values, const ctemplate::TemplateString& include,
                 const FormProblem& problem, std::initializer_list<FieldPlace> places);

// The type of an input for a day: what was refused may be no day, and only a text field shows it.
std::string_view DayInputType(const FormProblem& problem, std::string_view field);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_PROBLEM_SUMMARY_H_
