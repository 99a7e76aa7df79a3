#ifndef NEXCYTE_DOMAIN_IDEMPOTENCY_H_
#define NEXCYTE_DOMAIN_IDEMPOTENCY_H_

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "domain/crypto.h"
#include "domain/id.h"

namespace nexcyte::domain {

// The answer kept under a key: HTTP status and body as sent.
struct StoredAnswer {
  int status = 0;
  std::string body;
};

// A caller's Idempotency-Key: 8 to 128 printable ASCII characters. It belongs to
// (tenant, user, route) and is kept 24 h.
struct IdempotencyKey {
  std::string route;  // `POST /api/schedule/book`
  std::string key;
  Digest request;  // SHA-256 of the body: the same key with another one is idempotency_mismatch
};

inline constexpr std::chrono::hours kIdempotencyLife{24};
inline constexpr std::chrono::seconds kIdempotencyWait{10};
// A key without a booking that has no answer by then is free again: its worker died.
inline constexpr std::chrono::minutes kIdempotencyUnanswered{2};

// What stands under a key.
struct IdempotencyEntry {
  Digest request;
  std::optional<StoredAnswer> answer;  // absent: still running, or its worker died
  std::optional<BookingId> booking;    // what it is about, known from T1 on
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_IDEMPOTENCY_H_
