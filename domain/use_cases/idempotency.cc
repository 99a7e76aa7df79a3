#include "domain/use_cases/idempotency.h"

#include <chrono>
#include <thread>
#include <utility>

namespace nexcyte::domain {
namespace {

constexpr std::chrono::milliseconds kPollInterval{100};

Error StillRunning() {
  return Error(ErrorCode::kUnavailable, "calendar_unavailable", "first call of the key still runs")
      .RetryAfter(std::chrono::seconds{2});
}

// A worker gives its intent's lease back, counting a look-up, when it stops waiting for Cal.com.
bool IsBeingCarriedOut(UnitOfWork& unit, const BookingId& booking) {
  const std::optional<Intent> intent = unit.intents().FindOpen(booking);
  return intent && intent->checks == 0 && unit.Now() < intent->call_started_at + kIntentLease;
}

void RequireSameRequest(const IdempotencyEntry& entry, const IdempotencyKey& key) {
  if (entry.request != key.request) {
    throw Error(ErrorCode::kInvalid, "idempotency_mismatch");
  }
}

// Nothing while the first call still runs.
std::optional<BookingResult> ReadFirst(UnitOfWork& unit, const IdempotencyKey& key) {
  std::optional<IdempotencyEntry> entry = unit.idempotency().Find(key);
  if (!entry) {
    throw StillRunning();  // It gave the key back just now: nothing came of it.
  }
  RequireSameRequest(*entry, key);
  if (entry->answer) {
    return std::move(*entry->answer);
  }
  if (!entry->booking || IsBeingCarriedOut(unit, *entry->booking)) {
    return std::nullopt;
  }
  std::optional<Booking> booking = unit.bookings().Find(*entry->booking);
  if (!booking) {
    throw NotFound();
  }
  return std::move(*booking);
}

struct Standing {
  std::optional<StoredAnswer> answer;  // nothing: the key is ours
};

// Nothing while the first call still runs, and when it gave the key back just now.
std::optional<Standing> ClaimOrRead(UnitOfWork& unit, const IdempotencyKey& key) {
  if (unit.idempotency().Claim(key, std::nullopt)) {
    return Standing{};
  }
  std::optional<IdempotencyEntry> entry = unit.idempotency().Find(key);
  if (!entry) {
    return std::nullopt;
  }
  RequireSameRequest(*entry, key);
  if (!entry->answer) {
    return std::nullopt;
  }
  return Standing{std::move(entry->answer)};
}

// What `look` finds, in a transaction of its own each time, up to kIdempotencyWait.
template <class Look>
auto Await(TenantStore& store, Look look) {
  const auto deadline = std::chrono::steady_clock::now() + kIdempotencyWait;
  for (;;) {
    auto found = store.Transact(look);
    if (found) {
      return *std::move(found);
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      throw StillRunning();
    }
    std::this_thread::sleep_for(kPollInterval);
  }
}

}  // namespace

bool ClaimKey(UnitOfWork& unit, const std::optional<IdempotencyKey>& key,
              const std::optional<BookingId>& about) {
  return !key || unit.idempotency().Claim(*key, about);
}

void KeepAnswer(UnitOfWork& unit, const Idempotent& idempotent, const Booking& booking) {
  if (idempotent.key) {
    unit.idempotency().Store(*idempotent.key, idempotent.answer(booking));
  }
}

void KeepRefusal(UnitOfWork& unit, const Idempotent& idempotent, const Error& error) {
  if (!idempotent.key) {
    return;
  }
  if (error.code() == ErrorCode::kUnavailable) {
    unit.idempotency().Release(*idempotent.key);
  } else {
    unit.idempotency().Store(*idempotent.key, idempotent.refusal(error));
  }
}

void KeepEarlyRefusal(TenantStore& store, const Idempotent& idempotent, const Error& error) {
  const bool lasts = error.code() == ErrorCode::kConflict ||
                     error.code() == ErrorCode::kForbidden || error.code() == ErrorCode::kNotFound;
  if (!idempotent.key || !lasts) {
    return;
  }
  store.Transact([&](UnitOfWork& unit) {
    if (unit.idempotency().Claim(*idempotent.key, std::nullopt)) {
      unit.idempotency().Store(*idempotent.key, idempotent.refusal(error));
    }
  });
}

BookingResult AwaitFirst(TenantStore& store, const IdempotencyKey& key) {
  return Await(store, [&](UnitOfWork& unit) { return ReadFirst(unit, key); });
}

std::optional<BookingResult> AwaitEarlier(TenantStore& store,
                                          const std::optional<IdempotencyKey>& key) {
  const auto is_known = [&](UnitOfWork& unit) { return unit.idempotency().Find(*key).has_value(); };
  if (!key || !store.Read(is_known)) {
    return std::nullopt;
  }
  return AwaitFirst(store, *key);
}

std::optional<StoredAnswer> ClaimOrAwait(TenantStore& store, const IdempotencyKey& key) {
  return Await(store, [&](UnitOfWork& unit) { return ClaimOrRead(unit, key); }).answer;
}

void KeepAnswerOf(TenantStore& store, const IdempotencyKey& key, const StoredAnswer& answer) {
  store.Transact([&](UnitOfWork& unit) { unit.idempotency().Store(key, answer); });
}

void GiveBack(TenantStore& store, const IdempotencyKey& key) {
  store.Transact([&](UnitOfWork& unit) { unit.idempotency().Release(key); });
}

}  // namespace nexcyte::domain
