#ifndef NEXCYTE_VIEWS_CSV_H_
#define NEXCYTE_VIEWS_CSV_H_

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace nexcyte::views {

// A table for spreadsheets (RFC 4180), line by line:
//
//   Csv csv({"When", "Who"});
//   csv.Add({"2026-11-23T09:00:00Z", person.name});
//   response.body = csv.Take();
//
// Every cell is quoted. One that a spreadsheet would take for a formula, whoever typed it, stands
// behind an apostrophe: beginning with = + - @, their full-width forms, a tab or a line end
// (https://owasp.org/www-community/attacks/CSV_Injection). The text begins with a byte order mark,
// without which some spreadsheets do not read UTF-8.
class Csv {
 public:
  Csv(std::initializer_list<std::string_view> titles);

  // As many cells as there are titles; throws std::logic_error otherwise.
  void Add(std::initializer_list<std::string_view> cells);
  std::string Take() { return std::move(text_); }

 private:
  void AddLine(std::initializer_list<std::string_view> cells);

  std::size_t columns_;
  std::string text_;
};

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_CSV_H_
