#ifndef NEXCYTE_FCGI_ROUTER_H_
#define NEXCYTE_FCGI_ROUTER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fcgi/http.h"
#include "fcgi/pool.h"

namespace nexcyte::fcgi {

struct Context;  // app.h

enum class Method { kGet, kPost };  // HEAD is answered by GET's route

std::string_view ToString(Method method);

// Who may come in. There is no default.
enum class Access {
  kVisitor,   // anybody, signed in or not
  kMember,    // a live session with a membership in this tenant
  kStaff,     // role staff or admin
  kAdmin,     // role admin
  kInternal,  // the shared secret, on the internal listener (or where an operator opened it)
  kProvider,  // a provider's signature, which the handler checks
  kLoopback,  // whoever reaches the internal listener: health and metrics, nothing personal
};

// How errors of the route are shown.
enum class Format { kPage, kJson };

// What `{name}` in a pattern stood for: 1 to 64 of `A-Za-z0-9_-`.
class PathParameters {
 public:
  void Add(std::string name, std::string value) {
    values_.emplace_back(std::move(name), std::move(value));
  }
  // Throws Error(kInternal) when the route's pattern has no such name.
  const std::string& Get(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

// A plain function: what it needs is in the Context.
using RouteHandler = Response (*)(Context&, const Request&, const PathParameters&);

// One row of routes.cc. Every column must be given.
struct Route {
  Route(Method method_in, std::string path_in, Access access_in, Format format_in, Pool pool_in,
        RouteHandler handler_in)
      : method(method_in),
        path(std::move(path_in)),
        access(access_in),
        format(format_in),
        pool(pool_in),
        handler(handler_in) {}

  Method method;
  std::string path;  // `/t/{tenant}/bookings/{id}/cancel`
  Access access;
  Format format;
  Pool pool;
  RouteHandler handler;
};

// What a method and a path came to.
struct RouteMatch {
  const Route* route = nullptr;  // the Router's; null: nothing to run
  std::size_t index = 0;         // of the route in the list, for the metrics; its size when null
  PathParameters parameters;
  std::string allow;  // not empty: the path exists for these (`GET, HEAD, POST`), answer 405
};

// The list of routes, made once at start, read by all threads.
class Router {
 public:
  // Throws std::logic_error for a pattern that cannot be read, a row without handler and two rows
  // of one method whose patterns match exactly the same paths.
  explicit Router(std::vector<Route> routes, Pool pool);

  // `path` as nginx normalised it; nothing is decoded, matching is by byte. A literal segment wins
  // over a parameter. Routes of other pools count for Allow, but are never matched: nginx sent
  // the request to the wrong pool, and it ends as not found.
  RouteMatch Match(std::string_view method, std::string_view path) const;

  const std::vector<Route>& routes() const { return routes_; }

 private:
  struct Pattern {
    std::vector<std::string> segments;  // a parameter as `{name}`
    std::size_t index = 0;
  };

  RouteMatch Found(const Pattern& pattern, const std::vector<std::string_view>& segments) const;

  std::vector<Route> routes_;
  std::vector<Pattern> patterns_;  // the more literal first
  Pool pool_;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_ROUTER_H_
