// Results, read from libpq as a whole and cell by cell.
#include "persistence/row_list.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

#include "persistence/connection.h"
#include "tests/persistence/stores.h"

namespace nexcyte::testing {
namespace {

constexpr char kTwoRows[] = "select n, nullif(n, 1), '' from (values (1), (2)) list (n) order by n";

// The same rows both ways.
std::vector<persistence::RowList> TwoRows() {
  persistence::Connection connection({AppUrl()});
  std::vector<persistence::RowList> both;
  both.push_back(std::move(connection.ExecuteFirst({{kTwoRows}}).front().rows));
  both.push_back(std::move(connection.Execute(kTwoRows, {}, 3).rows));
  return both;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(RowList)

BOOST_AUTO_TEST_CASE(GivesEveryCellOfEveryRow) {
  for (const persistence::RowList& rows : TwoRows()) {
    std::string text;
    for (const persistence::Row row : rows) {
      text += std::string(row[0].value()) + std::string(row[1].value_or("NULL")) + ' ';
    }
    BOOST_TEST(text == "1NULL 22 ");
    BOOST_TEST(rows.size() == 2u);
  }
}

BOOST_AUTO_TEST_CASE(TellsNullFromAnEmptyText) {
  for (const persistence::RowList& rows : TwoRows()) {
    BOOST_TEST(!rows.front()[1].has_value());
    BOOST_TEST(rows.front()[2].value() == "");
  }
}

BOOST_AUTO_TEST_CASE(RefusesPlacesThatAreNotThere) {
  for (const persistence::RowList& rows : TwoRows()) {
    BOOST_CHECK_EXCEPTION(rows[2], domain::Error, Refuses("internal"));
    BOOST_CHECK_EXCEPTION(rows[1][3], domain::Error, Refuses("internal"));
  }
  BOOST_CHECK_EXCEPTION(persistence::RowList().front(), domain::Error, Refuses("internal"));
}

BOOST_AUTO_TEST_CASE(CountsRowsWithoutColumns) {
  persistence::Connection connection({AppUrl()});
  const auto results = connection.ExecuteFirst({{"select from generate_series(1, 3)"}});
  BOOST_TEST(results.front().rows.size() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
