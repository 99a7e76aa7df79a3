#include "fcgi/handlers/template_fields.h"

#include <string>
#include <string_view>

namespace nexcyte::fcgi {

namespace {

// The domain has a limit for every field; this one only keeps what is absurd away from it.
constexpr std::size_t kMostCharacters = 200000;
constexpr std::int64_t kMostVersion = std::int64_t{1} << 53;

std::string Body(Fields& fields, std::string_view name) {
  return fields.OptionalText(name, {.max = kMostCharacters, .multiline = true, .trim = false})
      .value_or("");
}

}  // namespace

domain::TextsKey ReadTextsKey(Fields& fields) {
  const std::string event = fields.Text("event_key", {.max = 40});
  const std::string channel = fields.Choice("channel", {"email", "sms", "in_app"});
  return {event, domain::ParseChannel(channel).value_or(domain::Channel::kEmail)};
}

domain::OwnTexts ReadOwnTexts(Fields& fields) {
  domain::OwnTexts own;
  own.key = ReadTextsKey(fields);
  own.texts.subject =
      fields.OptionalText("subject_template", {.max = kMostCharacters}).value_or("");
  own.texts.text = Body(fields, "body_text_template");
  own.texts.html = Body(fields, "body_html_template");
  return own;
}

std::optional<std::int64_t> ReadTextsVersion(Fields& fields) {
  return fields.OptionalInteger("version", 0, kMostVersion);
}

}  // namespace nexcyte::fcgi
