#include "views/templates_json.h"

#include "views/json_text.h"

namespace nexcyte::views {
namespace {

// Most of it is the HTML of a mail.
constexpr std::size_t kUsualSize = 4096;

void WriteTexts(JsonText& json, const domain::OwnTexts& texts, bool is_own) {
  const auto add = [&json](const char* name, std::string_view value) {
    json.Name(name);
    json.String(value);
  };
  json.BeginObject();
  add("event_key", texts.key.event_key);
  add("channel", domain::ToString(texts.key.channel));
  add("subject_template", texts.texts.subject);
  add("body_text_template", texts.texts.text);
  add("body_html_template", texts.texts.html);
  json.Name("is_enabled");
  json.Bool(texts.is_enabled);
  json.Name("is_own");
  json.Bool(is_own);
  json.Name("version");
  json.Number(texts.version);
  json.EndObject();
}

domain::OwnTexts ShownOf(const domain::TemplateRow& row) {
  return row.own ? *row.own : domain::OwnTexts{row.key, row.built_in, true, 0};
}

}  // namespace

std::string TemplatesJson(const std::vector<domain::TemplateRow>& rows) {
  JsonText json(rows.size() * kUsualSize);
  json.BeginObject();
  json.Name("templates");
  json.BeginArray();
  for (const domain::TemplateRow& row : rows) {
    WriteTexts(json, ShownOf(row), row.own.has_value());
  }
  json.EndArray();
  json.EndObject();
  return json.Take();
}

std::string TemplateJson(const domain::OwnTexts& own) {
  JsonText json(kUsualSize);
  json.BeginObject();
  json.Name("template");
  WriteTexts(json, own, true);
  json.EndObject();
  return json.Take();
}

}  // namespace nexcyte::views
