#include "fcgi/commands/arguments.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

namespace nexcyte::tests {
namespace {

using fcgi::Arguments;
using fcgi::UsageError;

Arguments Parse(const std::vector<std::string>& words, std::size_t positionals = 0) {
  return {words, {{"--calendar", ""}, {"--socket", "PATH"}, {"--workers", "N"}}, positionals};
}

BOOST_AUTO_TEST_SUITE(CommandLine)

BOOST_AUTO_TEST_CASE(IsTakenApart) {
  const Arguments arguments =
      Parse({"acme", "--socket", "a.sock", "--calendar", "--workers=3", "Acme Ltd"}, 2);
  BOOST_TEST(arguments.Value("--socket").value() == "a.sock");
  BOOST_TEST(arguments.Has("--calendar"));
  BOOST_TEST(arguments.Number("--workers", 1, 1, 9) == 3);
  BOOST_TEST(arguments.positionals() == (std::vector<std::string>{"acme", "Acme Ltd"}));
}

BOOST_AUTO_TEST_CASE(HasDefaults) {
  const Arguments arguments = Parse({});
  BOOST_TEST(!arguments.Has("--calendar"));
  BOOST_TEST(!arguments.Value("--socket"));
  BOOST_TEST(arguments.Number("--workers", 2, 1, 9) == 2);
}

BOOST_AUTO_TEST_CASE(IsRefusedWhenItIsWrong) {
  const std::vector<std::vector<std::string>> wrong = {
      {"--other"},         {"--calendar=yes"},           {"--socket"},
      {"--calendar", "x"}, {"--calendar", "--calendar"}, {"--socket=a", "--socket=b"}};
  for (const auto& words : wrong) {
    BOOST_TEST_CONTEXT(words.front()) { BOOST_CHECK_THROW(Parse(words), UsageError); }
  }
  BOOST_CHECK_THROW(Parse({"acme"}, 2), UsageError);
}

BOOST_AUTO_TEST_CASE(KeepsNumbersWithinTheirBounds) {
  for (const std::string number : {"0", "10", "-1", "3x", "", "99999999999"}) {
    BOOST_CHECK_THROW(Parse({"--workers", number}).Number("--workers", 1, 1, 9), UsageError);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::tests
