#include "fcgi/form.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "domain/id.h"
#include "domain/text.h"
#include "fcgi/field_source.h"

namespace nexcyte::fcgi {
namespace {

using Kind = FieldValue::Kind;

constexpr char kRequired[] = "Please fill this in.";
constexpr char kUnknown[] = "This field is not known here.";
constexpr char kNotText[] = "This must be a text.";
constexpr char kNotAllowed[] = "This holds a character that is not allowed.";
constexpr char kNotUuid[] = "This must be an id.";
constexpr char kNotInstant[] = "This must be a time such as 2026-11-23T09:00:00Z.";
constexpr char kNotFlag[] = "This must be true or false.";
constexpr char kNotChoice[] = "This is not one of the possible values.";
constexpr char kNotList[] = "This must be a list.";
constexpr std::size_t kShownName = 64;

std::string_view Trim(std::string_view text, std::string_view blanks) {
  const std::size_t first = text.find_first_not_of(blanks);
  return first == text.npos ? std::string_view()
                            : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// Browsers send every line break of a text area as CR LF.
std::string FoldLineBreaks(std::string_view text) {
  std::string folded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') {
      folded += text[i];
    }
  }
  return folded;
}

std::string Normalize(std::string_view text, const TextRule& rule) {
  const std::string folded = rule.multiline ? FoldLineBreaks(text) : std::string(text);
  return rule.trim ? std::string(Trim(folded, rule.multiline ? " \t\n" : " \t")) : folded;
}

bool IsAllowed(std::string text, const TextRule& rule) {
  if (rule.multiline) {
    std::erase_if(text, [](char c) { return c == '\n' || c == '\t'; });
  }
  return !domain::HasControlCharacters(text);
}

// What is wrong with it, or nothing.
std::string Complaint(const std::string& text, const TextRule& rule) {
  const auto characters = domain::CountCharacters(text);
  if (!characters || !IsAllowed(text, rule)) {
    return kNotAllowed;
  }
  return *characters > rule.max ? fmt::format("At most {} characters.", rule.max) : std::string();
}

std::optional<std::int64_t> ParseInteger(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

std::string RangeMessage(std::int64_t min, std::int64_t max) {
  return fmt::format("This must be a whole number from {} to {}.", min, max);
}

// A name that came from outside, short and without control characters.
std::string ShownName(const std::string& name) {
  std::string shown = name.substr(0, kShownName);
  if (!domain::CountCharacters(shown) || domain::HasControlCharacters(shown)) {
    std::ranges::replace_if(
        shown, [](char c) { return c < 0x20 || c == 0x7f; }, '?');
  }
  return shown;
}

// One media type, in UTF-8 or without a character set.
bool IsType(std::string_view content_type, std::string_view wanted) {
  const std::size_t split = std::min(content_type.find(';'), content_type.size());
  if (domain::LowerAscii(Trim(content_type.substr(0, split), " \t")) != wanted) {
    return false;
  }
  const std::string parameter = domain::LowerAscii(Trim(content_type.substr(split), "; \t"));
  return parameter.empty() || parameter == "charset=utf-8" || parameter == "charset=\"utf-8\"";
}

void RequireBounded(const Request& request) {
  if (request.body_too_large) {
    throw domain::Error(domain::ErrorCode::kTooLarge, "too_large");
  }
}

void CheckBody(const Request& request, std::string_view type) {
  RequireBounded(request);
  if (!IsType(request.content_type, type)) {
    throw domain::Error(domain::ErrorCode::kUnsupportedType, "unsupported_type");
  }
}

}  // namespace

Fields::Fields(Source source, std::vector<std::pair<std::string, FieldValue>> values)
    : source_(source) {
  for (std::pair<std::string, FieldValue>& named : values) {
    entries_.emplace(std::move(named.first), Entry{std::move(named.second), false});
  }
}

Fields Fields::FromQuery(const Request& request) {
  return {Source::kQuery, DecodeUrlEncoded(request.query)};
}

Fields Fields::FromForm(const Request& request) {
  CheckBody(request, "application/x-www-form-urlencoded");
  Fields fields{Source::kForm, DecodeUrlEncoded(request.body)};
  fields.is_resumed_ = fields.Flag("resume");
  return fields;
}

Fields Fields::FromFormWithFiles(const Request& request) {
  if (!domain::LowerAscii(request.content_type).starts_with("multipart/form-data")) {
    return FromForm(request);
  }
  RequireBounded(request);
  return {Source::kForm, DecodeMultipartForm(request.content_type, request.body)};
}

Fields Fields::FromJson(const Request& request) {
  CheckBody(request, "application/json");
  return {Source::kJson, DecodeJsonObject(request.body)};
}

bool Fields::Has(std::string_view name) const { return entries_.find(name) != entries_.end(); }

std::string Fields::Typed(std::string_view name) const {
  const auto found = entries_.find(name);
  const bool is_text = found != entries_.end() && found->second.value.kind != Kind::kFile;
  return is_text ? found->second.value.text : std::string();
}

void Fields::Refuse(std::string_view name, std::string message) {
  errors_.push_back({std::string(name), std::move(message)});
}

void Fields::Ignore(std::string_view name) { Find(name); }

const FieldValue* Fields::Find(std::string_view name) {
  const auto found = entries_.find(name);
  if (found == entries_.end()) {
    return nullptr;
  }
  found->second.read = true;
  return found->second.value.kind == Kind::kNull ? nullptr : &found->second.value;
}

const FieldValue* Fields::Take(std::string_view name) {
  const FieldValue* const value = Find(name);
  const bool is_empty = value != nullptr && value->kind == Kind::kText && value->text.empty();
  return is_empty ? nullptr : value;
}

template <class T>
T Fields::Require(std::string_view name, std::optional<T> value) {
  const bool is_refused =
      std::ranges::any_of(errors_, [name](const auto& error) { return error.field == name; });
  if (!value && !is_refused) {
    Refuse(name, kRequired);
  }
  return value ? *std::move(value) : T();
}

template <class T>
std::nullopt_t Fields::Nothing(std::string_view name, T message) {
  Refuse(name, std::move(message));
  return std::nullopt;
}

std::string Fields::Text(std::string_view name, const TextRule& rule) {
  return Require(name, OptionalText(name, rule));
}

std::optional<std::string> Fields::OptionalText(std::string_view name, const TextRule& rule) {
  const FieldValue* const value = Take(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (value->kind != Kind::kText) {
    return Nothing(name, kNotText);
  }
  std::string text = Normalize(value->text, rule);
  if (std::string complaint = Complaint(text, rule); !complaint.empty()) {
    return Nothing(name, std::move(complaint));
  }
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::string Fields::File(std::string_view name) {
  const FieldValue* const value = Find(name);
  if (value == nullptr || value->text.empty()) {
    Refuse(name, "Choose a file.");
    return {};
  }
  if (value->kind != Kind::kFile) {
    Refuse(name, "This must be a file.");
    return {};
  }
  return value->text;
}

std::string Fields::Uuid(std::string_view name) { return Require(name, OptionalUuid(name)); }

std::optional<std::string> Fields::OptionalUuid(std::string_view name) {
  const FieldValue* const value = Take(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (value->kind != Kind::kText || !domain::IsUuid(value->text)) {
    return Nothing(name, kNotUuid);
  }
  return domain::LowerAscii(value->text);
}

domain::Timestamp Fields::Instant(std::string_view name) {
  return Require(name, OptionalInstant(name));
}

std::optional<domain::Timestamp> Fields::OptionalInstant(std::string_view name) {
  const FieldValue* const value = Take(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  const auto instant =
      value->kind == Kind::kText ? domain::ParseRfc3339(value->text) : std::nullopt;
  return instant ? instant : Nothing(name, kNotInstant);
}

std::int64_t Fields::Integer(std::string_view name, std::int64_t min, std::int64_t max) {
  return Require(name, OptionalInteger(name, min, max));
}

std::optional<std::int64_t> Fields::OptionalInteger(std::string_view name, std::int64_t min,
                                                    std::int64_t max) {
  const FieldValue* const value = Take(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  const auto number = ToInteger(*value);
  return number && *number >= min && *number <= max ? number
                                                    : Nothing(name, RangeMessage(min, max));
}

// The type must be right in JSON; everywhere else all values are texts.
std::optional<std::int64_t> Fields::ToInteger(const FieldValue& value) const {
  if (source_ == Source::kJson) {
    return value.kind == Kind::kInteger ? std::optional(value.integer) : std::nullopt;
  }
  return ParseInteger(Trim(value.text, " "));
}

bool Fields::Flag(std::string_view name) { return OptionalFlag(name).value_or(false); }

std::optional<bool> Fields::OptionalFlag(std::string_view name) {
  const FieldValue* const value = Take(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (source_ == Source::kJson) {
    return value->kind == Kind::kBoolean ? std::optional(value->boolean) : Nothing(name, kNotFlag);
  }
  if (value->text == "true" || (value->text == "on" && source_ == Source::kForm)) {
    return true;
  }
  return value->text == "false" ? std::optional(false) : Nothing(name, kNotFlag);
}

std::string Fields::Choice(std::string_view name, std::initializer_list<std::string_view> words) {
  return Require(name, OptionalChoice(name, words));
}

std::optional<std::string> Fields::OptionalChoice(std::string_view name,
                                                  std::initializer_list<std::string_view> words) {
  const FieldValue* const value = Take(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  const bool is_known = value->kind == Kind::kText &&
                        std::ranges::find(words, std::string_view(value->text)) != words.end();
  return is_known ? std::optional(value->text) : Nothing(name, kNotChoice);
}

std::vector<std::string> Fields::Choices(std::string_view name,
                                         std::initializer_list<std::string_view> words) {
  std::vector<std::string> chosen;
  if (source_ != Source::kJson) {
    for (const std::string_view word : words) {
      if (Flag(fmt::format("{}.{}", name, word))) {
        chosen.emplace_back(word);
      }
    }
    return chosen;
  }
  const FieldValue* const value = Take(name);
  if (value == nullptr) {
    return chosen;
  }
  if (value->kind != Kind::kList) {
    Refuse(name, kNotList);
    return chosen;
  }
  std::size_t known = 0;
  for (const std::string_view word : words) {
    const auto is_word = [word](const FieldValue& item) {
      return item.kind == Kind::kText && item.text == word;
    };
    const auto count = std::ranges::count_if(value->list, is_word);
    known += static_cast<std::size_t>(count);
    if (count > 0) {
      chosen.emplace_back(word);
    }
  }
  if (known != value->list.size()) {
    Refuse(name, kNotChoice);
  }
  return chosen;
}

std::optional<std::vector<std::int64_t>> Fields::OptionalIntegers(std::string_view name,
                                                                  std::int64_t min,
                                                                  std::int64_t max,
                                                                  std::size_t count) {
  const FieldValue* const value = Find(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (source_ == Source::kJson && value->kind != Kind::kList) {
    return Nothing(name, kNotList);
  }
  const std::vector<FieldValue> items = source_ == Source::kJson ? value->list : Split(value->text);
  if (items.size() > count) {
    return Nothing(name, fmt::format("At most {} values.", count));
  }
  std::vector<std::int64_t> numbers;
  for (const FieldValue& item : items) {
    const auto number = ToInteger(item);
    if (!number || *number < min || *number > max) {
      return Nothing(name, RangeMessage(min, max));
    }
    numbers.push_back(*number);
  }
  return numbers;
}

// `1440, 60` gives two texts, a blank text none.
std::vector<FieldValue> Fields::Split(std::string_view text) {
  std::vector<FieldValue> items;
  if (Trim(text, " ").empty()) {
    return items;
  }
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    items.push_back({.kind = Kind::kText, .text = std::string(text.substr(begin, end - begin))});
    begin = end + 1;
  }
  return items;
}

void Fields::Finish(Unknown unknown) {
  for (const auto& [name, entry] : entries_) {
    if (!entry.read && unknown == Unknown::kRefuse) {
      Refuse(ShownName(name), kUnknown);
    }
  }
  if (!errors_.empty()) {
    throw domain::Error(domain::ErrorCode::kInvalid, "invalid").With(std::move(errors_));
  }
  if (is_resumed_) {
    throw domain::Error(domain::ErrorCode::kInvalid, "signed_in_again");
  }
}

}  // namespace nexcyte::fcgi
