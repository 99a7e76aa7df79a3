#include "tests/bench/pool.h"

#include <csignal>

#include "fcgi/listen_socket.h"
#include "fcgi/supervisor.h"

namespace nexcyte::bench {

int ServePool(const std::string& path, const fcgi::HandlerFactory& factory) {
  std::signal(SIGPIPE, SIG_IGN);
  const fcgi::UniqueFd socket = fcgi::BindSocket(path, "");
  fcgi::SupervisorOptions options;
  options.server.listen_fd = socket.get();
  return fcgi::Supervise(options, factory, [&factory] { return factory; }) ? 0 : 1;
}

}  // namespace nexcyte::bench
