#ifndef NEXCYTE_DOMAIN_TENANT_H_
#define NEXCYTE_DOMAIN_TENANT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/id.h"

namespace nexcyte::domain {

// A business with a portal of its own.
struct Tenant {
  TenantId id;
  std::string slug;
  std::string name;
  std::string default_time_zone;
  bool scheduling_enabled = false;
  std::string logo{};              // its name, see LogoName(); empty: none
  std::int64_t brand_version = 0;  // rises with every change of the branding
};

// `^[a-z][a-z0-9-]{1,30}$` and not a reserved word (www, api, admin, mail, ...).
bool IsTenantSlug(std::string_view text);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_TENANT_H_
