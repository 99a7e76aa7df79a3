// The program from outside: what it prints and how it ends without a database.

#include <sys/wait.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "tests/fcgi/temporary_folder.h"

namespace nexcyte::tests {
namespace {

struct Outcome {
  int code = -1;
  std::string output;  // both streams
};

// Runs the program with nothing in its environment but `settings`.
Outcome Run(const std::string& words, const std::string& settings = {}) {
  const std::string command =
      "env -i " + settings + " " + NX_PROGRAM + " " + words + " 2>&1 < /dev/null";
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) {
    throw std::runtime_error("popen");
  }
  Outcome outcome;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
    outcome.output += static_cast<char>(c);
  }
  const int status = pclose(pipe);
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

bool Contains(const Outcome& outcome, const std::string& text) {
  return outcome.output.find(text) != std::string::npos;
}

BOOST_AUTO_TEST_SUITE(Program)

BOOST_AUTO_TEST_CASE(ListsItsCommandsWithoutSecrets) {
  const Outcome outcome = Run("--help", "MAILGUN_API_KEY=planted");
  BOOST_TEST(outcome.code == 0);
  for (const char* const command :
       {"nexcyte serve", "nexcyte migrate", "nexcyte doctor", "nexcyte dispatch",
        "nexcyte reconcile", "nexcyte tenant add", "nexcyte tenant list", "nexcyte tenant senders",
        "nexcyte admin add"}) {
    BOOST_TEST(Contains(outcome, command));
  }
  BOOST_TEST(!Contains(outcome, "planted"));
}

BOOST_AUTO_TEST_CASE(KnowsItsVersion) {
  const Outcome outcome = Run("--version");
  BOOST_TEST(outcome.code == 0);
  BOOST_TEST(outcome.output == "nexcyte " NX_VERSION "\n");
}

BOOST_AUTO_TEST_CASE(RefusesWrongUsage) {
  for (const std::string words :
       {"", "serv", "serve --colour", "serve --calendar --internal", "serve --threads 0", "tenant",
        "tenant add acme", "migrate now"}) {
    BOOST_TEST_CONTEXT(words) { BOOST_TEST(Run(words).code == 2); }
  }
}

BOOST_AUTO_TEST_CASE(RefusesWrongConfigurationAtOnce) {
  const TemporaryFolder folder;
  const Outcome outcome =
      Run("serve --internal --socket " + folder / "s", "NEXCYTE_INTERNAL_DISPATCH_SECRET=planted");
  BOOST_TEST(outcome.code == 78);
  BOOST_TEST(Contains(outcome, "NEXCYTE_DISPATCH_DATABASE_URL is not set"));
  BOOST_TEST(Contains(outcome, "NEXCYTE_INTERNAL_DISPATCH_SECRET must have at least 32"));
  BOOST_TEST(!Contains(outcome, "planted"));
  BOOST_TEST(!std::filesystem::exists(folder / "s"));
}

BOOST_AUTO_TEST_CASE(FailsWithoutItsDatabase) {
  const TemporaryFolder folder;
  const Outcome outcome =
      Run("serve --socket " + folder / "s",
          "NEXCYTE_BASE_DOMAIN=nexcyte.localhost DATABASE_URL='host=" + folder.path() +
              " password=planted'");
  BOOST_TEST(outcome.code == 1);
  BOOST_TEST(!Contains(outcome, "planted"));
  BOOST_TEST(!std::filesystem::exists(folder / "s"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::tests
