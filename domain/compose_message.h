#ifndef NEXCYTE_DOMAIN_COMPOSE_MESSAGE_H_
#define NEXCYTE_DOMAIN_COMPOSE_MESSAGE_H_

#include <string>

#include "domain/branding.h"
#include "domain/message_settings.h"
#include "domain/notification.h"
#include "domain/outbox.h"
#include "domain/providers.h"
#include "domain/tenant_store.h"

namespace nexcyte::domain {

// Who sends, wherever a message comes from.
struct SenderIdentity {
  std::string base_domain;   // may carry `:port`; links are https://{slug}.{base_domain}/...
  std::string from_address;  // of tenants without a sender of their own
  std::string mail_domain;   // of Message-Ids: <row id>@<mail_domain>
};

// The tenant's own sender, or ours with its name. A file for a calendar names the same as the mail:
// a calendar takes a change from nobody but the organizer of its entry.
MailSender SenderOf(const Tenant& tenant, const MessageSettings& messages,
                    const SenderIdentity& identity);

// How a tenant writes: what it has set, and how it looks.
struct HouseStyle {
  TenantSettings settings;
  Branding branding;
};

// The event of a message that somebody sent to themselves to see a text. Its payload holds subject,
// text and html as they are to leave.
inline constexpr char kTestEvent[] = "template_test";

// What a test of this message says: the same, and that it is a test.
MessageTexts TestOf(const OutgoingMessage& filled_in);

// A row of the outbox as it leaves: the tenant's own texts or ours, filled in. Throws
// Error(kInvalid) for what cannot leave: missing_value, bad_template, bad_header, an unknown time
// zone; and Error(kInternal, "unknown_event") where there is no text.
OutgoingMessage ComposeMessage(const OutboxMessage& message, const MessageMaterial& material,
                               const Tenant& tenant, const HouseStyle& style,
                               const SenderIdentity& identity, Timestamp now);

// The text of a row with its values in, before a text message is cut to what may leave. Throws as
// ComposeMessage() does.
std::string WholeText(const OutboxMessage& message, const MessageMaterial& material,
                      const Tenant& tenant, const SchedulingSettings& settings,
                      const std::string& base_domain, Timestamp now);

// A row of the channel in_app as its reader sees it: subject and text. Own texts of the tenant that
// cannot be filled in give way to ours: nobody is left without the news.
MessageTexts ComposeNotice(const OutboxMessage& message, const MessageMaterial& material,
                           const Tenant& tenant, const SchedulingSettings& settings,
                           const std::string& base_domain, Timestamp now);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_COMPOSE_MESSAGE_H_
