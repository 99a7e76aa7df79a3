#ifndef NEXCYTE_FCGI_SUPERVISOR_H_
#define NEXCYTE_FCGI_SUPERVISOR_H_

#include <chrono>
#include <functional>

#include "fcgi/fastcgi_server.h"

namespace nexcyte::fcgi {

struct SupervisorOptions {
  int workers = 2;
  ServerOptions server;                           // of each worker; listen_fd is shared by all
  std::chrono::seconds ready_within{30};          // for a worker to make its handlers
  std::chrono::seconds drain_within{60};          // for a worker that was told to end; then SIGKILL
  std::chrono::milliseconds backoff_min{200};     // between restarts of workers that die at once,
  std::chrono::milliseconds backoff_max{10'000};  // doubled each time up to this
};

// Reads configuration and templates anew and gives what a new worker makes its handlers with.
// Called in the supervisor; what the factory holds is shared by all workers of that generation. It
// must leave no thread and no open connection behind: workers are forked.
using Prepare = std::function<HandlerFactory()>;

// Keeps `workers` processes that serve the listening socket, until SIGTERM or SIGINT:
//
//   a worker dies     it is started again, at once or with a growing delay
//   SIGHUP            prepares, then replaces the workers one by one: the old one is told to
//                     drain when the new one is ready. What fails leaves the old ones in place.
//   SIGTERM, SIGINT   all workers drain; returns when the last one has ended
//   the supervisor dies   the workers drain by themselves
//
// The socket stays open all the time, so no request is lost by a replacement. Blocks the signals
// that it handles in the calling thread, which must be the only one of the process. Returns true
// when every worker ended by itself. Returns only in the supervisor: a worker ends with _exit().
bool Supervise(const SupervisorOptions& options, HandlerFactory first, const Prepare& prepare);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_SUPERVISOR_H_
