#ifndef NEXCYTE_TESTS_BENCH_LIMIT_JSON_H_
#define NEXCYTE_TESTS_BENCH_LIMIT_JSON_H_

#include <string>

#include "domain/time.h"
#include "tests/bench/limit_connection.h"

namespace nexcyte::bench {

// The portal's answer, written straight from libpq's rows. Knows just what the bench's data needs:
// nobody is staff, and no booking begins within minutes, so that there is nothing to join.
std::string MyBookingsJson(const MyBookingsRows& rows, domain::Timestamp now);

}  // namespace nexcyte::bench

#endif  // NEXCYTE_TESTS_BENCH_LIMIT_JSON_H_
