#include "views/csv.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace nexcyte::views {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::array<std::string_view, 12> kFormulaStarts = {
    "=", "+", "-", "@", "\t", "\r", "\n", "\v", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

bool ReadsAsFormula(std::string_view cell) {
  return std::ranges::any_of(kFormulaStarts,
                             [cell](std::string_view start) { return cell.starts_with(start); });
}

void AppendCell(std::string& text, std::string_view cell) {
  text += '"';
  if (ReadsAsFormula(cell)) {
    text += '\'';
  }
  for (const char c : cell) {
    text.append(c == '"' ? 2 : 1, c);
  }
  text += '"';
}

}  // namespace

Csv::Csv(std::initializer_list<std::string_view> titles)
    : columns_(titles.size()), text_(kByteOrderMark) {
  AddLine(titles);
}

void Csv::Add(std::initializer_list<std::string_view> cells) {
  if (cells.size() != columns_) {
    throw std::logic_error("a line of a table with too few or too many cells");
  }
  AddLine(cells);
}

void Csv::AddLine(std::initializer_list<std::string_view> cells) {
  const char* separator = "";
  for (const std::string_view cell : cells) {
    text_ += separator;
    AppendCell(text_, cell);
    separator = ",";
  }
  text_ += "\r\n";
}

}  // namespace nexcyte::views
