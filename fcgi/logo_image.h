#ifndef NEXCYTE_FCGI_LOGO_IMAGE_H_
#define NEXCYTE_FCGI_LOGO_IMAGE_H_

#include <string_view>

#include "domain/branding.h"

namespace nexcyte::fcgi {

inline constexpr std::size_t kLargestLogo = std::size_t{512} * 1024;  // bytes as sent
inline constexpr int kMostPixels = 4'000'000;

// A picture that somebody has sent, drawn anew: only its points remain, as a PNG no larger than
// kLogoWidth x kLogoHeight. Reads PNG and JPEG, by what they begin with. Throws
// InvalidInput("logo", ...) for anything else, what is damaged, and over kMostPixels.
domain::Logo DrawLogo(std::string_view bytes);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_LOGO_IMAGE_H_
