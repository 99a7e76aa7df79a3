#include "domain/color.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nexcyte::domain {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  if (c >= 'a' && c <= 'f') {
    return c - 'a' + 10;
  }
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::optional<std::uint8_t> HexByte(std::string_view digits) {
  const int high = HexDigit(digits[0]);
  const int low = HexDigit(digits[1]);
  return high < 0 || low < 0 ? std::nullopt
                             : std::optional(static_cast<std::uint8_t>(high * 16 + low));
}

// WCAG 2.1, "relative luminance".
double Linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double Luminance(Color color) {
  return 0.2126 * Linear(color.red) + 0.7152 * Linear(color.green) + 0.0722 * Linear(color.blue);
}

std::uint8_t MixChannel(std::uint8_t a, std::uint8_t b, double share) {
  return static_cast<std::uint8_t>(std::lround(a * share + b * (1 - share)));
}

}  // namespace

std::optional<Color> ParseColor(std::string_view text) {
  constexpr std::size_t kLength = 7;
  if (text.size() != kLength || text.front() != '#') {
    return std::nullopt;
  }
  const auto red = HexByte(text.substr(1, 2));
  const auto green = HexByte(text.substr(3, 2));
  const auto blue = HexByte(text.substr(5, 2));
  return red && green && blue ? std::optional(Color{*red, *green, *blue}) : std::nullopt;
}

std::string ToText(Color color) {
  return fmt::format("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue);
}

double Contrast(Color a, Color b) {
  const double lighter = std::max(Luminance(a), Luminance(b));
  const double darker = std::min(Luminance(a), Luminance(b));
  return (lighter + 0.05) / (darker + 0.05);
}

Color Mix(Color a, Color b, double share) {
  return {MixChannel(a.red, b.red, share), MixChannel(a.green, b.green, share),
          MixChannel(a.blue, b.blue, share)};
}

Color Readable(Color color, Color ground, Color end) {
  constexpr int kSteps = 100;
  for (int step = 0; step < kSteps; ++step) {
    const Color shade = Mix(end, color, static_cast<double>(step) / kSteps);
    if (Contrast(shade, ground) >= kReadable) {
      return shade;
    }
  }
  return end;
}

std::string RatioText(double contrast) {
  return fmt::format("{:.1f}:1", std::floor(contrast * 10) / 10);
}

}  // namespace nexcyte::domain
