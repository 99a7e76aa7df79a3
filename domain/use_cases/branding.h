#ifndef NEXCYTE_DOMAIN_USE_CASES_BRANDING_H_
#define NEXCYTE_DOMAIN_USE_CASES_BRANDING_H_

#include <string>

#include "domain/tenant_store.h"

namespace nexcyte::domain {

// For everybody.
Branding LoadBranding(TenantStore& store);

// The picture of that name. Refuses: kNotFound (an earlier one, too).
std::string FindLogo(TenantStore& store, const std::string& name);

// The rest is for admins only (the route's access says so, and the database), and is written into
// the audit log.

// What is set on the page of the settings and shown beside the branding.
struct BrandingView {
  Branding branding;
  TenantSettings settings;
};
BrandingView ShowBranding(TenantStore& store);

// Refuses: kInvalid (name; brand_color, accent_color: no colour, or texts in it could not be read),
// kConflict changed_meanwhile.
void SaveBranding(TenantStore& store, const Actor& actor, const Branding& branding);

// In place of an earlier one.
void SaveLogo(TenantStore& store, const Actor& actor, const Logo& logo);
void RemoveLogo(TenantStore& store, const Actor& actor);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_BRANDING_H_
