#include <fmt/format.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "domain/crypto.h"
#include "domain/error.h"
#include "fcgi/commands/commands.h"
#include "fcgi/config.h"
#include "fcgi/pool.h"
#include "fcgi/worker.h"
#include "views/renderer.h"

namespace nexcyte::fcgi {
namespace {

// Everything that `serve` checks for the pool before it starts; empty: it would start.
std::vector<std::string> ProblemsOf(Pool pool, const Settings& settings, const std::string& views) {
  try {
    const Config config = ParseConfig(settings, NeedOf(pool));
    std::vector<std::string> problems = DatabaseProblems(config, pool);
    MakeHandlerFactory(config, pool, views);
    return problems;
  } catch (const ConfigError& error) {
    return error.problems();
  } catch (const domain::Error& error) {
    return {error.what()};
  }
}

}  // namespace

int Doctor(const Arguments& arguments) {
  domain::InitCrypto();
  const Settings settings = ReadSettings(environ);
  const std::string views =
      arguments.Value("--views").value_or(views::DefaultViewsFolder().string());
  bool is_well = true;
  for (const Pool pool : {Pool::kPortal, Pool::kCalendar, Pool::kInternal}) {
    const std::vector<std::string> problems = ProblemsOf(pool, settings, views);
    for (const std::string& problem : problems) {
      fmt::print("{}: {}\n", ToString(pool), problem);
    }
    if (problems.empty()) {
      fmt::print("{}: ok\n", ToString(pool));
    }
    is_well = is_well && problems.empty();
  }
  return is_well ? 0 : 1;
}

}  // namespace nexcyte::fcgi
