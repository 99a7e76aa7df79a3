#include "views/invite_form.h"

#include "views/invite_form.tpl.varnames.h"
#include "views/problem_summary.h"
#include "views/template_values.h"

namespace nexcyte::views {

std::string Render(const Renderer& renderer, const InviteFormPage& page) {
  const PageFrame frame{"invite_form.tpl", "You are invited"};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    values.SetValue(kif_TENANT_NAME, page.layout.tenant_name);
    values.SetValue(kif_TOKEN, page.token);
    values.SetValue(kif_EMAIL, page.email);
    values.SetValue(kif_NAME, page.name);
    values.ShowSection(page.has_account ? kif_HAS_ACCOUNT : kif_ASKS_PASSWORD);
    ShowProblem(values, kif_PROBLEM, page.problem,
                {{"name", kif_NAME_ERROR}, {"password", kif_PASSWORD_ERROR}});
  });
}

}  // namespace nexcyte::views
