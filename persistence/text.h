#ifndef NEXCYTE_PERSISTENCE_TEXT_H_
#define NEXCYTE_PERSISTENCE_TEXT_H_

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/crypto.h"
#include "domain/id.h"
#include "domain/time.h"
#include "persistence/row_list.h"

namespace nexcyte::persistence {

// Everything goes to Postgres and comes back as text, in the forms that the roles' settings fix
// (ISO dates, UTC). Reading what a column cannot hold throws Error(kInternal).

inline std::string ToText(std::string_view value) { return std::string(value); }
inline std::string ToText(bool value) { return value ? "t" : "f"; }
template <std::integral Number>
requires(!std::same_as<Number, bool>) std::string ToText(Number value) {
  return std::to_string(value);
}
std::string ToText(domain::Timestamp value);
std::string ToText(const domain::Digest& value);  // as bytea
template <class Kind>
std::string ToText(const domain::Id<Kind>& value) {
  return value.str();
}

std::int64_t ReadNumber(std::string_view text);
bool ReadBool(std::string_view text);
domain::Timestamp ReadTimestamp(std::string_view text);
domain::Digest ReadDigest(std::string_view text);
[[noreturn]] void RefuseText(const char* expected);

template <class T>
struct FromText;

template <>
struct FromText<std::string> {
  static std::string Read(std::string_view text) { return std::string(text); }
};
template <>
struct FromText<bool> {
  static bool Read(std::string_view text) { return ReadBool(text); }
};
template <std::integral Number>
struct FromText<Number> {
  static Number Read(std::string_view text) { return static_cast<Number>(ReadNumber(text)); }
};
template <>
struct FromText<domain::Timestamp> {
  static domain::Timestamp Read(std::string_view text) { return ReadTimestamp(text); }
};
template <>
struct FromText<domain::Digest> {
  static domain::Digest Read(std::string_view text) { return ReadDigest(text); }
};
template <class Kind>
struct FromText<domain::Id<Kind>> {
  static domain::Id<Kind> Read(std::string_view text) {
    std::optional<domain::Id<Kind>> id = domain::Id<Kind>::Parse(text);
    if (!id) {
      RefuseText("uuid");
    }
    return std::move(*id);
  }
};

// Reads one cell; only an optional may be NULL.
template <class T>
struct Cell {
  static T Read(std::optional<std::string_view> text) {
    if (!text) {
      RefuseText("a value, not NULL");
    }
    return FromText<T>::Read(*text);
  }
};
template <class T>
struct Cell<std::optional<T>> {
  static std::optional<T> Read(std::optional<std::string_view> text) {
    if (!text) {
      return std::nullopt;
    }
    return FromText<T>::Read(*text);
  }
};

// A row that is read from left to right, for results too wide for a tuple.
class RowReader {
 public:
  explicit RowReader(Row row) : row_(row) {}

  template <class T>
  T Next() {
    return Cell<T>::Read(row_[next_++]);
  }

 private:
  Row row_;
  std::size_t next_ = 0;
};

// An array of plain words, as Postgres writes it: {prospect,customer}.
std::string WordsToText(const std::vector<std::string>& words);
std::vector<std::string> ReadWords(std::string_view text);

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_TEXT_H_
