#ifndef NEXCYTE_VIEWS_VERIFY_FORM_H_
#define NEXCYTE_VIEWS_VERIFY_FORM_H_

#include <string>

#include "views/form_problem.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/verify?token=`: the button consumes the link, looking at the page does not (mail scanners
// look). Posts to `/verify`: csrf_token, token, and password where it is asked for.
struct VerifyFormPage {
  Layout layout;
  std::string token;
  bool asks_password = false;  // several sign-ups wait for the same address
  FormProblem problem = {};
};

std::string Render(const Renderer& renderer, const VerifyFormPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_VERIFY_FORM_H_
