// nexcyte: one program, one subcommand per task.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <span>
#include <string>
#include <vector>

#include "domain/error.h"
#include "fcgi/commands/arguments.h"
#include "fcgi/commands/commands.h"
#include "fcgi/config.h"
#include "fcgi/log.h"

namespace nexcyte::fcgi {
namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;
constexpr int kWrongConfiguration = 78;  // EX_CONFIG: a restart does not help

struct Command {
  std::vector<std::string> words;  // `tenant add`
  std::vector<OptionSpec> options;
  std::vector<std::string> positionals;  // as the usage calls them
  std::string purpose;
  int (*run)(const Arguments&);
};

const std::vector<Command>& Commands() {
  static const std::vector<Command> kCommands = {
      {{"serve"},
       {{"--calendar", ""},
        {"--internal", ""},
        {"--socket", "PATH"},
        {"--group", "GROUP"},
        {"--workers", "N"},
        {"--threads", "N"},
        {"--views", "DIR"}},
       {},
       "serve a pool (the portal's when none is named) on the socket, or on standard input",
       Serve},
      {{"migrate"}, {{"--sql", "DIR"}}, {}, "bring the schema up to date", Migrate},
      {{"doctor"}, {{"--views", "DIR"}}, {}, "check all that serve checks, for each pool", Doctor},
      {{"dispatch"},
       {{"--limit", "N"}, {"--views", "DIR"}},
       {},
       "send due messages once",
       Dispatch},
      {{"reconcile"},
       {{"--limit", "N"}, {"--views", "DIR"}},
       {},
       "settle open bookings once",
       Reconcile},
      {{"tenant", "add"}, {}, {"SLUG", "NAME"}, "add a tenant", AddTenant},
      {{"tenant", "list"}, {}, {}, "list all tenants", ListTenants},
      {{"tenant", "senders"},
       {},
       {"SLUG", "DOMAINS"},
       "clear domains for the tenant's sender (a.example,b.example; - is none)",
       SetSenderDomains},
      {{"admin", "add"},
       {},
       {"SLUG", "EMAIL", "NAME"},
       "make a person an admin; the password is read from standard input",
       AddAdmin},
  };
  return kCommands;
}

std::string UsageOf(const Command& command) {
  std::string usage = fmt::format("nexcyte {}", fmt::join(command.words, " "));
  for (const OptionSpec& option : command.options) {
    usage += fmt::format(" [{}{}{}]", option.name, option.value.empty() ? "" : " ", option.value);
  }
  for (const std::string& positional : command.positionals) {
    usage += " " + positional;
  }
  return usage;
}

int PrintHelp() {
  for (const Command& command : Commands()) {
    fmt::print("{}\n    {}\n", UsageOf(command), command.purpose);
  }
  fmt::print(
      "nexcyte --help | --version\n\n"
      "Settings come from the environment or from $CREDENTIALS_DIRECTORY.\n"
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 78 wrong configuration.\n");
  return 0;
}

int RunCommand(std::span<const std::string> words) {
  for (const Command& command : Commands()) {
    const std::size_t count = command.words.size();
    if (words.size() < count || !std::ranges::equal(words.first(count), command.words)) {
      continue;
    }
    try {
      return command.run(
          Arguments(words.subspan(count), command.options, command.positionals.size()));
    } catch (const UsageError& error) {
      throw UsageError(fmt::format("{}\nusage: {}", error.what(), UsageOf(command)));
    }
  }
  throw UsageError("no such command; nexcyte --help lists them");
}

int Run(std::span<const std::string> words) {
  if (words.size() == 1 && words[0] == "--help") {
    return PrintHelp();
  }
  if (words.size() == 1 && words[0] == "--version") {
    fmt::print("nexcyte {}\n", NX_VERSION);
    return 0;
  }
  return RunCommand(words);
}

void Complain(const std::string& text) { fmt::print(stderr, "nexcyte: {}\n", text); }

void ComplainOf(const domain::Error& error) {
  for (const domain::FieldError& field : error.fields()) {
    Complain(fmt::format("{}: {}", field.field, field.message));
  }
  if (error.fields().empty()) {
    const bool is_ours = error.code() == domain::ErrorCode::kInternal ||
                         error.code() == domain::ErrorCode::kUnavailable;
    Complain(is_ours ? Redact(error.what()) : error.reason());
  }
}

int RunAndShow(std::span<const std::string> words) {
  try {
    return Run(words);
  } catch (const UsageError& error) {
    Complain(error.what());
    return kWrongUsage;
  } catch (const ConfigError& error) {
    for (const std::string& problem : error.problems()) {
      Complain(problem);
    }
    return kWrongConfiguration;
  } catch (const domain::Error& error) {
    ComplainOf(error);
    return kFailed;
  } catch (const std::exception& error) {
    Complain(Redact(error.what()));
    return kFailed;
  }
}

}  // namespace
}  // namespace nexcyte::fcgi

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  return nexcyte::fcgi::RunAndShow(words);
}
