#include "views/differences.h"

#include "views/differences.tpl.varnames.h"
#include "views/differences_table.h"
#include "views/template_values.h"

namespace nexcyte::views {
namespace {

std::string Shown(std::string_view value) { return value.empty() ? "(empty)" : std::string(value); }

}  // namespace

std::vector<Difference> DifferencesOf(std::initializer_list<ComparedField> fields) {
  std::vector<Difference> differences;
  for (const ComparedField& field : fields) {
    if (field.yours != field.saved) {
      differences.push_back({std::string(field.label), Shown(field.yours), Shown(field.saved)});
    }
  }
  return differences;
}

void ShowDifferences(ctemplate::TemplateDictionary& values,
                     const ctemplate::TemplateString& include,
                     const std::vector<Difference>& differences) {
  if (differences.empty()) {
    return;
  }
  auto* table = values.AddIncludeDictionary(include);
  table->SetFilename("differences.tpl");
  for (const Difference& difference : differences) {
    auto* row = table->AddSectionDictionary(kd_DIFFERENCE);
    row->SetValue(kd_LABEL, difference.label);
    row->SetValue(kd_YOURS, difference.yours);
    row->SetValue(kd_SAVED, difference.saved);
  }
}

}  // namespace nexcyte::views
