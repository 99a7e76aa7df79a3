#include "views/resume_form.h"

#include "views/resume_form.tpl.varnames.h"
#include "views/template_values.h"

namespace nexcyte::views {

std::string Render(const Renderer& renderer, const ResumeFormPage& page) {
  const PageFrame frame{"resume_form.tpl", "You are signed in again"};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    values.SetValue(krf_PATH, page.path);
    for (const auto& [name, value] : page.fields) {
      auto* field = values.AddSectionDictionary(krf_FIELD);
      field->SetValue(krf_FIELD_NAME, name);
      field->SetValue(krf_FIELD_VALUE, value);
    }
  });
}

}  // namespace nexcyte::views
