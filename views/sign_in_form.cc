#include "views/sign_in_form.h"

#include "views/problem_summary.h"
#include "views/sign_in_form.tpl.varnames.h"
#include "views/template_values.h"

namespace nexcyte::views {

std::string Render(const Renderer& renderer, const SignInFormPage& page) {
  const PageFrame frame{"sign_in_form.tpl", "Sign in"};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    values.SetValue(ksif_EMAIL, page.email);
    values.SetValue(ksif_RETURN_TO, page.return_to);
    if (!page.resume_to.empty()) {
      auto* resumed = values.AddSectionDictionary(ksif_RESUMED);
      resumed->SetValue(ksif_RESUME_TO, page.resume_to);
      resumed->SetValue(ksif_RESUME_BODY, page.resume_body);
      values.ShowSection(ksif_ENDED);
    }
    ShowProblem(values, ksif_PROBLEM, page.problem,
                {{"email", ksif_EMAIL_ERROR}, {"password", ksif_PASSWORD_ERROR}});
  });
}

}  // namespace nexcyte::views
