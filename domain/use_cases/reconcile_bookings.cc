#include "domain/use_cases/reconcile_bookings.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <variant>

#include "domain/error.h"
#include "domain/guard.h"
#include "domain/use_cases/booking_saga.h"
#include "domain/use_cases/calendar_change.h"

namespace nexcyte::domain {
namespace {

// The caller waits for the answer, and Cal.com may take 8 s for each look-up.
constexpr std::chrono::seconds kTimeBudget{20};

struct OpenWork {
  OpenChange change;
  bool is_quiet = false;  // nothing that was under way can still arrive
};

// Nothing: somebody has ended it meanwhile.
std::optional<OpenWork> ReadOpen(UnitOfWork& unit, const IntentId& id) {
  std::optional<Intent> intent = unit.intents().Find(id);
  if (!intent) {
    return std::nullopt;
  }
  std::optional<Booking> booking = unit.bookings().Find(intent->booking);
  if (!booking) {
    throw NotFound();
  }
  const bool is_quiet = unit.Now() - intent->call_started_at >= kQuietWindow;
  return OpenWork{.change = {.intent = std::move(*intent), .booking = std::move(*booking)},
                  .is_quiet = is_quiet};
}

bool IsNothing(const CalendarResult<CalendarBooking>& found) {
  const auto* refusal = std::get_if<CalendarRefusal>(&found);
  return refusal != nullptr && refusal->failure == CalendarFailure::kNotFound;
}

// Cal.com has said no, and will say so again.
bool IsFinalRefusal(const CalendarRefusal& refusal) {
  switch (refusal.failure) {
    case CalendarFailure::kUnknown:
    case CalendarFailure::kNotSent:
    case CalendarFailure::kRateLimited:
    case CalendarFailure::kAuth:
      return false;
    default:
      return true;
  }
}

void CountEnded(const Ended& ended, bool as_wanted, ReconcileReport& report) {
  if (ended.by_us) {
    ++(as_wanted ? report.confirmed : report.failed);
  }
}

void EndFound(TenantStore& store, const Intent& intent, const CalendarBooking& seen,
              ReconcileReport& report) {
  const Ended ended = store.Transact(
      [&](UnitOfWork& unit) { return EndAsSeen(unit, intent, seen, IntentOutcome::kFailed); });
  CountEnded(ended, Fulfils(intent, seen), report);
}

// True when the change has ended with it.
bool EndOrWait(TenantStore& store, const OpenWork& work, const CalendarRefusal& refusal,
               ReconcileReport& report) {
  const Intent& intent = work.change.intent;
  const bool given_up = work.is_quiet && IsFinalRefusal(refusal);
  const Ended ended = store.Transact([&](UnitOfWork& unit) {
    return given_up
               ? EndAsNotMade(unit, intent, IntentOutcome::kFailed)
               : LeaveOpen(unit, intent, std::max(NextLookUp(intent.checks), refusal.retry_after));
  });
  if (given_up) {
    CountEnded(ended, false, report);
  }
  return given_up;
}

// Looks one change up and ends it, or leaves it for its next look-up.
void Reconcile(TenantStore& store, CalendarProvider& calendar, const OpenWork& work,
               ReconcileReport& report) {
  const OpenChange& change = work.change;
  LookUpResult look = LookUpChange(calendar, change);
  report.repaired += look.repaired;
  // A cancellation that did not arrive is asked for again: twice cancelled is cancelled.
  if (change.intent.kind == IntentKind::kCancel && IsNothing(look.found)) {
    look.found = AskCalendar(calendar, change);
  }
  if (const auto* seen = std::get_if<CalendarBooking>(&look.found)) {
    EndFound(store, change.intent, *seen, report);
  } else if (!EndOrWait(store, work, std::get<CalendarRefusal>(look.found), report)) {
    return;
  }
  ReleaseHold(calendar, change.intent);
}

void ReconcileOne(const DueIntent& due, TenantStores& stores, const CalendarOf& calendar_of,
                  ReconcileReport& report) {
  const auto store = stores.ForSystem(due.tenant);
  const auto work = store->Read([&](UnitOfWork& unit) { return ReadOpen(unit, due.intent); });
  if (work) {
    Reconcile(*store, calendar_of(store->tenant()), *work, report);
  }
}

}  // namespace

ReconcileReport ReconcileBookings(DueIntents& due, TenantStores& stores,
                                  const CalendarOf& calendar_of, int limit) {
  ReconcileReport report;
  const auto deadline = std::chrono::steady_clock::now() + kTimeBudget;
  // One at a time: a lease that was taken for a whole batch could end before its turn comes.
  while (!IsOff(Guard::kReconciler) && report.checked < limit &&
         std::chrono::steady_clock::now() < deadline) {
    const std::vector<DueIntent> next = due.Lease(1);
    if (next.empty()) {
      break;
    }
    ++report.checked;
    try {
      ReconcileOne(next.front(), stores, calendar_of, report);
    } catch (const Error& error) {
      // Its lease ends by itself, and then it is due again.
      report.problems.emplace_back(error.what());
    }
  }
  return report;
}

}  // namespace nexcyte::domain
