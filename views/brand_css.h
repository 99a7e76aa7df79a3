#ifndef NEXCYTE_VIEWS_BRAND_CSS_H_
#define NEXCYTE_VIEWS_BRAND_CSS_H_

#include <string>

#include "domain/branding.h"

namespace nexcyte::views {

// `/brand.css`: a tenant's colours, as custom properties that the one style sheet uses.
std::string BrandCss(const domain::Branding& branding);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_BRAND_CSS_H_
