#ifndef NEXCYTE_VIEWS_TEMPLATE_RESTORE_H_
#define NEXCYTE_VIEWS_TEMPLATE_RESTORE_H_

#include <string>

#include "domain/use_cases/edit_templates.h"
#include "views/form_problem.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/admin/scheduling/notifications?event=&channel=&restore=default`: what giving the
// tenant's text up would change. Posts to the path: csrf_token, event_key, channel, version, action
// (`restore`).
struct TemplateRestorePage {
  Layout layout;
  domain::TextsKey key;
  domain::OwnTexts own;
  domain::MessageTexts built_in;
  FormProblem problem;
};

std::string Render(const Renderer& renderer, const TemplateRestorePage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_TEMPLATE_RESTORE_H_
