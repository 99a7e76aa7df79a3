#include "domain/use_cases/sweep_calendar.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "domain/error.h"
#include "domain/use_cases/booking_mirror.h"
#include "domain/use_cases/follow_calendar.h"

namespace nexcyte::domain {
namespace {

constexpr std::chrono::seconds kTimeBudget{10};
// The list is asked for by the end of bookings, which is the event type's business.
constexpr std::chrono::hours kLongestBooking{24};

using Listed = std::map<std::string, CalendarBooking>;  // by Cal.com's uid
using Traces = std::vector<BookingTrace>;

CalendarBookingQuery QueryOf(const Traces& ours, const TimeRange& range) {
  std::set<CalEventTypeId> types;
  for (const BookingTrace& trace : ours) {
    types.insert(trace.cal_event_type_id);
  }
  return {.attendee_email = {},
          .event_type_id = 0,
          .between = {.start = range.start, .end = range.end + kLongestBooking},
          .event_type_ids = {types.begin(), types.end()}};
}

bool IsSame(const BookingTrace& ours, const CalendarBooking& theirs) {
  const auto live = ours.status == BookingStatus::kScheduled ? CalendarStatus::kAccepted
                                                             : CalendarStatus::kPending;
  return theirs.status == live && theirs.time.start == ours.start;
}

// Live here, and not so, or not there, at Cal.com.
std::vector<BookingId> Differing(const Traces& ours, const Listed& listed) {
  std::vector<BookingId> ids;
  for (const BookingTrace& trace : ours) {
    const bool is_settled =
        trace.status == BookingStatus::kScheduled || trace.status == BookingStatus::kRequested;
    const auto found = listed.find(trace.cal_uid);
    if (is_settled && !trace.is_open && (found == listed.end() || !IsSame(trace, found->second))) {
      ids.push_back(trace.id);
    }
  }
  return ids;
}

// Live at Cal.com with a reference of ours, and not owned by a live booking of this slice.
std::vector<std::pair<BookingId, CalendarBooking>> Unowned(const Traces& ours,
                                                           const Listed& listed) {
  std::set<std::string> owned;
  for (const BookingTrace& trace : ours) {
    if (IsLive(trace.status)) {
      owned.insert(trace.cal_uid);
    }
  }
  std::vector<std::pair<BookingId, CalendarBooking>> unowned;
  for (const auto& [uid, booking] : listed) {
    const auto ref = BookingId::Parse(booking.nx_ref);
    if (ref && IsLive(booking.status) && !owned.contains(uid)) {
      unowned.emplace_back(*ref, booking);
    }
  }
  return unowned;
}

// Ends with kMostFollowed: the next sweep goes on with what still differs then.
class Comparison {
 public:
  Comparison(TenantStore& store, CalendarProvider& calendar, ReconcileReport& report)
      : store_(store), calendar_(calendar), report_(report) {}

  void Follow(const BookingId& id) {
    if (MayGoOn()) {
      Count(FollowBooking(store_, calendar_, id) == Followed::kChanged);
    }
  }
  void Resolve(const BookingId& id, const CalendarBooking& seen) {
    if (MayGoOn()) {
      Count(ResolveStray(store_, calendar_, id, seen) == Stray::kCancelled);
    }
  }

 private:
  bool MayGoOn() { return followed_++ < kMostFollowed; }
  void Count(bool repaired) {
    ++report_.checked;
    report_.repaired += repaired ? 1 : 0;
  }

  TenantStore& store_;
  CalendarProvider& calendar_;
  ReconcileReport& report_;
  int followed_ = 0;
};

// False when Cal.com did not tell. The rows are read before the list, so that what is made between
// the two is unowned for a moment, and judged under its row's lock.
bool Compare(TenantStore& store, CalendarProvider& calendar, const TimeRange& range,
             ReconcileReport& report) {
  const Traces ours =
      store.Read([&](UnitOfWork& unit) { return unit.bookings().ListStarting(range); });
  if (ours.empty()) {
    return true;
  }
  auto answer = calendar.List(QueryOf(ours, range));
  if (std::holds_alternative<CalendarRefusal>(answer)) {
    return false;
  }
  Listed listed;
  for (CalendarBooking& booking : std::get<std::vector<CalendarBooking>>(answer)) {
    listed.emplace(booking.uid, std::move(booking));
  }
  Comparison comparison(store, calendar, report);
  for (const BookingId& id : Differing(ours, listed)) {
    comparison.Follow(id);
  }
  for (const auto& [id, booking] : Unowned(ours, listed)) {
    comparison.Resolve(id, booking);
  }
  return true;
}

}  // namespace

void SweepCalendars(CalendarSweeps& sweeps, TenantStores& stores, const CalendarOf& calendar_of,
                    int limit, ReconcileReport& report) {
  const auto deadline = std::chrono::steady_clock::now() + kTimeBudget;
  for (int i = 0; i < limit && std::chrono::steady_clock::now() < deadline; ++i) {
    const auto sweep = sweeps.Lease();
    if (!sweep) {
      return;
    }
    try {
      const auto store = stores.ForSystem(sweep->tenant);
      if (Compare(*store, calendar_of(store->tenant()), sweep->range, report)) {
        sweeps.Finish(*sweep);
      }
    } catch (const Error& error) {
      report.problems.emplace_back(error.what());
    }
  }
}

}  // namespace nexcyte::domain
