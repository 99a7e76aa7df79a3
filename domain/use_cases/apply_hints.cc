#include "domain/use_cases/apply_hints.h"

#include <optional>
#include <variant>

#include "domain/error.h"
#include "domain/intent.h"
#include "domain/use_cases/booking_mirror.h"
#include "domain/use_cases/follow_calendar.h"

namespace nexcyte::domain {
namespace {

// Then the sweeps have the word: 2 + 5 + 15 + 30 + 60 + 60 s.
constexpr int kMostTries = 6;

enum class Verdict { kDone, kLater };

bool HurryOpenIntent(UnitOfWork& unit, const BookingId& id) {
  const std::optional<Intent> intent = unit.intents().FindOpen(id);
  if (intent) {
    unit.intents().LookNow(intent->id);
  }
  return intent.has_value();
}

Booking ReadBooking(TenantStore& store, const BookingId& id) {
  auto booking = store.Read([&](UnitOfWork& unit) { return unit.bookings().Find(id); });
  if (!booking) {
    throw NotFound();
  }
  return *std::move(booking);
}

Verdict CountStray(Stray stray, ReconcileReport& report) {
  report.repaired += stray == Stray::kCancelled ? 1 : 0;
  return stray == Stray::kUnknown ? Verdict::kLater : Verdict::kDone;
}

// The hint may be about a booking that nobody here owns.
Verdict LookAtNamed(TenantStore& store, CalendarProvider& calendar, const BookingId& id,
                    const CalendarHint& hint, ReconcileReport& report) {
  const auto found = calendar.Find(hint.uid);
  if (const auto* refusal = std::get_if<CalendarRefusal>(&found)) {
    return refusal->failure == CalendarFailure::kNotFound ? Verdict::kDone : Verdict::kLater;
  }
  return CountStray(ResolveStray(store, calendar, id, std::get<CalendarBooking>(found)), report);
}

Verdict Apply(TenantStore& store, CalendarProvider& calendar, const BookingId& id,
              const CalendarHint& hint, ReconcileReport& report) {
  if (store.Transact([&](UnitOfWork& unit) { return HurryOpenIntent(unit, id); })) {
    return Verdict::kDone;
  }
  const Followed followed = FollowBooking(store, calendar, id);
  report.repaired += followed == Followed::kChanged ? 1 : 0;
  if (followed == Followed::kUnknown) {
    return Verdict::kLater;
  }
  const Booking booking = ReadBooking(store, id);
  if (hint.ends && followed == Followed::kSame && IsLive(booking.status)) {
    return Verdict::kLater;
  }
  const bool is_ours = hint.uid.empty() || (booking.cal_uid == hint.uid && IsLive(booking.status));
  return is_ours || hint.ends ? Verdict::kDone : LookAtNamed(store, calendar, id, hint, report);
}

void ApplyOne(CalendarHints& hints, TenantStores& stores, const CalendarOf& calendar_of,
              const DueHint& due, ReconcileReport& report) {
  const auto owner = hints.OwnerOf(due.hint);
  if (!owner) {
    hints.Finish(due.id, "not_ours");
    return;
  }
  const auto store = stores.ForSystem(owner->first);
  const Verdict verdict =
      Apply(*store, calendar_of(store->tenant()), owner->second, due.hint, report);
  if (verdict == Verdict::kDone) {
    hints.Finish(due.id, "");
  } else if (due.tries + 1 < kMostTries) {
    hints.TryAgain(due.id, NextLookUp(due.tries));
  } else {
    hints.Finish(due.id, "not_seen");
  }
}

}  // namespace

int ApplyHints(CalendarHints& hints, TenantStores& stores, const CalendarOf& calendar_of, int limit,
               ReconcileReport& report) {
  int taken = 0;
  while (taken < limit) {
    const std::vector<DueHint> next = hints.Lease(1);
    if (next.empty()) {
      break;
    }
    ++taken;
    try {
      ApplyOne(hints, stores, calendar_of, next.front(), report);
    } catch (const Error& error) {
      report.problems.emplace_back(error.what());
      // Its lease ends by itself, and then it is due again; but not for ever.
      if (next.front().tries + 1 >= kMostTries) {
        hints.Finish(next.front().id, error.reason());
      }
    }
  }
  report.checked += taken;
  return taken;
}

}  // namespace nexcyte::domain
