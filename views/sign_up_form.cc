#include "views/sign_up_form.h"

#include "views/problem_summary.h"
#include "views/sign_up_form.tpl.varnames.h"
#include "views/template_values.h"

namespace nexcyte::views {

std::string Render(const Renderer& renderer, const SignUpFormPage& page) {
  const PageFrame frame{"sign_up_form.tpl", "Create an account"};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    values.SetValue(ksuf_NAME, page.name);
    values.SetValue(ksuf_EMAIL, page.email);
    ShowProblem(values, ksuf_PROBLEM, page.problem,
                {{"name", ksuf_NAME_ERROR},
                 {"email", ksuf_EMAIL_ERROR},
                 {"password", ksuf_PASSWORD_ERROR}});
  });
}

}  // namespace nexcyte::views
