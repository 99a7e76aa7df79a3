#include <unistd.h>

#include <csignal>
#include <list>
#include <optional>
#include <string>

#include "domain/crypto.h"
#include "fcgi/commands/commands.h"
#include "fcgi/config.h"
#include "fcgi/listen_socket.h"
#include "fcgi/log.h"
#include "fcgi/pool.h"
#include "fcgi/supervisor.h"
#include "fcgi/worker.h"
#include "views/renderer.h"

namespace nexcyte::fcgi {
namespace {

struct PoolSize {
  int workers;
  int threads;
};

PoolSize UsualSize(Pool pool) {
  switch (pool) {
    case Pool::kPortal:
      return {2, 4};
    case Pool::kCalendar:
      return {1, 24};  // they wait for Cal.com
    case Pool::kInternal:
      return {1, 4};
  }
  throw std::logic_error("unknown pool");
}

Pool PoolOf(const Arguments& arguments) {
  if (arguments.Has("--calendar") && arguments.Has("--internal")) {
    throw UsageError("--calendar and --internal exclude each other");
  }
  if (arguments.Has("--calendar")) {
    return Pool::kCalendar;
  }
  return arguments.Has("--internal") ? Pool::kInternal : Pool::kPortal;
}

// Reads everything anew, once per generation of workers.
class Generations {
 public:
  Generations(Pool pool, std::string views) : pool_(pool), views_(std::move(views)) {}

  // Throws ConfigError, and Error(kUnavailable) when the database does not answer.
  HandlerFactory Next() {
    Config config = ParseConfig(ReadSettings(environ), NeedOf(pool_));
    if (auto problems = DatabaseProblems(config, pool_); !problems.empty()) {
      throw ConfigError(std::move(problems));
    }
    configs_.push_back(std::move(config));
    return MakeHandlerFactory(configs_.back(), pool_, views_);
  }

  // For a running server, whose log is all that anybody sees.
  HandlerFactory NextOrLog() {
    try {
      return Next();
    } catch (const ConfigError& error) {
      for (const std::string& problem : error.problems()) {
        LogLine(LogLevel::kError, "wrong_configuration").Add("problem", problem).Write();
      }
      throw;
    }
  }

 private:
  const Pool pool_;
  const std::string views_;
  std::list<Config> configs_;  // the factories keep references
};

}  // namespace

int Serve(const Arguments& arguments) {
  const Pool pool = PoolOf(arguments);
  const auto [workers, threads] = UsualSize(pool);
  SupervisorOptions options;
  options.workers = arguments.Number("--workers", workers, 1, 64);
  options.server.threads = arguments.Number("--threads", threads, 1, 256);

  std::signal(SIGPIPE, SIG_IGN);
  domain::InitCrypto();
  Generations generations(
      pool, arguments.Value("--views").value_or(views::DefaultViewsFolder().string()));
  HandlerFactory first = generations.Next();

  // After the checks: whoever waits for the socket file then finds a server behind it.
  const auto path = arguments.Value("--socket");
  const UniqueFd socket =
      path ? BindSocket(*path, arguments.Value("--group").value_or("")) : InheritSocket();
  options.server.listen_fd = socket.get();
  LogLine(LogLevel::kInfo, "serve").Add("pool", ToString(pool)).Write();
  return Supervise(options, std::move(first), [&] { return generations.NextOrLog(); }) ? 0 : 1;
}

}  // namespace nexcyte::fcgi
