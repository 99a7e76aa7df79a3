#include "views/csv.h"

#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <string>

namespace nexcyte::views {
namespace {

const std::string kMark = "\xEF\xBB\xBF";

// How a table with this one cell writes it.
std::string Written(std::string_view cell) {
  Csv csv({"Title"});
  csv.Add({cell});
  const std::string text = csv.Take();
  const std::string before = kMark + "\"Title\"\r\n";
  BOOST_REQUIRE(text.starts_with(before) && text.ends_with("\r\n"));
  return text.substr(before.size(), text.size() - before.size() - 2);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(CsvTable)

BOOST_AUTO_TEST_CASE(WritesLinesOfQuotedCells) {
  Csv csv({"When", "Who"});
  csv.Add({"2026-11-23", "Carol Winter"});
  csv.Add({"", "Zoë 🦊"});
  BOOST_TEST(csv.Take() ==
             kMark +
                 "\"When\",\"Who\"\r\n\"2026-11-23\",\"Carol Winter\"\r\n\"\",\"Zoë 🦊\"\r\n");
}

BOOST_AUTO_TEST_CASE(KeepsSeparatorsQuotesAndLineEndsInsideACell) {
  BOOST_TEST(Written("a,b;c") == "\"a,b;c\"");
  BOOST_TEST(Written("say \"=1+1\"") == "\"say \"\"=1+1\"\"\"");
  BOOST_TEST(Written("one\r\ntwo") == "\"one\r\ntwo\"");
}

BOOST_AUTO_TEST_CASE(DisarmsFormulas) {
  for (const std::string start :
       {"=", "+", "-", "@", "\t", "\r", "\n", "\v", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}) {
    BOOST_TEST(Written(start + "cmd|' /C calc'!A0") == "\"'" + start + "cmd|' /C calc'!A0\"");
    BOOST_TEST(Written(start) == "\"'" + start + "\"");
  }
}

BOOST_AUTO_TEST_CASE(LeavesOtherTextsAsTheyAre) {
  for (const std::string text : {"1-2", "a=b", "carol@acme.test", "'quoted'", ""}) {
    BOOST_TEST(Written(text) == "\"" + text + "\"");
  }
}

BOOST_AUTO_TEST_CASE(WantsAsManyCellsAsTitles) {
  Csv csv({"When", "Who"});
  BOOST_CHECK_THROW(csv.Add({"2026-11-23"}), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::views
