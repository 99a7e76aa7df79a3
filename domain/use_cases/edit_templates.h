#ifndef NEXCYTE_DOMAIN_USE_CASES_EDIT_TEMPLATES_H_
#define NEXCYTE_DOMAIN_USE_CASES_EDIT_TEMPLATES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/compose_message.h"
#include "domain/sample_message.h"
#include "domain/tenant_store.h"
#include "domain/throttle.h"

namespace nexcyte::domain {

// The tenant's own texts of messages. Staff and admins only (the route's access says so; these do
// not ask again). Each refuses kNotFound for a message that there is not, MayWord().

// Every message that there is, in the order of the page; `own` where the tenant has words for it.
// Here and below a built-in mail is in the tenant's colours, as it is sent.
struct TemplateRow {
  TextsKey key;
  MessageTexts built_in;
  std::optional<OwnTexts> own;
};
std::vector<TemplateRow> ListTemplates(TenantStore& store, const std::string& base_domain);

struct TemplateDetails {
  TextsKey key;
  MessageTexts built_in;
  std::optional<OwnTexts> own;
  std::vector<TextsVersion> versions;  // latest first
};
TemplateDetails ShowTemplate(TenantStore& store, const TextsKey& key,
                             const std::string& base_domain);

// Keeps a text of the tenant's, and who wrote it. Saving what is kept already changes nothing, so a
// form may be sent twice. `replaced` is the version that the writer had seen, 0: none; nothing:
// they do not mind. Written into the audit log. Refuses: kInvalid (subject_template,
// body_text_template, body_html_template), kConflict changed_meanwhile.
OwnTexts SaveTemplate(TenantStore& store, const Actor& actor, const OwnTexts& texts,
                      std::optional<std::int64_t> replaced);

// Gives the tenant's text up for the built-in one; its versions stay. Nothing happens where there
// is none. Written into the audit log. Refuses: kConflict changed_meanwhile.
void RestoreDefault(TenantStore& store, const Actor& actor, const TextsKey& key,
                    std::int64_t version);

// A text as its reader would get it.
struct TemplatePreview {
  std::string from;  // of a mail; the address only where it is the tenant's own
  std::string subject;
  std::string text;
  std::string html;
  int segments = 0;     // of a text message
  bool is_cut = false;  // a text message that was too long
};

// Refuses: kInvalid, as SaveTemplate().
TemplatePreview PreviewTemplate(TenantStore& store, const Actor& actor, const OwnTexts& texts,
                                Sample sample, const std::string& base_domain, Timestamp now);

// Sends the preview to the writer's own address, or proven number, through the outbox: a message of
// its own that says that it is a test, and is about no booking. So many an hour. Written into the
// audit log. Answers where it goes. Refuses: kInvalid (as SaveTemplate(); channel: nowhere to send
// it), kRateLimited.
std::string SendTest(TenantStore& store, Throttle& throttle, const Actor& actor,
                     const OwnTexts& texts, Sample sample, const std::string& base_domain,
                     Timestamp now);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_EDIT_TEMPLATES_H_
