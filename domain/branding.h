#ifndef NEXCYTE_DOMAIN_BRANDING_H_
#define NEXCYTE_DOMAIN_BRANDING_H_

#include <cstdint>
#include <optional>
#include <string>

#include "domain/color.h"

namespace nexcyte::domain {

// How a tenant looks.

inline constexpr int kLogoWidth = 480;
inline constexpr int kLogoHeight = 160;

struct Logo {
  std::string png;
  int width = 0;
  int height = 0;
};

struct Branding {
  std::string name;
  std::string brand_color;   // `#1f4e79`: buttons and links
  std::string accent_color;  // the square with the first letter, and the line above the page
  std::string logo;          // its name, see LogoName(); empty: none
  std::int64_t version = 0;  // optimistic lock of the admin form
  int logo_width = 0;        // never saved from here
  int logo_height = 0;
};

// Whether a tenant has chosen a colour or a logo.
bool IsOwn(const Branding& branding);

// What a logo is called: the digest of what it holds, so that its address may be kept for ever.
std::string LogoName(const std::string& png);

// The colours of the pages, as /brand.css has them; each text in one of them can be read on its
// ground.
struct Palette {
  Color brand;
  Color brand_tint;  // ground of what is chosen, under `brand`
  Color accent;
};
Palette LightPalette(const Branding& branding);
Palette DarkPalette(const Branding& branding);

// The grounds of app.css that colours stand on.
inline constexpr Color kWhite{0xff, 0xff, 0xff};
inline constexpr Color kLightPage{0xf6, 0xf7, 0xf9};
inline constexpr Color kDarkPage{0x0e, 0x11, 0x16};
inline constexpr Color kDarkSurface{0x17, 0x1b, 0x21};

class BrandingRepository {
 public:
  virtual ~BrandingRepository() = default;
  virtual Branding Load() = 0;
  // Writes name and colours. False: another version meanwhile. For admins; others change nothing.
  virtual bool Save(const Branding& branding) = 0;
  virtual void SaveLogo(const Logo& logo) = 0;
  virtual void RemoveLogo() = 0;
  // Of that name; nothing for an earlier one, too.
  virtual std::optional<std::string> FindLogo(const std::string& name) = 0;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_BRANDING_H_
