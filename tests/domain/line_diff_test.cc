#include "domain/line_diff.h"

#include <boost/test/unit_test.hpp>
#include <string>

namespace nexcyte::domain {
namespace {

// ` same`, `-removed`, `+added`, one after the other.
std::string Diff(std::string_view before, std::string_view after) {
  std::string all;
  for (const DiffLine& line : DiffLines(before, after)) {
    const char* sign = line.kind == DiffLine::Kind::kSame      ? " "
                       : line.kind == DiffLine::Kind::kRemoved ? "-"
                                                               : "+";
    all += sign + line.text + "|";
  }
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(LineDiff)

BOOST_AUTO_TEST_CASE(ShowsWhatGoesAndWhatComes) {
  BOOST_TEST(Diff("a\nb\nc", "a\nx\nc") == " a|-b|+x| c|");
  BOOST_TEST(Diff("a\nb\nc\nd", "a\nc\nd\ne") == " a|-b| c| d|+e|");
  BOOST_TEST(Diff("b\na\nb", "a\nb\na") == "-b| a| b|+a|");
}

BOOST_AUTO_TEST_CASE(KnowsTheEmptyText) {
  BOOST_TEST(Diff("", "").empty());
  BOOST_TEST(Diff("", "a\nb") == "+a|+b|");
  BOOST_TEST(Diff("a\n\nb", "") == "-a|-|-b|");
}

BOOST_AUTO_TEST_CASE(TakesNoNoteOfTheLastLineEnd) {
  BOOST_TEST(Diff("a\nb\n", "a\nb") == " a| b|");
}

BOOST_AUTO_TEST_CASE(ComparesNoEndlessTextsLineByLine) {
  std::string before = "same\n";
  std::string after = "same\n";
  for (int i = 0; i < 20000; ++i) {
    before += "a\n";
    after += "b\n";
  }
  const auto diff = DiffLines(before, after);
  BOOST_REQUIRE(diff.size() == 40001U);
  BOOST_TEST((diff[0].kind == DiffLine::Kind::kSame));
  BOOST_TEST((diff[1].kind == DiffLine::Kind::kRemoved));
  BOOST_TEST((diff[20001].kind == DiffLine::Kind::kAdded));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::domain
