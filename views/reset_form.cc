#include "views/reset_form.h"

#include "views/problem_summary.h"
#include "views/reset_form.tpl.varnames.h"
#include "views/template_values.h"

namespace nexcyte::views {

std::string Render(const Renderer& renderer, const ResetFormPage& page) {
  const PageFrame frame{"reset_form.tpl", "Set a new password"};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    values.SetValue(krf_TOKEN, page.token);
    ShowProblem(values, krf_PROBLEM, page.problem, {{"password", krf_PASSWORD_ERROR}});
  });
}

}  // namespace nexcyte::views
