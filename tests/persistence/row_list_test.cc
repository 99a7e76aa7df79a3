// Results, read from libpq as a whole and cell by cell.
#include "persistence/row_list.h"

#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "persistence/connection.h"
#include "tests/persistence/stores.h"

namespace nexcyte::testing {
namespace {

constexpr char kTwoRows[] =
    "select n::text, nullif(n, 1)::text, '' from (values (1), (2)) list (n) order by n";

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

// What a cell says, however it came.
template <class T>
void ComesAlike(const char* sql, const T& expected) {
  persistence::Connection connection({AppUrl()});
  const auto together = connection.ExecuteFirst({{sql}});
  const auto alone = connection.Execute(sql, {}, 1);
  BOOST_CHECK(together.front().rows.front().format() == persistence::CellFormat::kBinary);
  BOOST_CHECK(alone.rows.front().format() == persistence::CellFormat::kText);
  BOOST_CHECK(persistence::RowReader(together.front().rows.front()).Next<T>() == expected);
  BOOST_CHECK(persistence::RowReader(alone.rows.front()).Next<T>() == expected);
}

BOOST_AUTO_TEST_CASE(ReadsEveryTypeInBothForms) {
  ComesAlike<std::string>("select 'Grüße'::text", "Grüße");
  ComesAlike<bool>("select true", true);
  ComesAlike<bool>("select false", false);
  ComesAlike<int>("select (-2)::smallint", -2);
  ComesAlike<int>("select (-70000)::integer", -70000);
  ComesAlike<std::int64_t>("select (-9223372036854775808)::bigint", INT64_MIN);
  ComesAlike<std::int64_t>("select 9223372036854775807", INT64_MAX);
  ComesAlike<std::optional<int>>("select null::integer", std::nullopt);
  ComesAlike("select timestamptz '20000101T000000.000001Z'",
             domain::ParseRfc3339("2000-01-01T00:00:00.000001Z").value());
  ComesAlike("select timestamptz '20261122T193000+01'",
             domain::ParseRfc3339("2026-11-22T18:30:00Z").value());
  ComesAlike("select uuid '3F0D1B5E-6C1D-4F7E-9A51-0D4C8A3E7B11'",
             domain::BookingId::Parse("3f0d1b5e-6c1d-4f7e-9a51-0d4c8a3e7b11").value());
}

BOOST_AUTO_TEST_CASE(RefusesBinaryThatItCannotRead) {
  persistence::Connection connection({AppUrl()});
  for (const char* sql : {"select array[1]", "select 1.5", "select '{}'::jsonb"}) {
    BOOST_CHECK_EXCEPTION(connection.ExecuteFirst({{sql}}), domain::Error, Refuses("internal"));
  }
  for (const char* sql : {"select timestamptz 'infinity'", "select timestamptz '-infinity'",
                          "select 'x'::text", "select null::timestamptz"}) {
    const auto result = connection.ExecuteFirst({{sql}});
    BOOST_CHECK_EXCEPTION(
        persistence::RowReader(result.front().rows.front()).Next<domain::Timestamp>(),
        domain::Error, Refuses("internal"));
  }
}

BOOST_AUTO_TEST_CASE(RefusesValuesOfAnotherSize) {
  persistence::Connection connection({AppUrl()});
  const auto result = connection.ExecuteFirst({{"select 'abc'::text"}});
  const persistence::Row row = result.front().rows.front();
  BOOST_CHECK_EXCEPTION(persistence::RowReader(row).Next<int>(), domain::Error,
                        Refuses("internal"));
  BOOST_CHECK_EXCEPTION(persistence::RowReader(row).Next<bool>(), domain::Error,
                        Refuses("internal"));
  BOOST_CHECK_EXCEPTION(persistence::RowReader(row).Next<domain::BookingId>(), domain::Error,
                        Refuses("internal"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
