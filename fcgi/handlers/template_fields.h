#ifndef NEXCYTE_FCGI_HANDLERS_TEMPLATE_FIELDS_H_
#define NEXCYTE_FCGI_HANDLERS_TEMPLATE_FIELDS_H_

#include <cstdint>
#include <optional>

#include "domain/message_texts.h"
#include "fcgi/form.h"

namespace nexcyte::fcgi {

// How a message's text is read, from the page's form and from JSON alike: event_key, channel,
// subject_template, body_text_template, body_html_template. Blanks and line ends of the bodies are
// kept. Nothing is judged here: domain::CheckOwnTexts() does.
domain::TextsKey ReadTextsKey(Fields& fields);
domain::OwnTexts ReadOwnTexts(Fields& fields);

// Absent: the writer does not mind which version they replace.
std::optional<std::int64_t> ReadTextsVersion(Fields& fields);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_TEMPLATE_FIELDS_H_
