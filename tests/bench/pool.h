#ifndef NEXCYTE_TESTS_BENCH_POOL_H_
#define NEXCYTE_TESTS_BENCH_POOL_H_

#include <string>

#include "fcgi/fastcgi_server.h"

namespace nexcyte::bench {

// Serves the unix socket `path` as the portal does: as many processes, as many threads, the same
// loop. Until SIGTERM; answers the exit status.
int ServePool(const std::string& path, const fcgi::HandlerFactory& factory);

}  // namespace nexcyte::bench

#endif  // NEXCYTE_TESTS_BENCH_POOL_H_
