#ifndef NEXCYTE_FCGI_FORM_H_
#define NEXCYTE_FCGI_FORM_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/error.h"
#include "domain/time.h"
#include "fcgi/http.h"

namespace nexcyte::fcgi {

// How long a text may be, in characters, and what it may hold.
struct TextRule {
  std::size_t max = 200;
  bool multiline = false;  // \n and tab are allowed; \r\n becomes \n
  bool trim = true;        // blanks at both ends are dropped (not from a password)
};

// One decoded value, whatever it came from.
struct FieldValue {
  enum class Kind { kText, kInteger, kBoolean, kNull, kList, kFile, kOther };
  Kind kind = Kind::kText;
  std::string text{};  // of a file: its bytes
  std::int64_t integer = 0;
  bool boolean = false;
  std::vector<FieldValue> list{};  // texts and integers only; anything else makes it kOther
};

// The named values of one request, from a query, a form or a JSON object, read in one way:
//
//   auto fields = Fields::FromJson(request);
//   input.purpose = fields.Text("purpose", {.max = 64});
//   input.start = fields.Instant("start");
//   fields.Finish();                      // throws here, with every refused field
//
// A reader notes a refused field and gives an empty value back; Finish() throws one
// Error(kInvalid) with all of them, fields that no reader asked for included. Nothing may be used
// before Finish(). The factories throw Error(kMalformed) for what cannot be read: broken escapes,
// invalid UTF-8, broken JSON, a body that is no object, a name given twice, more than 100 fields,
// JSON nested deeper than 8. Control characters are a refused field.
//
// An empty text counts as absent, and so does JSON null.
class Fields {
 public:
  static Fields FromQuery(const Request& request);
  // Error(kTooLarge), Error(kUnsupportedType) unless application/x-www-form-urlencoded in UTF-8.
  static Fields FromForm(const Request& request);
  // The same, or multipart/form-data: see multipart.h.
  static Fields FromFormWithFiles(const Request& request);
  // Error(kTooLarge), Error(kUnsupportedType) unless application/json.
  static Fields FromJson(const Request& request);

  bool Has(std::string_view name) const;
  // What was sent, for a form that is shown again: empty when absent or not a text.
  std::string Typed(std::string_view name) const;

  std::string Text(std::string_view name, const TextRule& rule = {});
  std::optional<std::string> OptionalText(std::string_view name, const TextRule& rule = {});

  // The bytes of a file; one that nobody chose is absent.
  std::string File(std::string_view name);

  // A UUID in lower case, ready for Id::Parse.
  std::string Uuid(std::string_view name);
  std::optional<std::string> OptionalUuid(std::string_view name);

  // RFC 3339 with `Z` or an offset.
  domain::Timestamp Instant(std::string_view name);
  std::optional<domain::Timestamp> OptionalInstant(std::string_view name);

  // Both bounds included. JSON: a number without fraction; a text is the wrong type there.
  std::int64_t Integer(std::string_view name, std::int64_t min, std::int64_t max);
  std::optional<std::int64_t> OptionalInteger(std::string_view name, std::int64_t min,
                                              std::int64_t max);

  // JSON: true or false. A query: `true` or `false`. A form: `on` or `true`, a box that is not
  // ticked being absent. Absent is false, or nothing.
  bool Flag(std::string_view name);
  std::optional<bool> OptionalFlag(std::string_view name);

  // One of a closed set of words; absent is an error, or nothing.
  std::string Choice(std::string_view name, std::initializer_list<std::string_view> words);
  std::optional<std::string> OptionalChoice(std::string_view name,
                                            std::initializer_list<std::string_view> words);

  // Any number of a closed set of words, without doubles, in the set's order. JSON: an array of
  // texts. A form: one box per word, named `allow_kinds.customer`.
  std::vector<std::string> Choices(std::string_view name,
                                   std::initializer_list<std::string_view> words);

  // At most `count` whole numbers. JSON: an array. A form: `1440, 60`. Absent is nothing, an empty
  // list is a list.
  std::optional<std::vector<std::int64_t>> OptionalIntegers(std::string_view name, std::int64_t min,
                                                            std::int64_t max, std::size_t count);

  // Read elsewhere (csrf_token, idempotency_key): not unknown.
  void Ignore(std::string_view name);
  // The caller's own refusal.
  void Refuse(std::string_view name, std::string message);

  enum class Unknown { kRefuse, kIgnore };
  // kIgnore is for the queries of pages, to which others append their own (`utm_source`).
  // A form that comes back after its session had ended (`resume`) is refused once with
  // signed_in_again, so that it is shown and nothing is done yet.
  void Finish(Unknown unknown = Unknown::kRefuse);

 private:
  enum class Source { kQuery, kForm, kJson };
  struct Entry {
    FieldValue value;
    bool read = false;
  };

  Fields(Source source, std::vector<std::pair<std::string, FieldValue>> values);
  // The value, marked as read; null when it is absent.
  const FieldValue* Find(std::string_view name);
  // The same, and null when it is empty.
  const FieldValue* Take(std::string_view name);
  // Refuses with "is required" what is nothing.
  template <class T>
  T Require(std::string_view name, std::optional<T> value);
  template <class T>
  std::nullopt_t Nothing(std::string_view name, T message);
  std::optional<std::int64_t> ToInteger(const FieldValue& value) const;
  static std::vector<FieldValue> Split(std::string_view text);

  Source source_;
  std::map<std::string, Entry, std::less<>> entries_;
  std::vector<domain::FieldError> errors_;
  bool is_resumed_ = false;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_FORM_H_
