#ifndef NEXCYTE_VIEWS_INVITE_FORM_H_
#define NEXCYTE_VIEWS_INVITE_FORM_H_

#include <string>

#include "views/form_problem.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/invite?token=`: the button consumes the link, looking at the page does not. Posts to `/invite`:
// csrf_token, token, name, and password where there is no account yet.
struct InviteFormPage {
  Layout layout;
  std::string token;
  std::string email;
  bool has_account = false;
  std::string name = {};
  FormProblem problem = {};
};

std::string Render(const Renderer& renderer, const InviteFormPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_INVITE_FORM_H_
