#ifndef NEXCYTE_DOMAIN_MAIL_LOOK_H_
#define NEXCYTE_DOMAIN_MAIL_LOOK_H_

#include <string>

#include "domain/branding.h"
#include "domain/color.h"

namespace nexcyte::domain {

// The grounds of our mails that colours stand on.
inline constexpr Color kMailCard{0xff, 0xff, 0xff};
inline constexpr Color kDarkMailCard{0x1f, 0x25, 0x2c};

// How the HTML of a mail looks where tenants differ. Empty: as ours do.
struct MailLook {
  std::string brand = "#1f4e79";  // links on kMailCard, and the ground of a button's white text
  std::string dark_brand = "#8ec7ff";  // the same on a dark screen: links on kDarkMailCard
  std::string accent{};                // the line above; empty: a tenant without a branding
  std::string logo_url{};              // absolute; empty: none
  int logo_width = 0;                  // as it is shown
  int logo_height = 0;

  bool is_branded() const { return !accent.empty(); }
};

// In the tenant's colours, with its logo on `portal` (https://acme.example.com). Every text can be
// read: what would not be on a dark screen is lightened as on the pages.
MailLook LookOfMails(const Branding& branding, const std::string& portal);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_MAIL_LOOK_H_
