#ifndef NEXCYTE_FCGI_WORKER_H_
#define NEXCYTE_FCGI_WORKER_H_

#include <memory>
#include <string>

#include "fcgi/config.h"
#include "fcgi/fastcgi_server.h"
#include "fcgi/pool.h"

namespace nexcyte::fcgi {

// Where everything is put together: what a pool's processes share, and what each thread owns.
//
// Made before the workers are started: reads the templates and checks the routes, so that a broken
// installation does not start. Throws what those throw. The factory makes one handler per worker
// thread, each with its own database connection and HTTP client; `config` must outlive it.
HandlerFactory MakeHandlerFactory(const Config& config, Pool pool, const std::string& views_folder);

// The dispatcher and the reconciler by hand, in this process: the route's JSON.
std::string RunDispatch(const Config& config, const std::string& views_folder, int limit);
std::string RunReconcile(const Config& config, const std::string& views_folder, int limit);

// Why this configuration's database must not be served from, one sentence each; empty: it may.
std::vector<std::string> DatabaseProblems(const Config& config, Pool pool);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_WORKER_H_
