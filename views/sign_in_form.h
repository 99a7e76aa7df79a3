#ifndef NEXCYTE_VIEWS_SIGN_IN_FORM_H_
#define NEXCYTE_VIEWS_SIGN_IN_FORM_H_

#include <string>

#include "views/form_problem.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/login`. Posts to the same path: csrf_token, email, password, return_to, and
// resume_to and resume_body where there are any.
struct SignInFormPage {
  Layout layout;
  std::string email;      // as typed
  std::string return_to;  // path to go to afterwards, checked by the handler
  FormProblem problem;
  // A form that was sent after the session had ended: its path and its fields as they were sent.
  std::string resume_to{};
  std::string resume_body{};
};

std::string Render(const Renderer& renderer, const SignInFormPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_SIGN_IN_FORM_H_
