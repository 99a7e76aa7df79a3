#ifndef NEXCYTE_PERSISTENCE_TEXT_H_
#define NEXCYTE_PERSISTENCE_TEXT_H_

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/crypto.h"
#include "domain/id.h"
#include "domain/time.h"
#include "persistence/row_list.h"

namespace nexcyte::persistence {

// Everything goes to Postgres as text, in the forms that the roles' settings fix (ISO dates, UTC).
// What SOCI brings comes back as text, what comes by a pipeline in binary. Reading what a column
// cannot hold throws Error(kInternal).

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

// Postgres' binary forms: two's complement in network byte order, a byte, microseconds since 2000,
// the sixteen bytes of a UUID.
std::int64_t ReadBinaryNumber(std::string_view bytes);
bool ReadBinaryBool(std::string_view bytes);
domain::Timestamp ReadBinaryTimestamp(std::string_view bytes);
std::span<const unsigned char, 16> BinaryUuid(std::string_view bytes);  // a view of them

template <class T>
struct CellReader;

template <>
struct CellReader<std::string> {
  static std::string ReadText(std::string_view text) { return std::string(text); }
  static std::string ReadBinary(std::string_view bytes) { return std::string(bytes); }
};
template <>
struct CellReader<bool> {
  static bool ReadText(std::string_view text) { return ReadBool(text); }
  static bool ReadBinary(std::string_view bytes) { return ReadBinaryBool(bytes); }
};
template <std::integral Number>
struct CellReader<Number> {
  static Number ReadText(std::string_view text) { return static_cast<Number>(ReadNumber(text)); }
  static Number ReadBinary(std::string_view bytes) {
    return static_cast<Number>(ReadBinaryNumber(bytes));
  }
};
template <>
struct CellReader<domain::Timestamp> {
  static domain::Timestamp ReadText(std::string_view text) { return ReadTimestamp(text); }
  static domain::Timestamp ReadBinary(std::string_view bytes) { return ReadBinaryTimestamp(bytes); }
};
template <>
struct CellReader<domain::Digest> {
  static domain::Digest ReadText(std::string_view text) { return ReadDigest(text); }
};
template <class Kind>
struct CellReader<domain::Id<Kind>> {
  static domain::Id<Kind> ReadText(std::string_view text) {
    std::optional<domain::Id<Kind>> id = domain::Id<Kind>::Parse(text);
    if (!id) {
      RefuseText("uuid");
    }
    return std::move(*id);
  }
  static domain::Id<Kind> ReadBinary(std::string_view bytes) {
    return domain::Id<Kind>::OfBytes(BinaryUuid(bytes));
  }
};

// Reads one cell; only an optional may be NULL.
template <class T>
struct Cell {
  static T Read(std::optional<std::string_view> cell, CellFormat format) {
    if (!cell) {
      RefuseText("a value, not NULL");
    }
    if (format == CellFormat::kText) {
      return CellReader<T>::ReadText(*cell);
    }
    if constexpr (requires { CellReader<T>::ReadBinary(*cell); }) {
      return CellReader<T>::ReadBinary(*cell);
    } else {
      RefuseText("a type with a binary form");
    }
  }
};
template <class T>
struct Cell<std::optional<T>> {
  static std::optional<T> Read(std::optional<std::string_view> cell, CellFormat format) {
    return cell ? std::optional<T>(Cell<T>::Read(cell, format)) : std::nullopt;
  }
};

// A row that is read from left to right, for results too wide for a tuple.
class RowReader {
 public:
  explicit RowReader(Row row, std::size_t first = 0) : row_(row), next_(first) {}

  template <class T>
  T Next() {
    return Cell<T>::Read(row_[next_++], row_.format());
  }

 private:
  Row row_;
  std::size_t next_;
};

// An array of plain words, as Postgres writes it: {prospect,customer}.
std::string WordsToText(const std::vector<std::string>& words);
std::vector<std::string> ReadWords(std::string_view text);

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_TEXT_H_
