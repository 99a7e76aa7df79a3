#ifndef NEXCYTE_DOMAIN_USE_CASES_SETTINGS_CHANGE_H_
#define NEXCYTE_DOMAIN_USE_CASES_SETTINGS_CHANGE_H_

#include <optional>

#include "domain/audit.h"
#include "domain/event_type.h"
#include "domain/message_settings.h"

namespace nexcyte::domain {

// The audit entry of a change of the settings: each one that is another now, before and after.
AuditEntry SettingsChange(const UserId& actor, const TenantSettings& before,
                          const TenantSettings& after);

// The same of a purpose and its event type; nothing before: it is a new one.
AuditEntry EventTypeChange(const UserId& actor, const std::optional<EventType>& before,
                           const EventType& after);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_SETTINGS_CHANGE_H_
