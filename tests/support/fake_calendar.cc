#include "tests/support/fake_calendar.h"

#include <algorithm>
#include <random>
#include <stdexcept>
#include <utility>

namespace nexcyte::testing {
namespace {

using domain::CalendarBooking;
using domain::CalendarFailure;
using domain::CalendarRefusal;
using domain::CalendarResult;
using domain::CalendarStatus;
using domain::Timestamp;

constexpr std::chrono::minutes kLength{30};
const Timestamp kFirstCreation{std::chrono::seconds{1'780'000'000}};

bool IsLive(const CalendarBooking& booking) {
  return booking.status == CalendarStatus::kAccepted || booking.status == CalendarStatus::kPending;
}

bool Overlap(const domain::TimeRange& a, const domain::TimeRange& b) {
  return a.start < b.end && b.start < a.end;
}

bool Matches(const CalendarBooking& booking, const std::string& address,
             const domain::CalendarBookingQuery& query) {
  const auto& types = query.event_type_ids;
  return (query.attendee_email.empty() || address == query.attendee_email) &&
         (query.event_type_id == 0 || booking.event_type_id == query.event_type_id) &&
         (types.empty() ||
          std::find(types.begin(), types.end(), booking.event_type_id) != types.end()) &&
         booking.time.start >= query.between.start && booking.time.end <= query.between.end;
}

CalendarRefusal Refuse(CalendarFailure failure) {
  return {.failure = failure, .retry_after = {}, .detail = "fake"};
}

std::vector<domain::Slot> HalfHoursOf(const domain::TimeRange& range) {
  std::vector<domain::Slot> slots;
  for (Timestamp at = std::chrono::ceil<std::chrono::hours>(range.start); at < range.end;
       at += kLength) {
    slots.push_back({.start = at, .end = at + kLength});
  }
  return slots;
}

}  // namespace

FakeCalendar::FakeCalendar() {
  std::random_device random;
  uid_prefix_ = "fake" + std::to_string(random()) + "x";
}

void FakeCalendar::Fail(CalendarCall call, CalendarFault fault, int times) {
  const std::lock_guard lock(mutex_);
  faults_[call].insert(faults_[call].end(), static_cast<std::size_t>(times), fault);
}

void FakeCalendar::Before(CalendarCall call, std::function<void()> hook) {
  const std::lock_guard lock(mutex_);
  before_[call] = std::move(hook);
}

void FakeCalendar::After(CalendarCall call, std::function<void()> hook) {
  const std::lock_guard lock(mutex_);
  after_[call] = std::move(hook);
}

int FakeCalendar::Count(CalendarCall call) const {
  const std::lock_guard lock(mutex_);
  const auto found = counts_.find(call);
  return found == counts_.end() ? 0 : found->second;
}

void FakeCalendar::OfferSlots(std::vector<domain::Slot> slots) { slots_ = std::move(slots); }

void FakeCalendar::NeedApproval(bool needed) { needs_approval_ = needed; }

void FakeCalendar::RefuseCancelling(bool refused) { refuses_cancelling_ = refused; }

void FakeCalendar::AnswerNextCreateWith(const std::string& uid) { create_answer_ = uid; }

std::string FakeCalendar::BookElsewhere(domain::CalEventTypeId type, Timestamp start) {
  const std::lock_guard lock(mutex_);
  Stored stored;
  stored.booking.status = CalendarStatus::kAccepted;
  stored.booking.time = {.start = start, .end = start + kLength};
  stored.booking.event_type_id = type;
  stored.address = "somebody@else.test";
  return Add(std::move(stored)).uid;
}

std::string FakeCalendar::MoveByHost(const std::string& uid, Timestamp start) {
  const std::lock_guard lock(mutex_);
  return MoveTo(*FindStored(uid), start, "moved by host").uid;
}

void FakeCalendar::CancelByHost(const std::string& uid) {
  const std::lock_guard lock(mutex_);
  CalendarBooking& booking = FindStored(uid)->booking;
  booking.status = CalendarStatus::kCancelled;
  booking.reason = "cancelled by host";
}

void FakeCalendar::RejectByHost(const std::string& uid) {
  const std::lock_guard lock(mutex_);
  FindStored(uid)->booking.status = CalendarStatus::kRejected;
}

void FakeCalendar::ApproveByHost(const std::string& uid) {
  const std::lock_guard lock(mutex_);
  FindStored(uid)->booking.status = CalendarStatus::kAccepted;
}

void FakeCalendar::Forget(const std::string& uid) {
  const std::lock_guard lock(mutex_);
  std::erase_if(bookings_, [&](const Stored& stored) { return stored.booking.uid == uid; });
}

std::string FakeCalendar::Duplicate(const std::string& uid) {
  const std::lock_guard lock(mutex_);
  return Add(*FindStored(uid)).uid;
}

std::vector<CalendarBooking> FakeCalendar::Live() const {
  const std::lock_guard lock(mutex_);
  std::vector<CalendarBooking> live;
  for (const Stored& stored : bookings_) {
    if (testing::IsLive(stored.booking)) {
      live.push_back(stored.booking);
    }
  }
  return live;
}

std::vector<CalendarBooking> FakeCalendar::LiveOf(const domain::BookingId& ref) const {
  std::vector<CalendarBooking> live = Live();
  std::erase_if(live, [&](const CalendarBooking& booking) { return booking.nx_ref != ref.str(); });
  return live;
}

std::vector<std::string> FakeCalendar::Holds() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> uids;
  for (const Hold& hold : holds_) {
    uids.push_back(hold.uid);
  }
  return uids;
}

std::string FakeCalendar::AddressOf(const std::string& uid) const {
  const std::lock_guard lock(mutex_);
  for (const Stored& stored : bookings_) {
    if (stored.booking.uid == uid) {
      return stored.address;
    }
  }
  throw std::invalid_argument("no such booking: " + uid);
}

CalendarBooking FakeCalendar::Get(const std::string& uid) const {
  const std::lock_guard lock(mutex_);
  for (const Stored& stored : bookings_) {
    if (stored.booking.uid == uid) {
      return stored.booking;
    }
  }
  throw std::invalid_argument("no such booking: " + uid);
}

CalendarResult<std::vector<domain::Slot>> FakeCalendar::ListSlots(domain::CalEventTypeId type,
                                                                  const domain::TimeRange& range,
                                                                  const std::string& moving) {
  return Perform<std::vector<domain::Slot>>(
      CalendarCall::kListSlots, [&]() -> CalendarResult<std::vector<domain::Slot>> {
        std::vector<domain::Slot> free;
        for (const domain::Slot& slot : slots_ ? *slots_ : HalfHoursOf(range)) {
          const bool is_held = std::any_of(holds_.begin(), holds_.end(), [&](const Hold& hold) {
            return hold.type == type && hold.start == slot.start;
          });
          if (slot.start >= range.start && slot.start < range.end && !is_held &&
              !IsBusy(slot, moving)) {
            free.push_back(slot);
          }
        }
        return free;
      });
}

CalendarResult<domain::CalendarHold> FakeCalendar::Reserve(domain::CalEventTypeId type,
                                                           Timestamp start,
                                                           std::chrono::minutes length) {
  return Perform<domain::CalendarHold>(
      CalendarCall::kReserve, [&]() -> CalendarResult<domain::CalendarHold> {
        const bool is_held = std::any_of(holds_.begin(), holds_.end(), [&](const Hold& hold) {
          return hold.type == type && hold.start == start;
        });
        if (is_held || IsBusy({.start = start, .end = start + kLength}, {})) {
          return Refuse(CalendarFailure::kReservedByOther);
        }
        holds_.push_back({.uid = NewUid(), .type = type, .start = start});
        return domain::CalendarHold{.uid = holds_.back().uid, .until = start + length};
      });
}

void FakeCalendar::Release(const std::string& reservation_uid) {
  const std::lock_guard lock(mutex_);
  ++counts_[CalendarCall::kRelease];
  std::erase_if(holds_, [&](const Hold& hold) { return hold.uid == reservation_uid; });
}

CalendarResult<CalendarBooking> FakeCalendar::Create(const domain::NewCalendarBooking& booking) {
  return Perform<CalendarBooking>(CalendarCall::kCreate, [&]() -> CalendarResult<CalendarBooking> {
    if (!create_answer_.empty()) {
      return FindStored(std::exchange(create_answer_, {}))->booking;
    }
    const domain::TimeRange time{.start = booking.start, .end = booking.start + kLength};
    if (IsBusy(time, {})) {
      return Refuse(CalendarFailure::kSlotTaken);
    }
    Stored stored;
    stored.booking.status = needs_approval_ ? CalendarStatus::kPending : CalendarStatus::kAccepted;
    stored.booking.time = time;
    stored.booking.event_type_id = booking.event_type_id;
    stored.booking.title = "Call between Host Name and " + booking.attendee_name;
    stored.booking.location = "https://meet.example/room";
    stored.booking.nx_ref = booking.ref.str();
    stored.address = booking.attendee_email;
    return Add(std::move(stored));
  });
}

CalendarResult<CalendarBooking> FakeCalendar::Reschedule(const std::string& uid, Timestamp start,
                                                         const std::string& reason) {
  return Perform<CalendarBooking>(
      CalendarCall::kReschedule, [&]() -> CalendarResult<CalendarBooking> {
        Stored* old = FindStored(uid);
        if (old == nullptr) {
          return Refuse(CalendarFailure::kNotFound);
        }
        if (!testing::IsLive(old->booking)) {
          return Refuse(old->booking.rescheduled_to_uid.empty() ? CalendarFailure::kAlreadyCancelled
                                                                : CalendarFailure::kAlreadyMoved);
        }
        if (IsBusy({.start = start, .end = start + kLength}, uid)) {
          return Refuse(CalendarFailure::kSlotTaken);
        }
        CalendarBooking& moved = MoveTo(*old, start, reason);
        moved.status = needs_approval_ ? CalendarStatus::kPending : CalendarStatus::kAccepted;
        return moved;
      });
}

CalendarResult<CalendarBooking> FakeCalendar::Cancel(const std::string& uid,
                                                     const std::string& reason) {
  return Perform<CalendarBooking>(CalendarCall::kCancel, [&]() -> CalendarResult<CalendarBooking> {
    Stored* stored = FindStored(uid);
    if (stored == nullptr) {
      return Refuse(CalendarFailure::kNotFound);
    }
    if (!testing::IsLive(stored->booking)) {
      return Refuse(CalendarFailure::kAlreadyCancelled);
    }
    if (refuses_cancelling_) {
      return Refuse(CalendarFailure::kValidation);
    }
    stored->booking.status = CalendarStatus::kCancelled;
    stored->booking.reason = reason;
    return stored->booking;
  });
}

CalendarResult<CalendarBooking> FakeCalendar::Find(const std::string& uid) {
  return Perform<CalendarBooking>(CalendarCall::kFind, [&]() -> CalendarResult<CalendarBooking> {
    const Stored* stored = FindStored(uid);
    if (stored == nullptr) {
      return Refuse(CalendarFailure::kNotFound);
    }
    return stored->booking;
  });
}

CalendarResult<std::vector<CalendarBooking>> FakeCalendar::List(
    const domain::CalendarBookingQuery& query) {
  return Perform<std::vector<CalendarBooking>>(
      CalendarCall::kList, [&]() -> CalendarResult<std::vector<CalendarBooking>> {
        std::vector<CalendarBooking> found;
        for (const auto& [booking, address] : bookings_) {
          if (Matches(booking, address, query)) {
            found.push_back(booking);
          }
        }
        return found;
      });
}

CalendarResult<std::int64_t> FakeCalendar::FindOrganization(const std::string&) {
  return Refuse(CalendarFailure::kNotFound);
}

CalendarResult<std::vector<domain::CalendarEventType>> FakeCalendar::ListEventTypes(std::int64_t) {
  return std::vector<domain::CalendarEventType>();
}

template <class T, class Effect>
CalendarResult<T> FakeCalendar::Perform(CalendarCall call, const Effect& effect) {
  RunHook(before_, call);
  std::optional<CalendarFault> fault;
  CalendarResult<T> result = CalendarRefusal();
  {
    const std::lock_guard lock(mutex_);
    ++counts_[call];
    fault = TakeFault(call);
    if (!fault || fault->does_it) {
      result = effect();
    }
  }
  RunHook(after_, call);
  if (fault) {
    return CalendarRefusal{
        .failure = fault->failure, .retry_after = fault->retry_after, .detail = "fault"};
  }
  return result;
}

std::optional<CalendarFault> FakeCalendar::TakeFault(CalendarCall call) {
  auto& waiting = faults_[call];
  if (waiting.empty()) {
    return std::nullopt;
  }
  const CalendarFault fault = waiting.front();
  waiting.pop_front();
  return fault;
}

// Outside of the lock: a hook may use the calendar itself.
void FakeCalendar::RunHook(const std::map<CalendarCall, std::function<void()>>& hooks,
                           CalendarCall call) {
  std::function<void()> hook;
  {
    const std::lock_guard lock(mutex_);
    const auto found = hooks.find(call);
    hook = found == hooks.end() ? nullptr : found->second;
  }
  if (hook) {
    hook();
  }
}

FakeCalendar::Stored* FakeCalendar::FindStored(const std::string& uid) {
  const auto found = std::find_if(bookings_.begin(), bookings_.end(),
                                  [&](const Stored& stored) { return stored.booking.uid == uid; });
  return found == bookings_.end() ? nullptr : &*found;
}

bool FakeCalendar::IsBusy(const domain::TimeRange& time, const std::string& but_uid) const {
  return std::any_of(bookings_.begin(), bookings_.end(), [&](const Stored& stored) {
    return testing::IsLive(stored.booking) && stored.booking.uid != but_uid &&
           Overlap(stored.booking.time, time);
  });
}

CalendarBooking& FakeCalendar::Add(Stored stored) {
  stored.booking.uid = NewUid();
  stored.booking.created_at = kFirstCreation + std::chrono::seconds{next_uid_};
  return bookings_.emplace_back(std::move(stored)).booking;
}

CalendarBooking& FakeCalendar::MoveTo(Stored& old, Timestamp start, const std::string& reason) {
  Stored next = old;
  next.booking.time = {.start = start,
                       .end = start + (old.booking.time.end - old.booking.time.start)};
  next.booking.rescheduled_from_uid = old.booking.uid;
  next.booking.reason = reason;
  CalendarBooking& moved = Add(std::move(next));
  old.booking.status = CalendarStatus::kCancelled;
  old.booking.rescheduled_to_uid = moved.uid;
  return moved;
}

std::string FakeCalendar::NewUid() { return uid_prefix_ + std::to_string(next_uid_++); }

}  // namespace nexcyte::testing
