#ifndef NEXCYTE_VIEWS_RESET_FORM_H_
#define NEXCYTE_VIEWS_RESET_FORM_H_

#include <string>

#include "views/form_problem.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/reset?token=`. Posts to `/reset`: csrf_token, token, password.
struct ResetFormPage {
  Layout layout;
  std::string token;
  FormProblem problem;
};

std::string Render(const Renderer& renderer, const ResetFormPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_RESET_FORM_H_
