#ifndef NEXCYTE_VIEWS_TEMPLATE_EDITOR_H_
#define NEXCYTE_VIEWS_TEMPLATE_EDITOR_H_

#include <cstdint>
#include <optional>
#include <string>

#include "domain/use_cases/edit_templates.h"
#include "views/form_problem.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// The text as it stands in the form.
struct TemplateForm {
  domain::MessageTexts texts;
  bool is_enabled = true;
  std::string version;
};

// The tenant's own text, else the built-in words to begin with; a mail is then laid out from them.
TemplateForm FormOf(const domain::TemplateDetails& details);

// `/t/{tenant}/admin/scheduling/notifications?event=&channel=`. Its form posts to the path without
// the query: csrf_token, event_key, channel, version, subject_template, body_text_template,
// body_html_template, is_enabled (`on` or absent), sample, action (`save`); the same with action
// `preview` or `test` to `.../preview`, whose answer is shown in a frame.
struct TemplateEditorPage {
  Layout layout;
  domain::TemplateDetails details;
  TemplateForm form;
  FormProblem problem;
  bool is_conflict = false;             // somebody saved meanwhile: both texts are shown
  std::optional<std::int64_t> older{};  // the version that fills the form
  LocalClock clock;
};

std::string Render(const Renderer& renderer, const TemplateEditorPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_TEMPLATE_EDITOR_H_
