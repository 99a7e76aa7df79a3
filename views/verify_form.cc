#include "views/verify_form.h"

#include "views/template_values.h"
#include "views/verify_form.tpl.varnames.h"

namespace nexcyte::views {

std::string Render(const Renderer& renderer, const VerifyFormPage& page) {
  const PageFrame frame{"verify_form.tpl", "Confirm your address"};
  return RenderInLayout(renderer, page.layout, frame,
                        [&page](auto& values) { values.SetValue(kvf_TOKEN, page.token); });
}

}  // namespace nexcyte::views
