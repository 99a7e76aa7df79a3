#ifndef NEXCYTE_DOMAIN_OWN_TEXTS_H_
#define NEXCYTE_DOMAIN_OWN_TEXTS_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/error.h"
#include "domain/message_texts.h"

namespace nexcyte::domain {

// The tenants' own texts of messages to attendees and account holders: which there can be, and
// when they may be kept. Messages to the tenant's staff are always in our words.

// The events in the order of the page.
std::span<const std::string_view> MessageEvents();

// Whether there is such a message, so that a tenant may word it.
bool MayWord(const TextsKey& key);

// The placeholder that makes a message of this event useful: without it the text is refused. Empty:
// any text will do.
std::string_view RequiredPlaceholder(std::string_view event_key);

// What people call it: `Booking confirmed`; the key itself where nobody does.
std::string EventName(std::string_view event_key);
std::string_view ChannelName(Channel channel);  // E-mail, SMS, Notice

// The texts that are in use and have this placeholder in any part, for people: `Booking confirmed
// (SMS)`.
std::vector<std::string> NamesOfUsers(std::string_view placeholder,
                                      const std::vector<OwnTexts>& texts);

// What must not be typed beyond.
struct TextsLimits {
  std::size_t subject = 0;  // 0: this channel has none
  std::size_t text = 0;
  std::size_t html = 0;
};
TextsLimits LimitsOf(Channel channel);

// What is refused, one entry per field (subject_template, body_text_template,
// body_html_template): the message names line and column of each problem, one per line, and the
// placeholder that was probably meant. Empty: it can be kept. `has_phone`: the settings have a
// number for {{tenant_phone}}.
//
// An empty HTML part is fine: such a mail is laid out from its text, see FrameText().
std::vector<FieldError> CheckOwnTexts(const TextsKey& key, const MessageTexts& texts,
                                      bool has_phone);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_OWN_TEXTS_H_
