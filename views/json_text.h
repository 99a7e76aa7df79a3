#ifndef NEXCYTE_VIEWS_JSON_TEXT_H_
#define NEXCYTE_VIEWS_JSON_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "domain/time.h"

namespace nexcyte::views {

// Writes one JSON text front to back, without a tree of values. The caller pairs Begin and End.
class JsonText {
 public:
  explicit JsonText(std::size_t expected_size) { text_.reserve(expected_size); }

  void BeginObject() { Begin('{'); }
  void EndObject() { End('}'); }
  void BeginArray() { Begin('['); }
  void EndArray() { End(']'); }

  // The next value's name: one of ours, which needs no escape.
  void Name(std::string_view name);
  // A name that came from outside (an unknown member is refused by its name).
  void FieldName(std::string_view name);

  void String(std::string_view value);
  void Number(std::int64_t value);
  void Bool(bool value);
  void Null();
  void Time(domain::Timestamp value);

  // The text; nothing may be written after it.
  std::string Take() { return std::move(text_); }

 private:
  void Begin(char bracket);
  void End(char bracket);
  void Separate();

  std::string text_;
  bool is_first_ = true;  // no comma before the next value
};

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_JSON_TEXT_H_
