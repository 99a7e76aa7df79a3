#include "persistence/row_list.h"

#include <libpq-fe.h>

#include "domain/error.h"

namespace nexcyte::persistence {
namespace {

[[noreturn]] void RefusePlace(const char* what) {
  throw domain::Error(domain::ErrorCode::kInternal, "internal", what);
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
    : result_(std::move(result)), size_(static_cast<std::size_t>(PQntuples(result_.get()))) {
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
  return {cells_.data() + row * columns, columns};
}

}  // namespace nexcyte::persistence
