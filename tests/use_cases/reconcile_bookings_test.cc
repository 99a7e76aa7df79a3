// Ending what was left open: B2, B3, B5, B6 and B12.

#include <boost/test/unit_test.hpp>

#include "tests/use_cases/saga_world.h"

namespace nexcyte::testing {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals only
using domain::Booking;
using domain::BookingStatus;
using domain::CalendarFailure;
using domain::ReconcileReport;

struct Reconciling : SagaWorld {
  // Cal.com's answer to a move or a cancellation is lost; `done`: it did it.
  Booking MoveUnknown(const Booking& booking, bool done) {
    calendar.Fail(CalendarCall::kReschedule,
                  {.failure = CalendarFailure::kUnknown, .does_it = done});
    return Move(carol, booking.id, other);
  }
  Booking CancelUnknown(const Booking& booking, bool done) {
    calendar.Fail(CalendarCall::kCancel, {.failure = CalendarFailure::kUnknown, .does_it = done});
    return Cancel(carol, booking.id);
  }
};

BOOST_FIXTURE_TEST_SUITE(ReconcileBookings, Reconciling)

BOOST_AUTO_TEST_CASE(LeavesARunningCallAlone) {
  calendar.Before(CalendarCall::kCreate, [&] { BOOST_TEST(Reconcile().checked == 0); });
  BOOST_TEST((Book().status == BookingStatus::kScheduled));
}

// B2: killed after T1, before the call.
BOOST_AUTO_TEST_CASE(FailsAfterTheQuietWindowWhatWasNeverAsked) {
  calendar.Before(CalendarCall::kCreate, [] { throw Killed(); });
  BOOST_TEST(Dies([&] { Book(); }));
  const auto id = OnlyBooking();
  Age(id, 61s);
  const ReconcileReport early = Reconcile();
  BOOST_TEST((early.checked == 1 && early.failed == 0));
  BOOST_TEST((Row(id).status == BookingStatus::kPending));
  BOOST_TEST(ClaimOwner(start) == id.str());
  AgePastQuietWindow(id);
  BOOST_TEST(Reconcile().failed == 1);
  BOOST_TEST((Row(id).status == BookingStatus::kFailed));
  BOOST_TEST(ClaimOwner(start) == "");
  BOOST_TEST(Mails(id, "booking_failed") == 1);
  BOOST_TEST(Mails(id) == 1);
  BOOST_TEST(calendar.Live().empty());
}

// B3 and B6: the answer never came, or died with its worker.
BOOST_AUTO_TEST_CASE(ConfirmsOnceWhatWasBooked) {
  const Booking booking = BookUnknown(true);
  Age(booking.id, 0s);
  BOOST_TEST(Reconcile().confirmed == 1);
  const Booking after = Row(booking.id);
  BOOST_TEST((after.status == BookingStatus::kScheduled));
  BOOST_TEST(after.cal_uid == calendar.Live()[0].uid);
  BOOST_TEST(ClaimOwner(start) == booking.id.str());
  BOOST_TEST(Mails(booking.id, "booking_created") == 1);
  AgePastQuietWindow(booking.id);
  BOOST_TEST(Reconcile().checked == 0);
  BOOST_TEST(Mails(booking.id) == 1);
}

// B6: killed after the 2xx.
BOOST_AUTO_TEST_CASE(ConfirmsForAWorkerThatDiedWithTheAnswer) {
  calendar.After(CalendarCall::kCreate, [] { throw Killed(); });
  BOOST_TEST(Dies([&] { Book(); }));
  const auto id = OnlyBooking();
  BOOST_TEST(Reconcile().checked == 0);  // its lease still runs
  Age(id, 61s);
  BOOST_TEST(Reconcile().confirmed == 1);
  BOOST_TEST((Row(id).status == BookingStatus::kScheduled));
  BOOST_TEST(Mails(id, "booking_created") == 1);
}

// B3: booked later, within the quiet window.
BOOST_AUTO_TEST_CASE(ConfirmsWhatAppearsLater) {
  const Booking booking = BookUnknown(false);
  Age(booking.id, 0s);
  BOOST_TEST(Reconcile().confirmed == 0);
  domain::NewCalendarBooking late;
  late.ref = booking.id;
  late.event_type_id = type();
  late.start = start;
  late.attendee_email = carol.actor().email;
  calendar.Create(late);
  Age(booking.id, 30s);
  BOOST_TEST(Reconcile().confirmed == 1);
  BOOST_TEST((Row(booking.id).status == BookingStatus::kScheduled));
}

// 2, 5, 15, 30, then 60 seconds: no hot loop.
BOOST_AUTO_TEST_CASE(LooksLessAndLessOften) {
  const Booking booking = BookUnknown(false);
  // Both are stamped by the statement that gives the lease back.
  const auto wait = [&] {
    return people.sql().Text(
        "select round(extract(epoch from next_check_at - lease_expires_at))"
        " from nx.nx_scheduler_intent where booking_uid = $1",
        {booking.id.str()});
  };
  BOOST_TEST(wait() == "2");
  for (const char* next : {"5", "15", "30", "60", "60"}) {
    Age(booking.id, 0s);
    BOOST_TEST(Reconcile().checked == 1);
    BOOST_TEST(wait() == next);
  }
  BOOST_TEST(Reconcile().checked == 0);
}

// B5: the look-up itself is told to wait.
BOOST_AUTO_TEST_CASE(WaitsAsLongAsCalcomSays) {
  const Booking booking = BookUnknown(true);
  calendar.Fail(CalendarCall::kList,
                {.failure = CalendarFailure::kRateLimited, .retry_after = 300s});
  AgePastQuietWindow(booking.id);
  const ReconcileReport report = Reconcile();
  BOOST_TEST((report.checked == 1 && report.failed == 0 && report.confirmed == 0));
  BOOST_TEST(people.sql().Text("select next_check_at > nx.now() + interval '290 s'"
                               " from nx.nx_scheduler_intent where booking_uid = $1",
                               {booking.id.str()}) == "t");
}

BOOST_AUTO_TEST_CASE(FailsNothingWhileCalcomDoesNotAnswer) {
  const Booking booking = BookUnknown(true);
  calendar.Fail(CalendarCall::kList, {.failure = CalendarFailure::kUnknown});
  AgePastQuietWindow(booking.id);
  BOOST_TEST(Reconcile().failed == 0);
  BOOST_TEST((Row(booking.id).status == BookingStatus::kPending));
  Age(booking.id, 0s);
  BOOST_TEST(Reconcile().confirmed == 1);
}

BOOST_AUTO_TEST_CASE(KeepsTheFirstOfTwoAndCancelsTheOther) {
  const Booking booking = BookUnknown(true);
  const std::string first = calendar.Live()[0].uid;
  const std::string second = calendar.Duplicate(first);
  Age(booking.id, 0s);
  const ReconcileReport report = Reconcile();
  BOOST_TEST((report.confirmed == 1 && report.repaired == 1));
  BOOST_TEST(Row(booking.id).cal_uid == first);
  BOOST_REQUIRE_EQUAL(calendar.Live().size(), 1U);
  BOOST_TEST(calendar.Live()[0].uid == first);
  BOOST_TEST((calendar.Get(second).status == domain::CalendarStatus::kCancelled));
  BOOST_TEST(Mails(booking.id) == 1);
}

BOOST_AUTO_TEST_CASE(ConfirmsNothingBeforeTheDoubleIsGone) {
  const Booking booking = BookUnknown(true);
  calendar.Duplicate(calendar.Live()[0].uid);
  calendar.Fail(CalendarCall::kCancel, {.failure = CalendarFailure::kUnknown});
  Age(booking.id, 0s);
  BOOST_TEST(Reconcile().confirmed == 0);
  Age(booking.id, 0s);
  const ReconcileReport report = Reconcile();
  BOOST_TEST((report.confirmed == 1 && report.repaired == 1));
}

BOOST_AUTO_TEST_CASE(TakesOnlyItsOwnReference) {
  const Booking booking = BookUnknown(false);
  domain::NewCalendarBooking foreign;
  foreign.ref = domain::BookingId::Parse(people.acme.id.str()).value();
  foreign.event_type_id = type();
  foreign.start = start;
  foreign.attendee_email = carol.actor().email;
  calendar.Create(foreign);
  AgePastQuietWindow(booking.id);
  BOOST_TEST(Reconcile().failed == 1);
  BOOST_TEST(calendar.Live().size() == 1U);
}

// The tenant has switched from aliases to real addresses since.
BOOST_AUTO_TEST_CASE(LooksUnderTheAddressThatCalcomWasGiven) {
  Set("attendee_address = 'alias', alias_domain", "'in.acme.test'");
  const Booking booking = BookUnknown(true);
  Set("attendee_address", "'real'");
  Age(booking.id, 0s);
  BOOST_TEST(Reconcile().confirmed == 1);
}

BOOST_AUTO_TEST_CASE(FollowsAHostWhoMovedItBeforeTheLook) {
  const Booking booking = BookUnknown(true);
  calendar.MoveByHost(calendar.Live()[0].uid, other);
  Age(booking.id, 0s);
  BOOST_TEST(Reconcile().confirmed == 1);
  const Booking after = Row(booking.id);
  BOOST_TEST((after.status == BookingStatus::kScheduled && after.time.start == other));
  BOOST_TEST(ClaimOwner(start) == "");
  BOOST_TEST(ClaimOwner(other) == booking.id.str());
  BOOST_TEST(Mails(booking.id, "booking_created") == 1);
  BOOST_TEST(Mails(booking.id) == 1);
}

BOOST_AUTO_TEST_CASE(FollowsAHostWhoCancelledOrRejectedItBeforeTheLook) {
  const Booking cancelled = BookUnknown(true);
  calendar.CancelByHost(calendar.Live()[0].uid);
  Age(cancelled.id, 0s);
  BOOST_TEST(Reconcile().failed == 1);
  BOOST_TEST((Row(cancelled.id).status == BookingStatus::kCancelled));
  BOOST_TEST(ClaimOwner(start) == "");
  calendar.NeedApproval(true);
  const Booking rejected = BookUnknown(true);
  calendar.RejectByHost(calendar.Live()[0].uid);
  Age(rejected.id, 0s);
  BOOST_TEST(Reconcile().failed == 1);
  BOOST_TEST((Row(rejected.id).status == BookingStatus::kRejected));
  BOOST_TEST(Mails(rejected.id, "booking_rejected") == 1);
}

// B12: the move made a new uid, and its worker died.
BOOST_AUTO_TEST_CASE(LinksAMoveByTheOldUid) {
  const Booking booking = Book();
  calendar.After(CalendarCall::kReschedule, [] { throw Killed(); });
  BOOST_TEST(Dies([&] { Move(carol, booking.id, other); }));
  Age(booking.id, 61s);
  BOOST_TEST(Reconcile().confirmed == 1);
  const Booking after = Row(booking.id);
  BOOST_TEST((after.time.start == other));
  BOOST_TEST(after.cal_uid == calendar.Live()[0].uid);
  BOOST_TEST(after.moves == 1);
  BOOST_TEST(Mails(booking.id, "booking_rescheduled") == 1);
  BOOST_TEST(Mails(booking.id) == 2);
  BOOST_TEST(ClaimOwner(start) == "");
  BOOST_TEST(ClaimOwner(other) == booking.id.str());
}

BOOST_AUTO_TEST_CASE(FollowsAMoveThatWasMovedAgain) {
  const Booking booking = Book();
  MoveUnknown(booking, true);
  calendar.MoveByHost(calendar.Live()[0].uid, other + 4h);
  Age(booking.id, 0s);
  BOOST_TEST(Reconcile().failed == 1);
  BOOST_TEST((Row(booking.id).time.start == other + 4h));
  BOOST_TEST(ClaimOwner(other) == "");
  BOOST_TEST(ClaimOwner(other + 4h) == booking.id.str());
}

BOOST_AUTO_TEST_CASE(GivesUpAMoveThatDidNotHappen) {
  const Booking booking = Book();
  MoveUnknown(booking, false);
  Age(booking.id, 0s);
  BOOST_TEST(Reconcile().failed == 0);
  BOOST_TEST(ClaimOwner(other) == booking.id.str());
  AgePastQuietWindow(booking.id);
  BOOST_TEST(Reconcile().failed == 1);
  const Booking after = Row(booking.id);
  BOOST_TEST((after.status == BookingStatus::kScheduled && after.time.start == start));
  BOOST_TEST(!after.open_intent);
  BOOST_TEST(ClaimOwner(other) == "");
  BOOST_TEST(ClaimOwner(start) == booking.id.str());
  BOOST_TEST(Mails(booking.id) == 1);
  BOOST_TEST(Audit(booking.id) == "booking.scheduled booking.move_failed");
}

BOOST_AUTO_TEST_CASE(ConfirmsACancellationThatHappened) {
  const Booking booking = Book();
  CancelUnknown(booking, true);
  Age(booking.id, 0s);
  BOOST_TEST(Reconcile().confirmed == 1);
  BOOST_TEST((Row(booking.id).status == BookingStatus::kCancelled));
  BOOST_TEST(Row(booking.id).reason == "no time");
  BOOST_TEST(calendar.Count(CalendarCall::kCancel) == 1);
  BOOST_TEST(Mails(booking.id, "booking_cancelled") == 1);
}

BOOST_AUTO_TEST_CASE(CancelsAgainWhatIsStillLive) {
  const Booking booking = Book();
  CancelUnknown(booking, false);
  Age(booking.id, 0s);
  BOOST_TEST(Reconcile().confirmed == 1);
  BOOST_TEST((Row(booking.id).status == BookingStatus::kCancelled));
  BOOST_TEST(calendar.Live().empty());
}

BOOST_AUTO_TEST_CASE(GivesUpACancellationThatCalcomRefuses) {
  const Booking booking = Book();
  CancelUnknown(booking, false);
  calendar.RefuseCancelling(true);
  Age(booking.id, 0s);
  BOOST_TEST(Reconcile().failed == 0);
  AgePastQuietWindow(booking.id);
  BOOST_TEST(Reconcile().failed == 1);
  BOOST_TEST((Row(booking.id).status == BookingStatus::kScheduled));
  BOOST_TEST(!Row(booking.id).open_intent);
}

BOOST_AUTO_TEST_CASE(DoesNotGiveUpACancellationForWantOfAnAnswer) {
  const Booking booking = Book();
  CancelUnknown(booking, false);
  calendar.Fail(CalendarCall::kCancel, {.failure = CalendarFailure::kAuth});
  AgePastQuietWindow(booking.id);
  BOOST_TEST(Reconcile().failed == 0);
  BOOST_TEST(Row(booking.id).open_intent.has_value());
}

BOOST_AUTO_TEST_CASE(GivesTheHoldBackForADeadWorker) {
  Reserve(carol, start);
  calendar.After(CalendarCall::kCreate, [] { throw Killed(); });
  BOOST_TEST(Dies([&] { Book(); }));
  BOOST_TEST(calendar.Holds().size() == 1U);
  Age(OnlyBooking(), 61s);
  BOOST_TEST(Reconcile().confirmed == 1);
  BOOST_TEST(calendar.Holds().empty());
}

BOOST_AUTO_TEST_CASE(GoesOnAfterOneThatCannotBeDealtWith) {
  const Booking broken = BookUnknown(true);
  Age(broken.id, 10s);
  // Its uid is registered for another booking: T2 is refused.
  const Booking rival = BookAt(carol, other);
  people.sql().Run(
      "insert into nx.nx_cal_uid (cal_booking_uid, tenant_id, booking_uid) values ($1, $2, $3)",
      {calendar.LiveOf(broken.id)[0].uid, people.acme.id.str(), rival.id.str()});
  calendar.Fail(CalendarCall::kCreate, {.failure = CalendarFailure::kUnknown, .does_it = true});
  const Booking sound = BookAt(carol, other + 1h);
  Age(sound.id, 0s);
  const ReconcileReport report = Reconcile();
  BOOST_TEST(report.checked == 2);
  BOOST_TEST(report.confirmed == 1);
  BOOST_REQUIRE_EQUAL(report.problems.size(), 1U);
  BOOST_TEST((Row(sound.id).status == BookingStatus::kScheduled));
  BOOST_TEST((Row(broken.id).status == BookingStatus::kPending));
}

BOOST_AUTO_TEST_CASE(StaysWithinItsLimit) {
  BookUnknown(true);
  calendar.Fail(CalendarCall::kCreate, {.failure = CalendarFailure::kUnknown, .does_it = true});
  BookAt(carol, other);
  people.sql().Run(
      "update nx.nx_scheduler_intent set next_check_at = nx.now() where tenant_id = $1",
      {people.acme.id.str()});
  BOOST_TEST(Reconcile(1).checked == 1);
  BOOST_TEST(Reconcile(10).checked == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
