#ifndef NEXCYTE_PERSISTENCE_ROW_LIST_H_
#define NEXCYTE_PERSISTENCE_ROW_LIST_H_

#include <cstddef>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct pg_result;  // libpq's PGresult

namespace nexcyte::persistence {

struct ClearPgResult {
  void operator()(pg_result* result) const;
};
using PgResult = std::unique_ptr<pg_result, ClearPgResult>;

// How the values of a result are written: as text, or in Postgres' own binary form, which saves
// both sides the formatting and the reading of times and ids.
enum class CellFormat { kText, kBinary };

// One row: a view, good as long as the list it is of.
class Row {
 public:
  Row(const std::string_view* cells, std::size_t columns, CellFormat format)
      : cells_(cells), columns_(columns), format_(format) {}

  // NULL is nothing. Throws Error(kInternal) when there is no such column.
  std::optional<std::string_view> operator[](std::size_t column) const;
  CellFormat format() const { return format_; }

 private:
  const std::string_view* cells_;  // without data: NULL
  std::size_t columns_;
  CellFormat format_;
};

// The rows of a result. Those of libpq are read where they lie: a page of bookings has hundreds of
// cells, and copying each cost as much as all the rest of a request.
class RowList {
 public:
  class Iterator {
   public:
    Iterator(const RowList& rows, std::size_t at) : rows_(rows), at_(at) {}
    Row operator*() const { return rows_[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    const RowList& rows_;
    std::size_t at_;
  };

  RowList() = default;
  // Throws Error(kInternal) for a binary column of a type that persistence/text.h does not read.
  explicit RowList(PgResult result);
  RowList(RowList&&) = default;
  RowList& operator=(RowList&&) = default;

  // For what does not come from libpq as a whole: a row, then its cells from left to right, as many
  // in each.
  void BeginRow() { ++size_; }
  void Add(std::string_view cell);
  void AddNull() { cells_.emplace_back(); }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  // Throws Error(kInternal) when there is no such row.
  Row operator[](std::size_t row) const;
  Row front() const { return (*this)[0]; }
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size_}; }

 private:
  PgResult result_;
  std::list<std::string> texts_;  // which stay where they are when the list moves
  std::vector<std::string_view> cells_;
  std::size_t size_ = 0;
  CellFormat format_ = CellFormat::kText;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_ROW_LIST_H_
