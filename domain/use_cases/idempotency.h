#ifndef NEXCYTE_DOMAIN_USE_CASES_IDEMPOTENCY_H_
#define NEXCYTE_DOMAIN_USE_CASES_IDEMPOTENCY_H_

#include <optional>

#include "domain/tenant_store.h"
#include "domain/use_cases/bookings.h"

namespace nexcyte::domain {

// The first thing that a verb's T1 does. True: the key is ours, or there is none. False: it is
// somebody's; leave the transaction and ask AwaitFirst.
bool ClaimKey(UnitOfWork& unit, const std::optional<IdempotencyKey>& key,
              const std::optional<BookingId>& about);

// In T2: what the same key is answered from now on.
void KeepAnswer(UnitOfWork& unit, const Idempotent& idempotent, const Booking& booking);
// A refusal that will not go away is kept; one that invites another try gives the key back.
void KeepRefusal(UnitOfWork& unit, const Idempotent& idempotent, const Error& error);

// What T1 refused, and with it undid its claim of the key: kept all the same where the state of
// things refuses it. What is wrong with the request itself is as wrong the next time.
void KeepEarlyRefusal(TenantStore& store, const Idempotent& idempotent, const Error& error);

// Runs T1.
template <class Begin>
auto KeepingRefusals(TenantStore& store, const Idempotent& idempotent, const Begin& begin) {
  try {
    return begin();
  } catch (const Error& error) {
    KeepEarlyRefusal(store, idempotent, error);
    throw;
  }
}

// What the first call with this key answered, waiting for it up to kIdempotencyWait; the booking as
// it stands when that call ended without a final answer.
// Refuses: kInvalid idempotency_mismatch, kUnavailable calendar_unavailable (it still runs).
BookingResult AwaitFirst(TenantStore& store, const IdempotencyKey& key);

// The same for a call that finds used up what the first one needed; nothing: no call had this key.
std::optional<BookingResult> AwaitEarlier(TenantStore& store,
                                          const std::optional<IdempotencyKey>& key);

// The same for a write that keeps no booking under its key, in transactions of its own around it.
// Nothing: the key is ours, carry it out, and then keep its answer or give the key back. A worker
// that dies between the two leaves the key taken for kIdempotencyUnanswered.
// Refuses: kInvalid idempotency_mismatch, kUnavailable calendar_unavailable (the first still runs).
std::optional<StoredAnswer> ClaimOrAwait(TenantStore& store, const IdempotencyKey& key);
void KeepAnswerOf(TenantStore& store, const IdempotencyKey& key, const StoredAnswer& answer);
void GiveBack(TenantStore& store, const IdempotencyKey& key);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_IDEMPOTENCY_H_
