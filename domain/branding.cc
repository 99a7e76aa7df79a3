#include "domain/branding.h"

#include "domain/crypto.h"

namespace nexcyte::domain {
namespace {

constexpr Color kUsualBrand{0x1f, 0x4e, 0x79};
constexpr Color kUsualAccent{0xc2, 0x41, 0x0c};

// A little of the colour on `ground`, no more than still lets the colour be read on it.
Color TintOf(Color color, Color ground) {
  for (int percent = 12; percent > 0; --percent) {
    const Color tint = Mix(color, ground, percent / 100.0);
    if (Contrast(color, tint) >= kReadable) {
      return tint;
    }
  }
  return ground;
}

Palette PaletteOf(Color brand, Color accent, Color ground) {
  return {brand, TintOf(brand, ground), accent};
}

}  // namespace

bool IsOwn(const Branding& branding) {
  const Palette palette = LightPalette(branding);
  return !branding.logo.empty() || palette.brand != kUsualBrand || palette.accent != kUsualAccent;
}

std::string LogoName(const std::string& png) {
  constexpr std::size_t kDigits = 32;
  return Hex(Sha256(png)).substr(0, kDigits);
}

Palette LightPalette(const Branding& branding) {
  return PaletteOf(ParseColor(branding.brand_color).value_or(kUsualBrand),
                   ParseColor(branding.accent_color).value_or(kUsualAccent), kWhite);
}

// Lightened until it can be read on dark, with some room for the tint.
Palette DarkPalette(const Branding& branding) {
  const Palette light = LightPalette(branding);
  const Color raised = Mix(kWhite, kDarkSurface, 0.06);
  return PaletteOf(Readable(light.brand, raised, kWhite), light.accent, kDarkSurface);
}

}  // namespace nexcyte::domain
