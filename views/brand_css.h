#ifndef NEXCYTE_VIEWS_BRAND_CSS_H_
#define NEXCYTE_VIEWS_BRAND_CSS_H_

#include <string>
#include <string_view>

namespace nexcyte::views {

// `/brand.css`: the custom properties of static/app.css that make a portal look like its tenant's.
// A tenant without colours of its own gets one of a few that pass WCAG AA in light and dark, chosen
// by its slug, so that the same person at two tenants sees which portal this is.
std::string BrandCss(std::string_view tenant_slug);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_BRAND_CSS_H_
