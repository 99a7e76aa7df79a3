#ifndef NEXCYTE_VIEWS_SIGN_UP_FORM_H_
#define NEXCYTE_VIEWS_SIGN_UP_FORM_H_

#include <string>

#include "views/form_problem.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/signup`. Posts to the same path: csrf_token, name, email, password.
struct SignUpFormPage {
  Layout layout;
  std::string name;   // as typed
  std::string email;  // as typed
  FormProblem problem;
};

std::string Render(const Renderer& renderer, const SignUpFormPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_SIGN_UP_FORM_H_
