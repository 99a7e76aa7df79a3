#include "views/brand_css.h"

#include <fmt/format.h>

namespace nexcyte::views {
namespace {

std::string Properties(const domain::Palette& palette) {
  return fmt::format(":root{{--brand:{};--brand-tint:{};--accent:{}}}", ToText(palette.brand),
                     ToText(palette.brand_tint), ToText(palette.accent));
}

}  // namespace

std::string BrandCss(const domain::Branding& branding) {
  return fmt::format("{}\n@media (prefers-color-scheme:dark){{{}}}\n",
                     Properties(LightPalette(branding)), Properties(DarkPalette(branding)));
}

}  // namespace nexcyte::views
