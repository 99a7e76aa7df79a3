#ifndef NEXCYTE_VIEWS_VERIFY_FORM_H_
#define NEXCYTE_VIEWS_VERIFY_FORM_H_

#include <string>

#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/verify?token=`: the button consumes the link, looking at the page does not (mail scanners
// look). Posts to `/verify`: csrf_token, token.
struct VerifyFormPage {
  Layout layout;
  std::string token;
};

std::string Render(const Renderer& renderer, const VerifyFormPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_VERIFY_FORM_H_
