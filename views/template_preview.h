#ifndef NEXCYTE_VIEWS_TEMPLATE_PREVIEW_H_
#define NEXCYTE_VIEWS_TEMPLATE_PREVIEW_H_

#include <optional>
#include <string>

#include "domain/use_cases/edit_templates.h"
#include "views/form_problem.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/admin/scheduling/notifications/preview`: a document for the editor's frame. What the
// tenant wrote is shown in a sandboxed frame of its own; nginx gives this address a policy under
// which nothing but styles works.
struct TemplatePreviewPage {
  domain::Channel channel = domain::Channel::kEmail;
  std::optional<domain::TemplatePreview> preview;  // nothing: there is a problem
  FormProblem problem;
  bool is_in_use = false;  // not what was typed, but what people get
  std::string sent_to;     // of a test, or empty
};

std::string Render(const Renderer& renderer, const TemplatePreviewPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_TEMPLATE_PREVIEW_H_
