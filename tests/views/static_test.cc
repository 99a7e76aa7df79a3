// The style sheet, the script and the tenants' colours.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/views/view_test.h"
#include "views/brand_css.h"
#include "views/static_names.h"

namespace nexcyte::views {
namespace {

std::string Read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// WCAG 2.2, relative luminance.
double Luminance(const std::string& color) {
  const auto part = [&color](std::size_t at) {
    const double value = std::stoi(color.substr(at, 2), nullptr, 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

double Contrast(const std::string& one, const std::string& other) {
  const auto [low, high] = std::minmax({Luminance(one), Luminance(other)});
  return (high + 0.05) / (low + 0.05);
}

// The colours of a style sheet's text in order of appearance.
std::vector<std::string> Colors(const std::string& css) {
  static const std::regex color("#[0-9a-f]{6}");
  std::vector<std::string> colors;
  for (std::sregex_iterator found(css.begin(), css.end(), color), end; found != end; ++found) {
    colors.push_back(found->str());
  }
  return colors;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(StaticFiles)

BOOST_AUTO_TEST_CASE(CarryAHashOfTheirContentInTheName) {
  const std::filesystem::path built = std::filesystem::path(NX_BINARY_DIR) / "static";
  const std::regex hashed("/static/[a-z]+\\.[0-9a-f]{12}\\.(css|js|svg)");
  for (const auto& [name, source] : {std::pair(kAppCss, "app.css"), std::pair(kAppJs, "app.js"),
                                     std::pair(kIconSvg, "icon.svg")}) {
    BOOST_TEST(std::regex_match(name, hashed), name);
    const auto file = built / std::filesystem::path(name).filename();
    BOOST_TEST(Read(file) == Read(ViewsFolder() / "static" / source), name);
    BOOST_TEST(!Read(file).empty(), name);
  }
}

BOOST_AUTO_TEST_CASE(FetchNothingFromElsewhere) {
  for (const char* source : {"app.css", "app.js"}) {
    const std::string text = Read(ViewsFolder() / "static" / source);
    BOOST_TEST(Count(text, "http") == 0, source);
    BOOST_TEST(Count(text, "url(") == 0, source);
    BOOST_TEST(Count(text, "innerHTML") == 0, source);
    BOOST_TEST(Count(text, "eval(") == 0, source);
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(BrandCss_)

BOOST_AUTO_TEST_CASE(IsReadableInLightAndDark) {
  for (const char* brand : {"#1f4e79", "#14532d", "#b3211d", "#000000", "#6a3fc0", "#0000ff"}) {
    const std::string css = BrandCss({"Acme", brand, "#c2410c", "", 1});
    const auto colors = Colors(css);
    BOOST_REQUIRE(colors.size() == 6U);
    BOOST_TEST(colors[0] == brand);
    BOOST_TEST(colors[2] == "#c2410c");
    // The page and the cards of app.css, and the tint of the tenant itself.
    for (const std::string& ground : {std::string("#ffffff"), std::string("#f6f7f9"), colors[1]}) {
      BOOST_TEST(Contrast(colors[0], ground) >= 4.5, css);
    }
    for (const std::string& ground : {std::string("#171b21"), std::string("#0e1116"), colors[4]}) {
      BOOST_TEST(Contrast(colors[3], ground) >= 4.5, css);
    }
  }
}

BOOST_AUTO_TEST_CASE(HoldsNothingButColors) {
  const std::string css = BrandCss({"Acme", "#fff}</style><script>", "red;}*{x:y", "", 1});
  BOOST_TEST(Colors(css).size() == 6U);
  BOOST_TEST(css.find("script") == std::string::npos);
  BOOST_TEST(css.find("red") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::views
