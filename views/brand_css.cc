#include "views/brand_css.h"

#include <fmt/format.h>

#include <array>

namespace nexcyte::views {
namespace {

// Each passes 4.5:1 on its page: `light` on white and under white text, `dark` on the dark surface
// and under dark text.
struct Accent {
  const char* light;
  const char* light_tint;
  const char* dark;
  const char* dark_tint;
};

constexpr std::array<Accent, 5> kAccents = {{
    {"#1d5fc4", "#eaf1fc", "#8ab8ff", "#1b2a42"},
    {"#0b6e61", "#e3f3f0", "#63d2c0", "#12312d"},
    {"#6a3fc0", "#f1ecfb", "#c0a6ff", "#2a2240"},
    {"#a3344f", "#fbebef", "#ff9db1", "#3d2029"},
    {"#8a4b08", "#faf0e2", "#f2b56b", "#3a2a16"},
}};

const Accent& AccentOf(std::string_view tenant_slug) {
  unsigned sum = 0;
  for (const char c : tenant_slug) {
    sum = sum * 31 + static_cast<unsigned char>(c);
  }
  return kAccents.at(sum % kAccents.size());
}

}  // namespace

std::string BrandCss(std::string_view tenant_slug) {
  const Accent& accent = AccentOf(tenant_slug);
  return fmt::format(
      ":root{{--brand:{};--brand-tint:{}}}\n"
      "@media (prefers-color-scheme:dark){{:root{{--brand:{};--brand-tint:{}}}}}\n",
      accent.light, accent.light_tint, accent.dark, accent.dark_tint);
}

}  // namespace nexcyte::views
