#ifndef NEXCYTE_VIEWS_CHECK_MAIL_H_
#define NEXCYTE_VIEWS_CHECK_MAIL_H_

#include <string>

#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// The one answer to a sign-up and to a forgotten password: it does not depend on what we know.
struct CheckMailPage {
  Layout layout;
  std::string email;  // as typed; empty: not repeated
};

std::string Render(const Renderer& renderer, const CheckMailPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_CHECK_MAIL_H_
