#include "views/check_mail.h"

#include "views/check_mail.tpl.varnames.h"
#include "views/template_values.h"

namespace nexcyte::views {

std::string Render(const Renderer& renderer, const CheckMailPage& page) {
  const PageFrame frame{"check_mail.tpl", "Check your mail"};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    if (page.email.empty()) {
      values.ShowSection(kcm_WITHOUT_EMAIL);
    } else {
      values.SetValueAndShowSection(kcm_EMAIL, page.email, kcm_WITH_EMAIL);
    }
  });
}

}  // namespace nexcyte::views
