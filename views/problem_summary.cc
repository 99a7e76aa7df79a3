#include "views/problem_summary.h"

#include <algorithm>

#include "views/problem_summary.tpl.varnames.h"
#include "views/reasons.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

void ShowFields(ctemplate::TemplateDictionary& values, ctemplate::TemplateDictionary& summary,
                const FormProblem& problem, std::initializer_list<FieldPlace> places) {
  auto* list = summary.AddSectionDictionary(kps_FIELDS);
  for (const domain::FieldError& error : problem.fields) {
    auto* item = list->AddSectionDictionary(kps_FIELD);
    item->SetValue(kps_MESSAGE, error.message);
    const auto* place = std::find_if(places.begin(), places.end(), [&error](const FieldPlace& p) {
      return p.name == error.field;
    });
    if (place == places.end()) {
      item->ShowSection(kps_UNLINKED);
      continue;
    }
    item->SetValueAndShowSection(kps_FIELD_ID, error.field, kps_LINKED);
    values.AddSectionDictionary(place->section)->SetValue(kps_MESSAGE, error.message);
  }
}

}  // namespace

void ShowProblem(ctemplate::TemplateDictionary& values, const ctemplate::TemplateString& include,
                 const FormProblem& problem, std::initializer_list<FieldPlace> places) {
  if (problem.reason.empty()) {
    return;
  }
  auto* summary = values.AddIncludeDictionary(include);
  summary->SetFilename("problem_summary.tpl");
  const ReasonText& text = TextOf(problem.reason);
  summary->SetValue(kps_TITLE, Text(text.title));
  summary->SetValue(kps_SENTENCE, Text(text.sentence));
  summary->SetValue(kps_ADVICE, Text(text.advice));
  if (problem.retry_after.count() > 0) {
    summary->SetValueAndShowSection(kps_WAIT_TEXT, Wait(problem.retry_after), kps_WAIT);
  }
  if (!problem.fields.empty()) {
    ShowFields(values, *summary, problem, places);
  }
}

std::string_view DayInputType(const FormProblem& problem, std::string_view field) {
  const bool is_refused =
      std::any_of(problem.fields.begin(), problem.fields.end(),
                  [&](const domain::FieldError& error) { return error.field == field; });
  return is_refused ? "text" : "date";
}

}  // namespace nexcyte::views
