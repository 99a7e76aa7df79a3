#ifndef NEXCYTE_TESTS_BENCH_LIMIT_CONNECTION_H_
#define NEXCYTE_TESTS_BENCH_LIMIT_CONNECTION_H_

#include <libpq-fe.h>

#include <memory>
#include <string>

namespace nexcyte::bench {

using PgResult = std::unique_ptr<PGresult, decltype(&PQclear)>;

// What one transaction gave, as libpq holds it: in binary.
struct MyBookingsRows {
  PgResult opening{nullptr, &PQclear};  // of begin_request: no row for an unknown tenant
  PgResult settings{nullptr, &PQclear};
  PgResult bookings{nullptr, &PQclear};  // 51 at most
};

// The transaction of GET /api/schedule/my-bookings?limit=50 as one would write it by hand for this
// one route: three prepared statements in one libpq pipeline, one round trip, results in binary.
// Throws std::runtime_error when Postgres refuses anything. One thread.
class LimitConnection {
 public:
  explicit LimitConnection(const std::string& url);

  // `token` as bytea text.
  MyBookingsRows Load(const char* slug, const char* token);

 private:
  void Prepare(const char* name, const char* sql);
  void Send(const char* name, int count, const char* const* values);
  PgResult Receive();

  std::unique_ptr<PGconn, decltype(&PQfinish)> pg_;
};

}  // namespace nexcyte::bench

#endif  // NEXCYTE_TESTS_BENCH_LIMIT_CONNECTION_H_
