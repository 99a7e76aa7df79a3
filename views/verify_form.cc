#include "views/verify_form.h"

#include "views/problem_summary.h"
#include "views/template_values.h"
#include "views/verify_form.tpl.varnames.h"

namespace nexcyte::views {

std::string Render(const Renderer& renderer, const VerifyFormPage& page) {
  const PageFrame frame{"verify_form.tpl", "Confirm your address"};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    values.SetValue(kvf_TOKEN, page.token);
    if (page.asks_password) {
      values.ShowSection(kvf_PASSWORD);
    }
    ShowProblem(values, kvf_PROBLEM, page.problem, {{"password", kvf_PASSWORD_ERROR}});
  });
}

}  // namespace nexcyte::views
