#include "domain/mail_look.h"

#include <algorithm>

namespace nexcyte::domain {
namespace {

// A logo is stored at twice the size at which it is sharp.
constexpr int kShownWidth = 240;
constexpr int kShownHeight = 56;

// Never larger than it is.
void ShowLogo(MailLook& look, const Branding& branding, const std::string& portal) {
  const double width = branding.logo_width;
  const double height = branding.logo_height;
  const double scale = std::min({1.0, kShownWidth / width, kShownHeight / height});
  look.logo_url = portal + "/logo/" + branding.logo;
  look.logo_width = std::max(1, static_cast<int>(width * scale));
  look.logo_height = std::max(1, static_cast<int>(height * scale));
}

}  // namespace

MailLook LookOfMails(const Branding& branding, const std::string& portal) {
  MailLook look;
  if (!IsOwn(branding)) {
    return look;
  }
  const Palette palette = LightPalette(branding);
  look.brand = ToText(palette.brand);
  look.dark_brand = ToText(Readable(palette.brand, kDarkMailCard, kWhite));
  look.accent = ToText(palette.accent);
  if (!branding.logo.empty() && branding.logo_width > 0 && branding.logo_height > 0) {
    ShowLogo(look, branding, portal);
  }
  return look;
}

}  // namespace nexcyte::domain
