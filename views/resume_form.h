#ifndef NEXCYTE_VIEWS_RESUME_FORM_H_
#define NEXCYTE_VIEWS_RESUME_FORM_H_

#include <string>
#include <utility>
#include <vector>

#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// The way back to a form that was sent after the session had ended. Posts to `path`: csrf_token,
// `resume` (so that the form is shown and nothing is done yet) and the fields as they were typed.
struct ResumeFormPage {
  Layout layout;
  std::string path;
  std::vector<std::pair<std::string, std::string>> fields;
};

std::string Render(const Renderer& renderer, const ResumeFormPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_RESUME_FORM_H_
