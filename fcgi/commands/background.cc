// The timers' work by hand.

#include <fmt/format.h>
#include <unistd.h>

#include <string>

#include "domain/crypto.h"
#include "fcgi/commands/commands.h"
#include "fcgi/config.h"
#include "fcgi/worker.h"
#include "views/renderer.h"

namespace nexcyte::fcgi {
namespace {

using Work = std::string (*)(const Config&, const std::string& views, int limit);

int RunByHand(const Arguments& arguments, Work work) {
  domain::InitCrypto();
  const int limit = arguments.Number("--limit", 100, 1, 200);
  const std::string views =
      arguments.Value("--views").value_or(views::DefaultViewsFolder().string());
  const Config config = ParseConfig(ReadSettings(environ), Need::kInternal);
  const std::string answer = work(config, views, limit);
  fmt::print("{}\n", answer);
  return answer.find("\"ok\":true") == std::string::npos ? 1 : 0;
}

}  // namespace

int Dispatch(const Arguments& arguments) { return RunByHand(arguments, RunDispatch); }
int Reconcile(const Arguments& arguments) { return RunByHand(arguments, RunReconcile); }

}  // namespace nexcyte::fcgi
