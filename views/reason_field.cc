#include "views/reason_field.h"

#include "views/reason_field.tpl.varnames.h"
#include "views/template_values.h"

namespace nexcyte::views {
namespace {

void ShowDescription(ctemplate::TemplateDictionary& values, const ReasonField& field) {
  bool is_described = !field.hint.empty();
  if (is_described) {
    values.SetValueAndShowSection(krf_HINT_TEXT, Text(field.hint), krf_HINT);
  }
  for (const domain::FieldError& error : field.problem.fields) {
    if (error.field == "reason") {
      values.AddSectionDictionary(krf_REASON_ERROR)->SetValue(krf_MESSAGE, error.message);
      is_described = true;
    }
  }
  if (is_described) {
    values.ShowSection(krf_DESCRIBED);
  }
}

}  // namespace

void ShowReasonField(ctemplate::TemplateDictionary& values,
                     const ctemplate::TemplateString& include, const ReasonField& field) {
  if (field.asked == domain::ReasonRule::kOff) {
    return;
  }
  auto* shown = values.AddIncludeDictionary(include);
  shown->SetFilename("reason_field.tpl");
  shown->SetValue(krf_QUESTION, Text(field.question));
  shown->SetValue(krf_REASON, field.typed);
  const bool is_required = field.asked == domain::ReasonRule::kRequired;
  shown->ShowSection(is_required ? krf_REQUIRED : krf_OPTIONAL);
  ShowDescription(*shown, field);
}

}  // namespace nexcyte::views
