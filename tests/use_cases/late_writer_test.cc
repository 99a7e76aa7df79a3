// T2 when somebody else was faster: the row lock and the second look at the intent.

#include <boost/test/unit_test.hpp>
#include <future>
#include <thread>

#include "tests/use_cases/saga_world.h"

namespace nexcyte::testing {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals only
using domain::Booking;
using domain::BookingStatus;

struct LateWriter : SagaWorld {
  // A rival transaction, left open, that ends the booking's intent and cancels the booking.
  static void BeginToCancel(Pg& rival, const Booking& booking) {
    rival.Run("begin");
    rival.Run("update nx.nx_scheduler_booking set status = 'cancelled' where uid = $1",
              {booking.id.str()});
    rival.Run(
        "update nx.nx_scheduler_intent set outcome = 'done', closed_at = nx.now()"
        " where booking_uid = $1",
        {booking.id.str()});
  }

  // True as soon as somebody waits for a lock of `rival`.
  bool IsWaitedFor(Pg& rival) {
    const std::string pid = rival.Text("select pg_backend_pid()");
    for (int i = 0; i < 1000; ++i) {
      if (people.sql().Text("select exists (select from pg_stat_activity"
                            " where $1::int = any (pg_blocking_pids(pid)))",
                            {pid}) == "t") {
        return true;
      }
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }
};

BOOST_FIXTURE_TEST_SUITE(LateWriters, LateWriter)

// Without the lock the intent still reads as open, for the rival has not committed.
BOOST_AUTO_TEST_CASE(WaitForWhoeverHasTheBookingLocked) {
  const Booking booking = BookUnknown(true);
  Age(booking.id, 0s);
  Pg rival(SuperuserUrl());
  std::promise<void> looked_up;
  calendar.After(CalendarCall::kList, [&] {
    BeginToCancel(rival, booking);
    looked_up.set_value();
  });
  auto sweep = std::async(std::launch::async, [&] { return Reconcile(); });
  looked_up.get_future().wait();
  BOOST_TEST(IsWaitedFor(rival));
  rival.Run("commit");
  const domain::ReconcileReport report = sweep.get();
  BOOST_TEST((report.checked == 1 && report.confirmed == 0));
  BOOST_TEST(report.problems.empty());
  BOOST_TEST((Row(booking.id).status == BookingStatus::kCancelled));
  BOOST_TEST(Mails(booking.id, "booking_created") == 0);
}

// Two sweeps over the same intent, the first still between its look-up and its T2.
BOOST_AUTO_TEST_CASE(WriteNothingOverAnothersEnd) {
  const Booking booking = BookUnknown(true);
  Age(booking.id, 0s);
  calendar.After(CalendarCall::kList, [&] {
    calendar.After(CalendarCall::kList, nullptr);
    Age(booking.id, 0s);
    BOOST_TEST(Reconcile().confirmed == 1);
    Cancel(carol, booking.id);
  });
  const domain::ReconcileReport late = Reconcile();
  BOOST_TEST((late.checked == 1 && late.confirmed == 0));
  BOOST_TEST((Row(booking.id).status == BookingStatus::kCancelled));
  BOOST_TEST(Row(booking.id).revision == 1);
  BOOST_TEST(Mails(booking.id) == 2);
}

// Failed is final, whoever wrote it.
BOOST_AUTO_TEST_CASE(ResurrectNothing) {
  const Booking booking = BookUnknown(true);
  people.sql().Run("update nx.nx_scheduler_booking set status = 'failed' where uid = $1",
                   {booking.id.str()});
  Age(booking.id, 0s);
  Reconcile();
  BOOST_TEST((Row(booking.id).status == BookingStatus::kFailed));
  BOOST_TEST(Mails(booking.id, "booking_created") == 0);
}

BOOST_AUTO_TEST_CASE(LeaveAnUnknownOutcomeToWhoeverEndedIt) {
  calendar.Fail(CalendarCall::kCreate,
                {.failure = domain::CalendarFailure::kUnknown, .does_it = true});
  calendar.After(CalendarCall::kCreate, [&] {
    Age(OnlyBooking(), 61s);
    BOOST_TEST(Reconcile().confirmed == 1);
  });
  BOOST_TEST((Book().status == BookingStatus::kScheduled));
}

// The same for a refusal: the sweep has cancelled it while our own call was refused.
BOOST_AUTO_TEST_CASE(LeaveARefusalToWhoeverEndedIt) {
  const Booking booking = Book();
  calendar.Fail(CalendarCall::kCancel, {.failure = domain::CalendarFailure::kNotSent});
  calendar.After(CalendarCall::kCancel, [&] {
    calendar.After(CalendarCall::kCancel, nullptr);
    Age(booking.id, 61s);
    BOOST_TEST(Reconcile().confirmed == 1);
  });
  BOOST_TEST((Cancel(carol, booking.id).status == BookingStatus::kCancelled));
  BOOST_TEST(Mails(booking.id, "booking_cancelled") == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
