#include "persistence/idempotency_repository.h"

#include <chrono>
#include <string>

namespace nexcyte::persistence {

using domain::IdempotencyEntry;
using domain::IdempotencyKey;

namespace {

// Meets a rival's uncommitted row by waiting for its transaction: the index decides who was first.
// What is about a booking can be followed up for the whole life; anything else that is not answered
// soon lost its worker.
constexpr char kClaim[] = R"sql(
  insert into nx_idempotency_key as k (route, key, request_sha256, booking_uid, expires_at)
  values (:route, :key, :request, :booking, nx.now() + make_interval(secs => :life))
  on conflict on constraint nx_idempotency_key_pkey do update
     set request_sha256 = excluded.request_sha256, booking_uid = excluded.booking_uid,
         status = null, body = null, created_at = excluded.created_at,
         expires_at = excluded.expires_at
   where k.expires_at <= nx.now())sql";

constexpr char kFind[] = R"sql(
  select request_sha256, status, body, booking_uid from nx_idempotency_key
   where tenant_id = nx.tenant_id() and user_id = nx.user_id() and route = :route and key = :key
     and expires_at > nx.now())sql";

constexpr char kStore[] = R"sql(
  update nx_idempotency_key
     set status = :status, body = :body, expires_at = nx.now() + make_interval(hours => :life)
   where tenant_id = nx.tenant_id() and user_id = nx.user_id() and route = :route and key = :key
     and request_sha256 = :request)sql";

constexpr char kRelease[] = R"sql(
  delete from nx_idempotency_key
   where tenant_id = nx.tenant_id() and user_id = nx.user_id() and route = :route and key = :key
     and request_sha256 = :request and status is null)sql";

}  // namespace

bool PgIdempotencyRepository::Claim(const IdempotencyKey& key,
                                    const std::optional<domain::BookingId>& booking) {
  const std::chrono::seconds life =
      booking ? domain::kIdempotencyLife : domain::kIdempotencyUnanswered;
  return Statement(session_, kClaim)
             .Bind("route", key.route)
             .Bind("key", key.key)
             .Bind("request", key.request)
             .Bind("booking", booking)
             .Bind("life", life.count())
             .Run() == 1;
}

std::optional<IdempotencyEntry> PgIdempotencyRepository::Find(const IdempotencyKey& key) {
  auto row = Statement(session_, kFind)
                 .Bind("route", key.route)
                 .Bind("key", key.key)
                 .One<domain::Digest, std::optional<int>, std::optional<std::string>,
                      std::optional<domain::BookingId>>();
  if (!row) {
    return std::nullopt;
  }
  auto& [request, status, body, booking] = *row;
  IdempotencyEntry entry{request, std::nullopt, booking};
  if (status && body) {
    entry.answer = domain::StoredAnswer{*status, std::move(*body)};
  }
  return entry;
}

void PgIdempotencyRepository::Store(const IdempotencyKey& key, const domain::StoredAnswer& answer) {
  Statement(session_, kStore)
      .Bind("route", key.route)
      .Bind("key", key.key)
      .Bind("request", key.request)
      .Bind("status", answer.status)
      .Bind("body", answer.body)
      .Bind("life", domain::kIdempotencyLife.count())
      .Queue();
}

void PgIdempotencyRepository::Release(const IdempotencyKey& key) {
  Statement(session_, kRelease)
      .Bind("route", key.route)
      .Bind("key", key.key)
      .Bind("request", key.request)
      .Queue();
}

}  // namespace nexcyte::persistence
