#include "domain/color.h"

#include <boost/test/unit_test.hpp>

#include "domain/branding.h"

namespace nexcyte::domain {
namespace {

Color Of(const char* text) { return ParseColor(text).value(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(Colors)

BOOST_AUTO_TEST_CASE(AreSixHexDigits) {
  BOOST_TEST(ToText(Of("#1F4e79")) == "#1f4e79");
  for (const char* bad : {"", "#", "1f4e79", "#1f4e7", "#1f4e790", "#1f4e7g", "red", "#1f4e79;}",
                          "#+f4e79", "# f4e79"}) {
    BOOST_TEST(!ParseColor(bad).has_value(), bad);
  }
}

// The samples of https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio and of well-known checkers.
BOOST_AUTO_TEST_CASE(DifferAsWcagSays) {
  BOOST_TEST(Contrast(Of("#000000"), Of("#ffffff")) == 21.0, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(Contrast(Of("#777777"), Of("#ffffff")) == 4.478, boost::test_tools::tolerance(1e-3));
  BOOST_TEST(Contrast(Of("#767676"), Of("#ffffff")) == 4.542, boost::test_tools::tolerance(1e-3));
  BOOST_TEST(Contrast(Of("#ffffff"), Of("#ff0000")) == 3.998, boost::test_tools::tolerance(1e-3));
  BOOST_TEST(RatioText(4.4999) == "4.4:1");
}

BOOST_AUTO_TEST_CASE(AreDarkenedNoMoreThanNeeded) {
  const Color shade = Readable(Of("#ff0000"), kWhite, {});
  BOOST_TEST(Contrast(shade, kWhite) >= kReadable);
  BOOST_TEST(Contrast(shade, kWhite) < 4.8);
  BOOST_TEST(ToText(Readable(Of("#1f4e79"), kWhite, {})) == "#1f4e79");
}

// Whatever readable colour is chosen, each text of the pages that is drawn in it can be read.
BOOST_AUTO_TEST_CASE(OfAPaletteCanBeReadOnBothScreens) {
  int tried = 0;
  for (int red = 0; red < 256; red += 15) {
    for (int green = 0; green < 256; green += 15) {
      for (int blue = 0; blue < 256; blue += 15) {
        const Color color{static_cast<std::uint8_t>(red), static_cast<std::uint8_t>(green),
                          static_cast<std::uint8_t>(blue)};
        if (Contrast(color, kLightPage) < kReadable) {
          continue;
        }
        ++tried;
        const Branding branding{"Acme", ToText(color), "#c2410c", {}, 1};
        const Palette light = LightPalette(branding);
        const Palette dark = DarkPalette(branding);
        const bool can_be_read = Contrast(light.brand, kLightPage) >= kReadable &&
                                 Contrast(light.brand, light.brand_tint) >= kReadable &&
                                 Contrast(dark.brand, kDarkPage) >= kReadable &&
                                 Contrast(dark.brand, kDarkSurface) >= kReadable &&
                                 Contrast(dark.brand, dark.brand_tint) >= kReadable;
        BOOST_TEST(can_be_read, ToText(color));
      }
    }
  }
  BOOST_TEST(tried > 500);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::domain
