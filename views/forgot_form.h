#ifndef NEXCYTE_VIEWS_FORGOT_FORM_H_
#define NEXCYTE_VIEWS_FORGOT_FORM_H_

#include <string>

#include "views/form_problem.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/forgot`. Posts to the same path: csrf_token, email.
struct ForgotFormPage {
  Layout layout;
  std::string email;  // as typed
  FormProblem problem;
};

std::string Render(const Renderer& renderer, const ForgotFormPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_FORGOT_FORM_H_
