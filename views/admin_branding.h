#ifndef NEXCYTE_VIEWS_ADMIN_BRANDING_H_
#define NEXCYTE_VIEWS_ADMIN_BRANDING_H_

#include <optional>
#include <string>

#include "domain/use_cases/branding.h"
#include "views/form_problem.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// Name and colours as they were typed.
struct BrandingForm {
  std::string name;
  std::string brand_color;
  std::string accent_color;
};

// `/t/{tenant}/admin/branding`. Its forms post to the path: csrf_token and action: `save` (name,
// brand_color, accent_color, version), `logo` (logo, a file: multipart/form-data), `remove_logo`.
struct AdminBrandingPage {
  Layout layout;
  domain::BrandingView view;
  std::optional<BrandingForm> typed = {};  // of a form that was refused
  FormProblem problem = {};
};

std::string Render(const Renderer& renderer, const AdminBrandingPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_BRANDING_H_
