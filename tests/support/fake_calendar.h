#ifndef NEXCYTE_TESTS_SUPPORT_FAKE_CALENDAR_H_
#define NEXCYTE_TESTS_SUPPORT_FAKE_CALENDAR_H_

#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "domain/providers.h"

namespace nexcyte::testing {

enum class CalendarCall {
  kListSlots,
  kReserve,
  kRelease,
  kCreate,
  kReschedule,
  kCancel,
  kFind,
  kList
};

// What goes wrong with one call.
struct CalendarFault {
  domain::CalendarFailure failure = domain::CalendarFailure::kUnknown;
  bool does_it = false;  // the call has its effect, and is answered with the failure all the same
  std::chrono::seconds retry_after{0};
};

// Cal.com, as calcom-v2.md sections 2 to 5 and calcom-measured.md describe it: one host, bookings
// that exclude each other, uids that change with each move, holds that hide slots and stop nobody.
// May be shared by threads, unlike the real client.
class FakeCalendar final : public domain::CalendarProvider {
 public:
  FakeCalendar();

  // The next calls of this kind go wrong, one fault each.
  void Fail(CalendarCall call, CalendarFault fault, int times = 1);
  // Runs before the effect, or after it and before the answer, of every call of this kind. May
  // throw: the worker dies there. Set nullptr to end it.
  void Before(CalendarCall call, std::function<void()> hook);
  void After(CalendarCall call, std::function<void()> hook);
  int Count(CalendarCall call) const;

  // Until then every half hour is offered.
  void OfferSlots(std::vector<domain::Slot> slots);
  void NeedApproval(bool needed);
  void RefuseCancelling(bool refused);

  // The next creation makes nothing and answers with this booking instead.
  void AnswerNextCreateWith(const std::string& uid);

  // What happens outside of the portal.
  std::string BookElsewhere(domain::CalEventTypeId type, domain::Timestamp start);
  std::string MoveByHost(const std::string& uid, domain::Timestamp start);
  void CancelByHost(const std::string& uid);
  void RejectByHost(const std::string& uid);
  void ApproveByHost(const std::string& uid);
  void Forget(const std::string& uid);
  // Another live booking with the same reference, made later.
  std::string Duplicate(const std::string& uid);

  std::vector<domain::CalendarBooking> Live() const;
  std::vector<domain::CalendarBooking> LiveOf(const domain::BookingId& ref) const;
  std::vector<std::string> Holds() const;
  std::string AddressOf(const std::string& uid) const;
  domain::CalendarBooking Get(const std::string& uid) const;

  domain::CalendarResult<std::vector<domain::Slot>> ListSlots(domain::CalEventTypeId type,
                                                              const domain::TimeRange& range,
                                                              const std::string& moving) override;
  domain::CalendarResult<domain::CalendarHold> Reserve(domain::CalEventTypeId type,
                                                       domain::Timestamp start,
                                                       std::chrono::minutes length) override;
  void Release(const std::string& reservation_uid) override;
  domain::CalendarResult<domain::CalendarBooking> Create(
      const domain::NewCalendarBooking& booking) override;
  domain::CalendarResult<domain::CalendarBooking> Reschedule(const std::string& uid,
                                                             domain::Timestamp start,
                                                             const std::string& reason) override;
  domain::CalendarResult<domain::CalendarBooking> Cancel(const std::string& uid,
                                                         const std::string& reason) override;
  domain::CalendarResult<domain::CalendarBooking> Find(const std::string& uid) override;
  domain::CalendarResult<std::vector<domain::CalendarBooking>> List(
      const domain::CalendarBookingQuery& query) override;
  domain::CalendarResult<std::int64_t> FindOrganization(const std::string& slug) override;
  domain::CalendarResult<std::vector<domain::CalendarEventType>> ListEventTypes(
      std::int64_t organization) override;

 private:
  struct Stored {
    domain::CalendarBooking booking;
    std::string address;
  };
  struct Hold {
    std::string uid;
    domain::CalEventTypeId type = 0;
    domain::Timestamp start;
  };
  using Refusal = std::optional<domain::CalendarRefusal>;

  // Counts, runs the hooks, applies the next fault around `effect`.
  template <class T, class Effect>
  domain::CalendarResult<T> Perform(CalendarCall call, const Effect& effect);
  std::optional<CalendarFault> TakeFault(CalendarCall call);
  void RunHook(const std::map<CalendarCall, std::function<void()>>& hooks, CalendarCall call);

  Stored* FindStored(const std::string& uid);
  bool IsBusy(const domain::TimeRange& time, const std::string& but_uid) const;
  domain::CalendarBooking& Add(Stored stored);
  domain::CalendarBooking& MoveTo(Stored& old, domain::Timestamp start, const std::string& reason);
  std::string NewUid();

  mutable std::mutex mutex_;
  std::map<CalendarCall, std::deque<CalendarFault>> faults_;
  std::map<CalendarCall, std::function<void()>> before_;
  std::map<CalendarCall, std::function<void()>> after_;
  std::map<CalendarCall, int> counts_;
  std::deque<Stored> bookings_;  // addresses stay
  std::vector<Hold> holds_;
  std::optional<std::vector<domain::Slot>> slots_;
  std::string create_answer_;
  bool needs_approval_ = false;
  bool refuses_cancelling_ = false;
  std::string uid_prefix_;
  int next_uid_ = 1;
};

}  // namespace nexcyte::testing

#endif  // NEXCYTE_TESTS_SUPPORT_FAKE_CALENDAR_H_
