#include "domain/use_cases/calendar_change.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "domain/guard.h"
#include "domain/use_cases/booking_mirror.h"

namespace nexcyte::domain {
namespace {

// A booking's end is the event type's business, so a look-up asks for a day from its start on.
constexpr std::chrono::hours kLookUpSpan{24};
// More moves than anybody makes: a chain that is longer is a circle.
constexpr int kLongestChain = 50;
constexpr char kDoubleReason[] = "Duplicate";

CalendarRefusal NotTold(const CalendarRefusal& refusal) {
  return {.failure = CalendarFailure::kUnknown,
          .retry_after = refusal.retry_after,
          .detail = refusal.detail};
}

bool IsUnknown(const CalendarResult<CalendarBooking>& answer) {
  const auto* refusal = std::get_if<CalendarRefusal>(&answer);
  return refusal != nullptr && refusal->failure == CalendarFailure::kUnknown;
}

CalendarRefusal NothingCameOfIt() {
  return {.failure = CalendarFailure::kNotFound, .retry_after = {}, .detail = "nothing there"};
}

bool IsMoved(const CalendarBooking& seen) {
  return seen.status == CalendarStatus::kCancelled && !seen.rescheduled_to_uid.empty();
}

// Each move leaves a cancelled booking that names its successor: the last one is the present state.
CalendarResult<CalendarBooking> FollowMoves(CalendarProvider& calendar, CalendarBooking current) {
  for (int i = 0; IsMoved(current); ++i) {
    if (i == kLongestChain) {
      return NotTold({.detail = "endless chain of moves"});
    }
    CalendarResult<CalendarBooking> next = calendar.Find(current.rescheduled_to_uid);
    if (const auto* refusal = std::get_if<CalendarRefusal>(&next)) {
      return NotTold(*refusal);
    }
    current = std::move(std::get<CalendarBooking>(next));
  }
  return current;
}

bool IsGone(const CalendarResult<CalendarBooking>& cancelled) {
  const auto* refusal = std::get_if<CalendarRefusal>(&cancelled);
  return refusal == nullptr || refusal->failure == CalendarFailure::kAlreadyCancelled ||
         refusal->failure == CalendarFailure::kNotFound;
}

// Keeps the live booking that was made first and cancels the others. One that cannot be cancelled
// now leaves everything for later.
LookUpResult KeepFirst(CalendarProvider& calendar, const std::vector<CalendarBooking>& live) {
  LookUpResult result{.found = live.front(), .repaired = 0};
  for (std::size_t i = 1; i < live.size(); ++i) {
    if (!IsGone(calendar.Cancel(live[i].uid, kDoubleReason))) {
      result.found = NotTold({.detail = "a double could not be cancelled"});
      return result;
    }
    ++result.repaired;
  }
  return result;
}

LookUpResult LookUpBook(CalendarProvider& calendar, const OpenChange& change) {
  const Booking& booking = change.booking;
  auto answer = calendar.List(
      {.attendee_email = change.intent.attendee_address,
       .event_type_id = booking.cal_event_type_id,
       .between = {.start = booking.time.start, .end = booking.time.start + kLookUpSpan}});
  if (const auto* refusal = std::get_if<CalendarRefusal>(&answer)) {
    return {.found = NotTold(*refusal), .repaired = 0};
  }
  auto& all = std::get<std::vector<CalendarBooking>>(answer);
  std::erase_if(all, [&](const CalendarBooking& b) { return b.nx_ref != booking.id.str(); });
  if (all.empty()) {
    return {.found = NothingCameOfIt(), .repaired = 0};
  }
  std::sort(all.begin(), all.end(), [](const CalendarBooking& a, const CalendarBooking& b) {
    return std::tie(a.created_at, a.uid) < std::tie(b.created_at, b.uid);
  });
  std::vector<CalendarBooking> live;
  std::copy_if(all.begin(), all.end(), std::back_inserter(live),
               [](const CalendarBooking& b) { return IsLive(b.status); });
  if (live.empty()) {
    return {.found = FollowMoves(calendar, all.front()), .repaired = 0};
  }
  return KeepFirst(calendar, live);
}

CalendarResult<CalendarBooking> LookUpMove(CalendarProvider& calendar, const Booking& booking) {
  CalendarResult<CalendarBooking> found = FindPresent(calendar, booking.cal_uid);
  const auto* present = std::get_if<CalendarBooking>(&found);
  if (present != nullptr && present->uid == booking.cal_uid && IsLive(present->status)) {
    return NothingCameOfIt();
  }
  return found;
}

CalendarResult<CalendarBooking> LookUpCancel(CalendarProvider& calendar, const Booking& booking) {
  CalendarResult<CalendarBooking> found = FindPresent(calendar, booking.cal_uid);
  if (const auto* refusal = std::get_if<CalendarRefusal>(&found)) {
    if (refusal->failure != CalendarFailure::kNotFound) {
      return found;
    }
    // What does not exist need not be cancelled.
    CalendarBooking gone;
    gone.uid = booking.cal_uid;
    gone.status = CalendarStatus::kCancelled;
    gone.time = booking.time;
    return gone;
  }
  return IsLive(std::get<CalendarBooking>(found).status) ? NothingCameOfIt() : found;
}

CalendarResult<CalendarBooking> Create(CalendarProvider& calendar, const OpenChange& change) {
  const Booking& booking = change.booking;
  CalendarResult<CalendarBooking> made =
      calendar.Create({.ref = booking.id,
                       .event_type_id = booking.cal_event_type_id,
                       .start = booking.time.start,
                       .attendee_name = booking.attendee_name,
                       .attendee_email = change.intent.attendee_address,
                       .attendee_phone = booking.attendee_phone,
                       .time_zone = booking.time_zone,
                       .notes = booking.notes});
  // For some event types Cal.com answers 201 with an older booking of the same attendee and time
  // (calcom-v2.md section 5). That one is not ours to adopt.
  const auto* seen = std::get_if<CalendarBooking>(&made);
  if (seen != nullptr && !seen->nx_ref.empty() && seen->nx_ref != booking.id.str()) {
    return CalendarRefusal{.failure = CalendarFailure::kSlotTaken,
                           .retry_after = {},
                           .detail = "answered with a booking of another reference"};
  }
  return made;
}

// The host may have moved the booking: what is to be cancelled then is its successor.
CalendarResult<CalendarBooking> Cancel(CalendarProvider& calendar, const OpenChange& change) {
  const std::string& uid = change.booking.cal_uid;
  CalendarResult<CalendarBooking> answer = calendar.Cancel(uid, change.intent.reason);
  const auto* refusal = std::get_if<CalendarRefusal>(&answer);
  if (refusal == nullptr || (refusal->failure != CalendarFailure::kAlreadyCancelled &&
                             refusal->failure != CalendarFailure::kAlreadyMoved)) {
    return answer;
  }
  const CalendarResult<CalendarBooking> present = FindPresent(calendar, uid);
  const auto* seen = std::get_if<CalendarBooking>(&present);
  if (seen == nullptr || seen->uid == uid || !IsLive(seen->status)) {
    return answer;
  }
  return calendar.Cancel(seen->uid, change.intent.reason);
}

CalendarResult<CalendarBooking> CallOnce(CalendarProvider& calendar, const OpenChange& change) {
  switch (change.intent.kind) {
    case IntentKind::kBook:
      return Create(calendar, change);
    case IntentKind::kMove:
      return calendar.Reschedule(change.booking.cal_uid, change.intent.new_start.value(),
                                 change.intent.reason);
    case IntentKind::kCancel:
      break;
  }
  return Cancel(calendar, change);
}

CalendarResult<CalendarBooking> Call(CalendarProvider& calendar, const OpenChange& change) {
  CalendarResult<CalendarBooking> answer = CallOnce(calendar, change);
  return IsOff(Guard::kFence) && IsUnknown(answer) ? CallOnce(calendar, change) : answer;
}

// Either nothing can have come of it, since no byte was taken in, or nothing can be known yet.
bool IsNotWorthALook(CalendarFailure failure) {
  return failure == CalendarFailure::kNotSent || failure == CalendarFailure::kRateLimited ||
         failure == CalendarFailure::kUnknown;
}

}  // namespace

CalendarResult<CalendarBooking> FindPresent(CalendarProvider& calendar, const std::string& uid) {
  CalendarResult<CalendarBooking> found = calendar.Find(uid);
  if (const auto* refusal = std::get_if<CalendarRefusal>(&found)) {
    return refusal->failure == CalendarFailure::kNotFound ? NothingCameOfIt() : NotTold(*refusal);
  }
  return FollowMoves(calendar, std::move(std::get<CalendarBooking>(found)));
}

CalendarResult<CalendarBooking> AskCalendar(CalendarProvider& calendar, const OpenChange& change) {
  CalendarResult<CalendarBooking> answer = Call(calendar, change);
  const auto* refusal = std::get_if<CalendarRefusal>(&answer);
  if (refusal == nullptr ? Fulfils(change.intent, std::get<CalendarBooking>(answer))
                         : IsNotWorthALook(refusal->failure)) {
    return answer;
  }
  CalendarResult<CalendarBooking> found = LookUpChange(calendar, change).found;
  const auto* not_found = std::get_if<CalendarRefusal>(&found);
  if (not_found == nullptr || not_found->failure != CalendarFailure::kNotFound) {
    return found;
  }
  return refusal != nullptr ? answer : NotTold({.detail = "the answer is not what was asked for"});
}

LookUpResult LookUpChange(CalendarProvider& calendar, const OpenChange& change) {
  switch (change.intent.kind) {
    case IntentKind::kBook:
      return LookUpBook(calendar, change);
    case IntentKind::kMove:
      return {.found = LookUpMove(calendar, change.booking), .repaired = 0};
    case IntentKind::kCancel:
      break;
  }
  return {.found = LookUpCancel(calendar, change.booking), .repaired = 0};
}

bool Fulfils(const Intent& intent, const CalendarBooking& seen) {
  switch (intent.kind) {
    case IntentKind::kBook:
      return IsLive(seen.status);
    case IntentKind::kMove:
      return IsLive(seen.status) && seen.time.start == intent.new_start;
    case IntentKind::kCancel:
      break;
  }
  return !IsLive(seen.status);
}

}  // namespace nexcyte::domain
