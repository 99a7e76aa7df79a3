#ifndef NEXCYTE_FCGI_METRICS_H_
#define NEXCYTE_FCGI_METRICS_H_

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "domain/upkeep.h"

namespace nexcyte::fcgi {

// Requests by route and status class, and how long they took, as Prometheus text (version 0.0.4).
//
// The counters live in memory that child processes share: made before the workers are started
// (that is, in MakeHandlerFactory), they count for all workers of the pool and survive a restart of
// one. They do not span pools, nor a restart of the supervisor or a SIGHUP. Counting is lock-free,
// from any thread.
class Metrics {
 public:
  // `routes`: a label per route, in the router's order. One more is kept for what matched none.
  // `pool` becomes a label of every sample.
  Metrics(std::string pool, std::vector<std::string> routes);
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // `route`: RouteMatch::index.
  void Count(std::size_t route, int status, std::chrono::microseconds took);

  // Routes without any request are left out.
  std::string Render() const;

 private:
  struct RouteCounters;
  static void RenderRequests(const RouteCounters& counters, const std::string& labels,
                             std::string& out);
  static void RenderSeconds(const RouteCounters& counters, const std::string& labels,
                            std::string& out);

  std::string pool_;
  std::vector<std::string> routes_;
  RouteCounters* counters_ = nullptr;
};

// The outbox in the same form. It is the database's, so that every worker gives the same.
std::string RenderOutbox(const domain::OutboxFigures& figures);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_METRICS_H_
