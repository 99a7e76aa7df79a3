#include "views/forgot_form.h"

#include "views/forgot_form.tpl.varnames.h"
#include "views/problem_summary.h"
#include "views/template_values.h"

namespace nexcyte::views {

std::string Render(const Renderer& renderer, const ForgotFormPage& page) {
  const PageFrame frame{"forgot_form.tpl", "Forgot your password?"};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    values.SetValue(kff_EMAIL, page.email);
    ShowProblem(values, kff_PROBLEM, page.problem, {{"email", kff_EMAIL_ERROR}});
  });
}

}  // namespace nexcyte::views
