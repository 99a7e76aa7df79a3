#ifndef NEXCYTE_DOMAIN_MESSAGE_TEXTS_H_
#define NEXCYTE_DOMAIN_MESSAGE_TEXTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/outbox.h"
#include "domain/time.h"

namespace nexcyte::domain {

// A tenant's own text of a message.
struct MessageTexts {
  std::string subject;
  std::string text;
  std::string html;
  bool operator==(const MessageTexts&) const = default;
};

// A message on a channel, as tenants word it.
struct TextsKey {
  std::string event_key;
  Channel channel = Channel::kEmail;
  bool operator==(const TextsKey&) const = default;
};

// Texts as a tenant keeps them.
struct OwnTexts {
  TextsKey key;
  MessageTexts texts;
  bool is_enabled = true;    // else the built-in text is sent
  std::int64_t version = 0;  // counted per key, from 1
};

// One that was saved, now or earlier.
struct TextsVersion {
  std::int64_t version = 0;
  MessageTexts texts;
  bool is_enabled = true;
  std::string saved_by;  // a name; empty: nobody who is still here
  Timestamp saved_at;
};

inline constexpr std::int64_t kVersionsKept = 10;

// See tenant_store.h.
class TemplateRepository {
 public:
  virtual ~TemplateRepository() = default;
  // Nothing: the built-in default applies.
  virtual std::optional<MessageTexts> Find(const std::string& event_key, Channel channel) = 0;

  // For staff, switched off ones too.
  virtual std::vector<OwnTexts> List() = 0;
  virtual std::optional<OwnTexts> FindOwn(const TextsKey& key) = 0;
  // Inserts or replaces, and keeps the version; only the last kVersionsKept stay. `replaced` is the
  // version in use so far, 0: none; nothing: whatever there is. Answers the new one. Refuses
  // kConflict changed_meanwhile.
  virtual std::int64_t Save(const OwnTexts& texts, std::optional<std::int64_t> replaced) = 0;
  // Refuses kConflict changed_meanwhile. The versions stay.
  virtual void Remove(const TextsKey& key, std::int64_t version) = 0;
  virtual std::vector<TextsVersion> ListVersions(const TextsKey& key) = 0;  // latest first
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_MESSAGE_TEXTS_H_
