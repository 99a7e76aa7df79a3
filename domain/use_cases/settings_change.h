#ifndef NEXCYTE_DOMAIN_USE_CASES_SETTINGS_CHANGE_H_
#define NEXCYTE_DOMAIN_USE_CASES_SETTINGS_CHANGE_H_

#include "domain/audit.h"
#include "domain/message_settings.h"

namespace nexcyte::domain {

// The audit entry of a change of the settings: each one that is another now, before and after.
AuditEntry SettingsChange(const UserId& actor, const TenantSettings& before,
                          const TenantSettings& after);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_SETTINGS_CHANGE_H_
