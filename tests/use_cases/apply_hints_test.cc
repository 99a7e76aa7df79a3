// What a host does at Cal.com, told by webhooks: B13, B14, and B3's booking that comes too late.

#include "domain/use_cases/apply_hints.h"

#include <boost/test/unit_test.hpp>
#include <future>
#include <string>

#include "domain/use_cases/booking_mirror.h"
#include "domain/use_cases/booking_saga.h"
#include "domain/use_cases/follow_calendar.h"
#include "persistence/calendar_hints.h"
#include "persistence/database.h"
#include "tests/use_cases/saga_world.h"

namespace nexcyte::testing {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals only
using domain::Booking;
using domain::BookingStatus;
using domain::CalendarFailure;
using domain::CalendarHint;
using domain::ReconcileReport;

struct Hinting : SagaWorld {
  persistence::Database database{{.url = DispatchUrl(), .keep_statements = true}};
  persistence::PgCalendarHints hints{database.connection()};
  int deliveries = 0;

  ~Hinting() { people.sql().Try("delete from nx.nx_webhook_inbox where provider = 'calcom'"); }

  // Every delivery differs in its time of creation.
  bool Add(const CalendarHint& hint) {
    return hints.Add(domain::Sha256(people.acme.id.str() + std::to_string(++deliveries)), hint);
  }
  ReconcileReport Apply(int limit = 100) {
    ReconcileReport report;
    ApplyHints(
        hints, database,
        [this](const domain::Tenant&) -> domain::CalendarProvider& { return calendar; }, limit,
        report);
    return report;
  }
  ReconcileReport Tell(const CalendarHint& hint) {
    Add(hint);
    return Apply();
  }
  void MakeDue() {
    people.sql().Run("update nx.nx_webhook_inbox set due_at = nx.now() where processed_at is null");
  }
  std::string Open() {
    return people.sql().Text(
        "select count(*) from nx.nx_webhook_inbox where provider = 'calcom'"
        " and processed_at is null");
  }
  std::string Problem() {
    return people.sql().Text(
        "select coalesce(last_error, '') from nx.nx_webhook_inbox where provider = 'calcom'"
        " and processed_at is not null order by processed_at desc limit 1");
  }
  void RegisterUid(const std::string& cal_uid, const domain::BookingId& booking) {
    people.sql().Run(
        "insert into nx.nx_cal_uid (cal_booking_uid, tenant_id, booking_uid) values ($1, $2, $3)",
        {cal_uid, people.acme.id.str(), booking.str()});
  }
  Booking Requested() {
    calendar.NeedApproval(true);
    return Book();
  }
};

CalendarHint About(const std::string& uid, const std::string& previous = "") {
  CalendarHint hint;
  hint.uid = uid;
  hint.previous_uid = previous;
  return hint;
}

CalendarHint EndOf(const std::string& uid) {
  CalendarHint hint = About(uid);
  hint.ends = true;
  return hint;
}

// Until `work` waits for a lock of somebody else's, or has ended.
template <typename Result>
void WaitForLock(const std::future<Result>& work) {
  Pg watch(SuperuserUrl());
  const auto is_waiting = [&] {
    return watch.Text(
               "select count(*) from pg_stat_activity where datname = current_database()"
               " and usename = 'nx_dispatch' and wait_event_type = 'Lock'") != "0";
  };
  while (work.wait_for(1ms) != std::future_status::ready && !is_waiting()) {
  }
}

BOOST_FIXTURE_TEST_SUITE(CalendarHints, Hinting)

// B13: the host moves it. The mirror follows, the attendee is told once.
BOOST_AUTO_TEST_CASE(LetAHostsMoveBeFollowedAndToldOnce) {
  const Booking booking = Book();
  const std::string moved = calendar.MoveByHost(booking.cal_uid, other);
  BOOST_TEST(Tell(About(moved, booking.cal_uid)).repaired == 1);
  const Booking after = Row(booking.id);
  BOOST_TEST((after.time.start == other && after.status == BookingStatus::kScheduled));
  BOOST_TEST(after.cal_uid == moved);
  BOOST_TEST(after.reason == "Moved by the host: moved by host");
  BOOST_TEST(!after.actor.has_value());
  BOOST_TEST(after.moves == 0);
  BOOST_TEST(ClaimOwner(start) == "");
  BOOST_TEST(ClaimOwner(other) == booking.id.str());
  BOOST_TEST(Tell(About(moved, booking.cal_uid)).repaired == 0);
  BOOST_TEST(Mails(booking.id, "booking_rescheduled") == 1);
  BOOST_TEST(Mails(booking.id) == 2);
}

// The row's lock: what another one is writing down at this moment is not written again.
BOOST_AUTO_TEST_CASE(LetAHostsMoveBeWrittenDownOnce) {
  const Booking booking = Book();
  const std::string moved = calendar.MoveByHost(booking.cal_uid, other);
  RegisterUid(moved, booking.id);
  people.sql().Run("begin");
  people.sql().Run(
      "update nx.nx_scheduler_booking set cal_booking_uid = $2,"
      " start_at = start_at + interval '2 hours', end_at = end_at + interval '2 hours'"
      " where uid = $1",
      {booking.id.str(), moved});
  auto followed = std::async(std::launch::async, [&] {
    const auto store = database.ForSystem(people.acme.id);
    return FollowBooking(*store, calendar, booking.id);
  });
  WaitForLock(followed);
  people.sql().Run("commit");
  BOOST_TEST((followed.get() == domain::Followed::kSame));
  BOOST_TEST(people.sql().Text(
                 "select count(*) from nx.nx_scheduler_booking_history where booking_uid = $1",
                 {booking.id.str()}) == "0");
}

// B13: the host cancels it.
BOOST_AUTO_TEST_CASE(LetAHostsCancellationBeFollowedAndToldOnce) {
  const Booking booking = Book();
  calendar.CancelByHost(booking.cal_uid);
  Tell(EndOf(booking.cal_uid));
  Tell(EndOf(booking.cal_uid));
  const Booking after = Row(booking.id);
  BOOST_TEST((after.status == BookingStatus::kCancelled));
  BOOST_TEST(after.reason == "Cancelled by the host: cancelled by host");
  BOOST_TEST(ClaimOwner(start) == "");
  BOOST_TEST(Mails(booking.id, "booking_cancelled") == 1);
  BOOST_TEST(Mails(booking.id) == 2);
  BOOST_TEST(people.sql().Text("select payload->>'reason' from nx.nx_notification_outbox"
                               " where booking_uid = $1 and event_key = 'booking_cancelled'"
                               " and channel = 'email' and recipient_kind = 'attendee'",
                               {booking.id.str()}) == after.reason);
}

BOOST_AUTO_TEST_CASE(LetAnApprovalBeFollowedAndToldOnce) {
  const Booking booking = Requested();
  calendar.ApproveByHost(booking.cal_uid);
  Tell(About(booking.cal_uid));
  Tell(About(booking.cal_uid));
  BOOST_TEST((Row(booking.id).status == BookingStatus::kScheduled));
  BOOST_TEST(Mails(booking.id, "booking_created") == 1);
  BOOST_TEST(Mails(booking.id) == 2);
}

BOOST_AUTO_TEST_CASE(LetARejectionBeFollowedAndToldOnce) {
  const Booking booking = Requested();
  calendar.RejectByHost(booking.cal_uid);
  Tell(About(booking.cal_uid));
  Tell(About(booking.cal_uid));
  BOOST_TEST((Row(booking.id).status == BookingStatus::kRejected));
  BOOST_TEST(Row(booking.id).reason == "Declined by the host");
  BOOST_TEST(Mails(booking.id, "booking_rejected") == 1);
  BOOST_TEST(Mails(booking.id) == 2);
}

// What has been told is not looked at: only that something was.
BOOST_AUTO_TEST_CASE(AreNotBelieved) {
  const Booking booking = Book();
  Tell(About("anotherUid", booking.cal_uid));
  BOOST_TEST((Row(booking.id).status == BookingStatus::kScheduled));
  BOOST_TEST(Row(booking.id).cal_uid == booking.cal_uid);
  BOOST_TEST(Mails(booking.id) == 1);
  BOOST_TEST(Open() == "0");
}

// Cal.com sends BOOKING_CANCELLED before its own row says so.
BOOST_AUTO_TEST_CASE(OfAnEndWaitUntilCalcomSaysSoItself) {
  const Booking booking = Book();
  Tell(EndOf(booking.cal_uid));
  BOOST_TEST((Row(booking.id).status == BookingStatus::kScheduled));
  BOOST_TEST(Open() == "1");
  BOOST_TEST(Apply().checked == 0);  // not due
  calendar.CancelByHost(booking.cal_uid);
  MakeDue();
  BOOST_TEST(Apply().repaired == 1);
  BOOST_TEST((Row(booking.id).status == BookingStatus::kCancelled));
  BOOST_TEST(Open() == "0");
}

BOOST_AUTO_TEST_CASE(OfAnEndThatNeverComesAreGivenUp) {
  const Booking booking = Book();
  Add(EndOf(booking.cal_uid));
  for (int i = 0; i < 6; ++i) {
    BOOST_TEST(Open() == "1");
    MakeDue();
    Apply();
  }
  BOOST_TEST(Open() == "0");
  BOOST_TEST(Problem() == "not_seen");
}

BOOST_AUTO_TEST_CASE(WaitWhileCalcomDoesNotAnswer) {
  const Booking booking = Book();
  calendar.CancelByHost(booking.cal_uid);
  calendar.Fail(CalendarCall::kFind, {.failure = CalendarFailure::kUnknown});
  BOOST_TEST(Tell(EndOf(booking.cal_uid)).repaired == 0);
  BOOST_TEST(Open() == "1");
  MakeDue();
  BOOST_TEST(Apply().repaired == 1);
}

// B14: reordered.
BOOST_AUTO_TEST_CASE(InTheWrongOrderComeToTheSame) {
  const Booking booking = Book();
  const std::string moved = calendar.MoveByHost(booking.cal_uid, other);
  calendar.CancelByHost(moved);
  Tell(EndOf(moved));
  Tell(About(moved, booking.cal_uid));
  Tell(About(booking.cal_uid));
  BOOST_TEST((Row(booking.id).status == BookingStatus::kCancelled));
  BOOST_TEST(Mails(booking.id, "booking_cancelled") == 1);
  BOOST_TEST(Mails(booking.id) == 2);
}

// B14: the webhook of our own call comes before its answer (calcom-v2.md section 9.3).
BOOST_AUTO_TEST_CASE(LeaveACallOfOursAlone) {
  calendar.After(CalendarCall::kCreate, [&] {
    CalendarHint hint = About(calendar.Live()[0].uid);
    hint.ref = domain::BookingId::Parse(calendar.Live()[0].nx_ref);
    BOOST_TEST(Tell(hint).repaired == 0);
    BOOST_TEST(Reconcile().checked == 0);
  });
  const Booking booking = Book();
  BOOST_TEST((booking.status == BookingStatus::kScheduled));
  BOOST_TEST(Mails(booking.id) == 1);
  BOOST_TEST(Open() == "0");
}

BOOST_AUTO_TEST_CASE(MakeTheLookUpOfAnUnknownOutcomeDue) {
  const Booking booking = BookUnknown(true);
  BOOST_TEST(Reconcile().checked == 0);
  CalendarHint hint = About(calendar.Live()[0].uid);
  hint.ref = booking.id;
  Tell(hint);
  BOOST_TEST(Reconcile().confirmed == 1);
}

BOOST_AUTO_TEST_CASE(OfStrangersAreLeftAlone) {
  CalendarHint hint = About(calendar.BookElsewhere(type(), start));
  hint.ref = domain::BookingId::Parse("018f9c1e-3f2a-7c1b-9d55-0a4f6f5b9e11");
  BOOST_TEST(Tell(hint).repaired == 0);
  BOOST_TEST(Problem() == "not_ours");
  BOOST_TEST(calendar.Live().size() == 1U);
}

// B14: doubled or replayed.
BOOST_AUTO_TEST_CASE(AreTakenOnce) {
  const auto mark = domain::Sha256(people.acme.id.str());
  BOOST_TEST(hints.Add(mark, About("someUid")));
  BOOST_TEST(!hints.Add(mark, About("someUid")));
  BOOST_TEST(Open() == "1");
}

BOOST_AUTO_TEST_CASE(AreLeasedToOne) {
  Add(About("someUid"));
  Add(About("otherUid"));
  persistence::Database second{{.url = DispatchUrl(), .keep_statements = true}};
  persistence::PgCalendarHints rival{second.connection()};
  const auto mine = hints.Lease(1);
  const auto theirs = rival.Lease(5);
  BOOST_REQUIRE((mine.size() == 1 && theirs.size() == 1));
  BOOST_TEST((mine[0].id != theirs[0].id));
  BOOST_TEST(hints.Lease(5).empty());
}

BOOST_AUTO_TEST_CASE(KeepWhatTheySay) {
  CalendarHint hint = EndOf("someUid");
  hint.previous_uid = "olderUid";
  hint.ref = domain::BookingId::Parse(people.acme.id.str());
  hint.event_type_id = 1101;
  Add(hint);
  const auto due = hints.Lease(1);
  BOOST_REQUIRE_EQUAL(due.size(), 1U);
  BOOST_TEST((due[0].hint == hint));
  BOOST_TEST(due[0].tries == 0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(Strays, Hinting)

// B3: `failed` is final, so what appears after the quiet window is cancelled there.
BOOST_AUTO_TEST_CASE(OfAFailedBookingAreCancelled) {
  const Booking booking = BookUnknown(true);
  const std::string late = calendar.Live()[0].uid;
  calendar.Fail(CalendarCall::kList, {.failure = CalendarFailure::kNotFound});
  people.sql().Run(
      "update nx.nx_scheduler_intent set outcome = 'failed', closed_at = nx.now()"
      " where booking_uid = $1",
      {booking.id.str()});
  people.sql().Run("update nx.nx_scheduler_booking set status = 'failed' where uid = $1",
                   {booking.id.str()});
  CalendarHint hint = About(late);
  hint.ref = booking.id;
  BOOST_TEST(Tell(hint).repaired == 1);
  BOOST_TEST(calendar.Live().empty());
  BOOST_TEST((Row(booking.id).status == BookingStatus::kFailed));
  BOOST_TEST(Mails(booking.id, "booking_failed") == 1);
  BOOST_TEST(Audit(booking.id).ends_with("booking.stray_cancelled"));
}

BOOST_AUTO_TEST_CASE(BesideAConfirmedBookingAreCancelled) {
  const Booking booking = Book();
  const std::string second = calendar.Duplicate(booking.cal_uid);
  CalendarHint hint = About(second);
  hint.ref = booking.id;
  BOOST_TEST(Tell(hint).repaired == 1);
  BOOST_REQUIRE_EQUAL(calendar.Live().size(), 1U);
  BOOST_TEST(calendar.Live()[0].uid == booking.cal_uid);
  BOOST_TEST(Mails(booking.id) == 1);
}

// Without the lock and the second look, a move that ends meanwhile would be cancelled.
BOOST_AUTO_TEST_CASE(AreJudgedByTheRowAsItIsNow) {
  const Booking booking = Book();
  std::string found;
  calendar.Before(CalendarCall::kFind, [&] {
    calendar.Before(CalendarCall::kFind, nullptr);
    found = Move(carol, booking.id, other).cal_uid;
  });
  Add(About(booking.cal_uid));
  Apply();
  BOOST_TEST(Row(booking.id).cal_uid == found);
  BOOST_TEST(calendar.Live().size() == 1U);
  BOOST_TEST(Mails(booking.id, "booking_rescheduled") == 1);
}

// The row's lock: what is being written at this moment is waited for.
BOOST_AUTO_TEST_CASE(WaitForARowThatIsBeingWritten) {
  const Booking booking = Book();
  const std::string second = calendar.Duplicate(booking.cal_uid);
  RegisterUid(second, booking.id);
  people.sql().Run("update nx.nx_scheduler_booking set status = 'failed' where uid = $1",
                   {booking.id.str()});
  people.sql().Run("begin");
  people.sql().Run(
      "update nx.nx_scheduler_booking set status = 'scheduled', cal_booking_uid = $2"
      " where uid = $1",
      {booking.id.str(), second});
  auto judged = std::async(std::launch::async, [&] {
    const auto store = database.ForSystem(people.acme.id);
    return ResolveStray(*store, calendar, booking.id, calendar.Get(second));
  });
  WaitForLock(judged);
  people.sql().Run("commit");
  BOOST_TEST((judged.get() == domain::Stray::kNone));
  BOOST_TEST(calendar.Live().size() == 2U);
}

// The list of a read replica shows the successor, and the old booking as live still.
BOOST_AUTO_TEST_CASE(ThatWereMadeOutOfOursAreNotCancelled) {
  const Booking booking = Book();
  const std::string copy = calendar.Duplicate(booking.cal_uid);
  domain::CalendarBooking seen = calendar.Get(copy);
  seen.rescheduled_from_uid = booking.cal_uid;
  const auto store = database.ForSystem(people.acme.id);
  BOOST_TEST((ResolveStray(*store, calendar, booking.id, seen) == domain::Stray::kUnknown));
  BOOST_TEST(calendar.Live().size() == 2U);
}

BOOST_AUTO_TEST_CASE(OfAnotherEventTypeAreNotOurs) {
  const Booking booking = Book();
  domain::CalendarBooking seen = calendar.Get(calendar.Duplicate(booking.cal_uid));
  ++seen.event_type_id;
  const auto store = database.ForSystem(people.acme.id);
  BOOST_TEST((ResolveStray(*store, calendar, booking.id, seen) == domain::Stray::kNone));
  BOOST_TEST(calendar.Live().size() == 2U);
}

BOOST_AUTO_TEST_CASE(StayWhileAChangeOfOursIsOpen) {
  const Booking booking = Book();
  const std::string second = calendar.Duplicate(booking.cal_uid);
  calendar.Fail(CalendarCall::kReschedule, {.failure = CalendarFailure::kUnknown});
  Move(carol, booking.id, other);
  const auto store = database.ForSystem(people.acme.id);
  BOOST_TEST(
      (ResolveStray(*store, calendar, booking.id, calendar.Get(second)) == domain::Stray::kNone));
  BOOST_TEST(calendar.Live().size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(Replicas, Hinting)

// Approved, and then an answer from before that.
BOOST_AUTO_TEST_CASE(ThatAreBehindDoNotTakeAnApprovalBack) {
  const Booking booking = Requested();
  const domain::CalendarBooking before = calendar.Get(booking.cal_uid);
  calendar.ApproveByHost(booking.cal_uid);
  Tell(About(booking.cal_uid));
  const auto store = database.ForSystem(people.acme.id);
  const bool changed = store->Transact([&](domain::UnitOfWork& unit) {
    return ApplyCalendarBooking(unit, RequireLocked(unit, booking.id), before, {}).has_value();
  });
  BOOST_TEST(!changed);
  BOOST_TEST((Row(booking.id).status == BookingStatus::kScheduled));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
