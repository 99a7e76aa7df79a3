// What the my-bookings answer must cost at least: the same transaction and the same answer as the
// portal's, written by hand for this one route, in the same loop. No layers, no rules but its own.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "domain/token.h"
#include "fcgi/cookie.h"
#include "tests/bench/limit_connection.h"
#include "tests/bench/limit_json.h"
#include "tests/bench/pool.h"

namespace {

using nexcyte::bench::LimitConnection;
using nexcyte::fcgi::Handler;
using nexcyte::fcgi::Request;
using nexcyte::fcgi::Response;

Response Answer(LimitConnection& connection, const Request& request) {
  const auto token = nexcyte::fcgi::FindCookie(request.Header("cookie"), "__Host-nx");
  const auto digest = nexcyte::domain::DigestOfToken(token.value_or(""));
  Response response;
  if (!digest) {
    response.status = 401;
    return response;
  }
  const std::string bytes = "\\x" + nexcyte::domain::Hex(*digest);
  const auto rows = connection.Load(request.tenant_slug.c_str(), bytes.c_str());
  response.Set("Content-Type", "application/json").Set("Cache-Control", "no-store");
  response.body = MyBookingsJson(rows, request.received_at);
  return response;
}

}  // namespace

int main(int argc, char** argv) {
  // Before any thread.
  const char* const url = std::getenv("DATABASE_URL");  // NOLINT(concurrency-mt-unsafe)
  if (argc != 2 || url == nullptr) {
    std::fprintf(stderr, "usage: DATABASE_URL=... bench_limit SOCKET\n");
    return 2;
  }
  return nexcyte::bench::ServePool(argv[1], [url]() -> Handler {
    auto connection = std::make_shared<LimitConnection>(url);
    return [connection](const Request& request) { return Answer(*connection, request); };
  });
}
