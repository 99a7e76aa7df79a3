#ifndef NEXCYTE_DOMAIN_COLOR_H_
#define NEXCYTE_DOMAIN_COLOR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nexcyte::domain {

// Colours of a screen (sRGB), and whether texts in them can be read.
struct Color {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  bool operator==(const Color&) const = default;
};

// `#1f4e79`; digits of either case. Nothing for anything else.
std::optional<Color> ParseColor(std::string_view text);
std::string ToText(Color color);  // in lower case

// From 1 (the same) to 21 (black on white): WCAG 2.1, "contrast ratio".
double Contrast(Color a, Color b);
inline constexpr double kReadable = 4.5;  // WCAG 2.1 success criterion 1.4.3

// `share` of `a`, the rest of `b`.
Color Mix(Color a, Color b, double share);

// The nearest to `color`, going towards `end`, whose contrast to `ground` is kReadable; `end` where
// none is.
Color Readable(Color color, Color ground, Color end);

// `2.9:1`, never rounded up.
std::string RatioText(double contrast);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_COLOR_H_
