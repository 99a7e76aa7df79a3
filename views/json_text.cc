#include "views/json_text.h"

#include <algorithm>
#include <boost/json/serializer.hpp>
#include <charconv>

namespace nexcyte::views {
namespace {

bool NeedsEscape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void AppendEscaped(std::string& text, std::string_view value) {
  boost::json::serializer serializer;
  serializer.reset(boost::json::string_view(value.data(), value.size()));
  char buffer[512];
  while (!serializer.done()) {
    const auto part = serializer.read(buffer);
    text.append(part.data(), part.size());
  }
}

}  // namespace

void JsonText::Name(std::string_view name) {
  Separate();
  text_ += '"';
  text_ += name;
  text_ += '"';
  text_ += ':';
  is_first_ = true;
}

void JsonText::FieldName(std::string_view name) {
  String(name);
  text_ += ':';
  is_first_ = true;
}

void JsonText::String(std::string_view value) {
  Separate();
  // Nearly all strings are plain, and copying those costs a tenth of serializing them.
  if (std::any_of(value.begin(), value.end(), [](char c) { return NeedsEscape(c); })) {
    AppendEscaped(text_, value);
    return;
  }
  text_ += '"';
  text_ += value;
  text_ += '"';
}

void JsonText::Number(std::int64_t value) {
  Separate();
  char digits[24];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), value);
  text_.append(digits, end.ptr);
}

void JsonText::Bool(bool value) {
  Separate();
  text_ += value ? "true" : "false";
}

void JsonText::Null() {
  Separate();
  text_ += "null";
}

void JsonText::Time(domain::Timestamp value) {
  Separate();
  text_ += '"';
  domain::AppendRfc3339(text_, value);
  text_ += '"';
}

void JsonText::Begin(char bracket) {
  Separate();
  text_ += bracket;
  is_first_ = true;
}

void JsonText::End(char bracket) {
  text_ += bracket;
  is_first_ = false;
}

void JsonText::Separate() {
  if (!is_first_) {
    text_ += ',';
  }
  is_first_ = false;
}

}  // namespace nexcyte::views
