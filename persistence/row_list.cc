#include "persistence/row_list.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>

#include "domain/error.h"

namespace nexcyte::persistence {
namespace {

[[noreturn]] void RefusePlace(const char* what) {
  throw domain::Error(domain::ErrorCode::kInternal, "internal", what);
}

// pg_type.dat: bool, int8, int2, int4, text, varchar, timestamptz, uuid. Any other type's bytes
// would be taken for one of these.
void RequireKnownTypes(const PGresult* result) {
  constexpr std::array<Oid, 8> kKnown = {16, 20, 21, 23, 25, 1043, 1184, 2950};
  for (int column = 0; column < PQnfields(result); ++column) {
    if (std::find(kKnown.begin(), kKnown.end(), PQftype(result, column)) == kKnown.end()) {
      RefusePlace("a column whose binary form nobody reads");
    }
  }
}

std::string_view CellOf(const PGresult* result, int row, int column) {
  const int length = PQgetlength(result, row, column);
  // Asked for empty cells only: a NULL has no length.
  if (length == 0 && PQgetisnull(result, row, column) != 0) {
    return {};
  }
  return {PQgetvalue(result, row, column), static_cast<std::size_t>(length)};
}

}  // namespace

void ClearPgResult::operator()(pg_result* result) const { PQclear(result); }

std::optional<std::string_view> Row::operator[](std::size_t column) const {
  if (column >= columns_) {
    RefusePlace("no such column");
  }
  const std::string_view cell = cells_[column];
  return cell.data() == nullptr ? std::nullopt : std::optional(cell);
}

RowList::RowList(PgResult result)
    : result_(std::move(result)),
      size_(static_cast<std::size_t>(PQntuples(result_.get()))),
      format_(PQbinaryTuples(result_.get()) != 0 ? CellFormat::kBinary : CellFormat::kText) {
  if (format_ == CellFormat::kBinary) {
    RequireKnownTypes(result_.get());
  }
  const int columns = PQnfields(result_.get());
  cells_.reserve(size_ * static_cast<std::size_t>(columns));
  for (int row = 0; row < static_cast<int>(size_); ++row) {
    for (int column = 0; column < columns; ++column) {
      cells_.push_back(CellOf(result_.get(), row, column));
    }
  }
}

void RowList::Add(std::string_view cell) { cells_.emplace_back(texts_.emplace_back(cell)); }

Row RowList::operator[](std::size_t row) const {
  if (row >= size_) {
    RefusePlace("no such row");
  }
  const std::size_t columns = cells_.size() / size_;
  return {cells_.data() + row * columns, columns, format_};
}

}  // namespace nexcyte::persistence
