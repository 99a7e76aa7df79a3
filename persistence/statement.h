#ifndef NEXCYTE_PERSISTENCE_STATEMENT_H_
#define NEXCYTE_PERSISTENCE_STATEMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "persistence/connection.h"
#include "persistence/text.h"

namespace nexcyte::persistence {

// The only way to run SQL. `sql` is a constant that lives for ever, with `:name` parameters and
// neither comments nor colons in literals (SOCI's scanner knows neither). What is bound is copied.
class Statement {
 public:
  Statement(Session& session, const char* sql) : session_(session), sql_(sql) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Refuses a text with a NUL character, which would be cut off: kInvalid.
  template <class T>
  Statement& Bind(const char* name, const T& value) {
    return BindText(name, ToText(value));
  }
  template <class T>
  Statement& Bind(const char* name, const std::optional<T>& value) {
    return value ? BindText(name, ToText(*value)) : BindText(name, std::nullopt);
  }
  Statement& Bind(const char* name, const char* value) { return BindText(name, value); }

  // How many rows it touched.
  std::int64_t Run();
  // Need not be run at once (Session::Queue): for what is known to work, and needs no answer.
  void Queue() { session_.Queue(sql_, parameters_); }
  // The first row, if there is one.
  template <class... T>
  std::optional<std::tuple<T...>> One() {
    const RowList rows = Rows(sizeof...(T));
    if (rows.empty()) {
      return std::nullopt;
    }
    return Read<T...>(rows.front());
  }
  template <class... T>
  std::vector<std::tuple<T...>> All() {
    std::vector<std::tuple<T...>> all;
    for (const Row row : Rows(sizeof...(T))) {
      all.push_back(Read<T...>(row));
    }
    return all;
  }
  // For results that are too wide for a tuple.
  RowList Rows(int columns);

 private:
  template <class... T>
  static std::tuple<T...> Read(Row row) {
    RowReader reader(row);
    // Braces, unlike parentheses, fix the order from left to right.
    return std::tuple<T...>{reader.Next<T>()...};
  }

  Statement& BindText(const char* name, std::optional<std::string> value);

  Session& session_;
  const char* sql_;
  std::vector<Parameter> parameters_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_STATEMENT_H_
