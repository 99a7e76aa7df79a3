// What no webhook has told: B13 and B14, and bookings at Cal.com that nobody here owns.

#include "domain/use_cases/sweep_calendar.h"

#include <boost/test/unit_test.hpp>
#include <deque>
#include <string>

#include "persistence/calendar_sweeps.h"
#include "persistence/database.h"
#include "tests/use_cases/saga_world.h"

namespace nexcyte::testing {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals only
using domain::Booking;
using domain::BookingStatus;
using domain::CalendarFailure;
using domain::DueSweep;
using domain::ReconcileReport;

// The slices that a test names, each once.
class GivenSweeps final : public domain::CalendarSweeps {
 public:
  std::optional<DueSweep> Lease() override {
    if (due.empty()) {
      return std::nullopt;
    }
    const DueSweep next = due.front();
    due.pop_front();
    return next;
  }
  void Finish(const DueSweep&) override { ++finished; }

  std::deque<DueSweep> due;
  int finished = 0;
};

struct Sweeping : SagaWorld {
  persistence::Database database{{.url = DispatchUrl(), .keep_statements = true}};
  GivenSweeps sweeps;

  ReconcileReport Sweep() {
    sweeps.due.push_back(
        {.tenant = people.acme.id, .reach = "near", .range = {.start = now, .end = start + 24h}});
    ReconcileReport report;
    SweepCalendars(
        sweeps, database,
        [this](const domain::Tenant&) -> domain::CalendarProvider& { return calendar; }, 1, report);
    return report;
  }
};

BOOST_FIXTURE_TEST_SUITE(SweepCalendars, Sweeping)

BOOST_AUTO_TEST_CASE(AsksOnceForAllThatIsAsItShouldBe) {
  calendar.NeedApproval(true);
  BookAt(carol, start);
  calendar.NeedApproval(false);
  for (int i = 1; i < 10; ++i) {
    BookAt(carol, start + i * 30min);
  }
  BOOST_TEST(Sweep().repaired == 0);
  BOOST_TEST(calendar.Count(CalendarCall::kList) == 1);
  BOOST_TEST(calendar.Count(CalendarCall::kFind) == 0);
  BOOST_TEST(sweeps.finished == 1);
}

BOOST_AUTO_TEST_CASE(AsksNothingForATenantWithoutBookings) {
  Sweep();
  BOOST_TEST(calendar.Count(CalendarCall::kList) == 0);
  BOOST_TEST(sweeps.finished == 1);
}

// B14: the webhooks were lost. The end state is that of B13.
BOOST_AUTO_TEST_CASE(FollowsAHostWhoMovedOrCancelled) {
  const Booking moved = BookAt(carol, start);
  const Booking cancelled = BookAt(carol, other);
  const Booking untouched = BookAt(carol, other + 1h);
  calendar.MoveByHost(moved.cal_uid, start + 1h);
  calendar.CancelByHost(cancelled.cal_uid);
  BOOST_TEST(Sweep().repaired == 2);
  BOOST_TEST((Row(moved.id).time.start == start + 1h));
  BOOST_TEST((Row(cancelled.id).status == BookingStatus::kCancelled));
  BOOST_TEST(Sweep().repaired == 0);
  BOOST_TEST(Mails(moved.id, "booking_rescheduled") == 1);
  BOOST_TEST(Mails(cancelled.id, "booking_cancelled") == 1);
  BOOST_TEST(Mails(untouched.id) == 1);
}

BOOST_AUTO_TEST_CASE(FollowsAMoveOutOfTheSlice) {
  const Booking booking = Book();
  calendar.MoveByHost(booking.cal_uid, start + 240h);
  BOOST_TEST(Sweep().repaired == 1);
  BOOST_TEST((Row(booking.id).time.start == start + 240h));
}

BOOST_AUTO_TEST_CASE(FollowsApprovalAndRejection) {
  calendar.NeedApproval(true);
  const Booking approved = BookAt(carol, start);
  const Booking rejected = BookAt(carol, other);
  calendar.ApproveByHost(approved.cal_uid);
  calendar.RejectByHost(rejected.cal_uid);
  BOOST_TEST(Sweep().repaired == 2);
  BOOST_TEST((Row(approved.id).status == BookingStatus::kScheduled));
  BOOST_TEST((Row(rejected.id).status == BookingStatus::kRejected));
}

BOOST_AUTO_TEST_CASE(CancelsWhatNobodyHereOwns) {
  const Booking booking = Book();
  calendar.Duplicate(booking.cal_uid);
  BOOST_TEST(Sweep().repaired == 1);
  BOOST_REQUIRE_EQUAL(calendar.Live().size(), 1U);
  BOOST_TEST(calendar.Live()[0].uid == booking.cal_uid);
}

BOOST_AUTO_TEST_CASE(LeavesWhatHasNoReferenceOfOurs) {
  Book();
  calendar.BookElsewhere(type(), other);
  BOOST_TEST(Sweep().repaired == 0);
  BOOST_TEST(calendar.Live().size() == 2U);
}

// Between the reading of our rows and the list.
BOOST_AUTO_TEST_CASE(DoesNotCancelWhatIsBookedOrMovedMeanwhile) {
  const Booking booking = Book();
  std::optional<Booking> late;
  calendar.Before(CalendarCall::kList, [&] {
    calendar.Before(CalendarCall::kList, nullptr);
    late = BookAt(carol, other + 2h);
    Move(carol, booking.id, other);
  });
  BOOST_TEST(Sweep().repaired == 0);
  BOOST_TEST(calendar.Live().size() == 2U);
  BOOST_TEST(Row(late->id).cal_uid == late->cal_uid);
  BOOST_TEST((Row(booking.id).status == BookingStatus::kScheduled));
}

BOOST_AUTO_TEST_CASE(LeavesAPendingBookingToItsIntent) {
  const Booking booking = BookUnknown(true);
  BOOST_TEST(Sweep().repaired == 0);
  BOOST_TEST((Row(booking.id).status == BookingStatus::kPending));
  BOOST_TEST(calendar.Live().size() == 1U);
}

// A key that sees no bookings must not end them all.
BOOST_AUTO_TEST_CASE(EndsNothingThatCalcomDoesNotKnow) {
  const Booking booking = Book();
  calendar.Forget(booking.cal_uid);
  BOOST_TEST(Sweep().repaired == 0);
  BOOST_TEST((Row(booking.id).status == BookingStatus::kScheduled));
}

BOOST_AUTO_TEST_CASE(AsksAboutSingleBookingsWithinBounds) {
  for (int i = 0; i < domain::kMostFollowed + 5; ++i) {
    calendar.Forget(BookAt(carol, start + i * 30min).cal_uid);
  }
  Sweep();
  BOOST_TEST(calendar.Count(CalendarCall::kFind) == domain::kMostFollowed);
  BOOST_TEST(sweeps.finished == 1);
}

BOOST_AUTO_TEST_CASE(IsNotFinishedWhenCalcomDoesNotAnswer) {
  Book();
  calendar.Fail(CalendarCall::kList, {.failure = CalendarFailure::kRateLimited, .retry_after = 9s});
  Sweep();
  BOOST_TEST(sweeps.finished == 0);
}

BOOST_AUTO_TEST_SUITE_END()

struct Turns : SagaWorld {
  persistence::Database database{{.url = DispatchUrl(), .keep_statements = true}};
  persistence::PgCalendarSweeps sweeps{database.connection()};

  Turns() {
    // Other tenants of the shared database have their turn in a hundred years.
    people.sql().Run(
        "insert into nx.nx_calendar_sweep (tenant_id, reach, due_at)"
        " select t.id, r.reach, nx.now() + case when t.id = $1::uuid then interval '0'"
        "        else interval '100 years' end"
        "   from nx.nx_tenant t cross join (values ('near'), ('far')) r (reach)"
        " on conflict (tenant_id, reach) do update set due_at = excluded.due_at",
        {people.acme.id.str()});
  }

  // Whatever tenants another test program adds meanwhile have theirs.
  std::optional<DueSweep> Lease() {
    for (;;) {
      auto sweep = sweeps.Lease();
      if (!sweep || sweep->tenant == people.acme.id) {
        return sweep;
      }
    }
  }
  DueSweep Next(const std::string& reach) {
    for (;;) {
      auto sweep = Lease();
      BOOST_REQUIRE_MESSAGE(sweep, "no sweep is due");
      if (sweep->reach == reach) {
        return *std::move(sweep);
      }
    }
  }
  std::string DueIn(const std::string& reach) {
    return people.sql().Text(
        "select round(extract(epoch from due_at - nx.now()) / 60) from nx.nx_calendar_sweep"
        " where tenant_id = $1 and reach = $2",
        {people.acme.id.str(), reach});
  }
};

BOOST_FIXTURE_TEST_SUITE(CalendarSweeps, Turns)

BOOST_AUTO_TEST_CASE(ComeOnceEachAndToOneCaller) {
  const auto first = Lease();
  const auto second = Lease();
  BOOST_REQUIRE((first && second));
  BOOST_TEST(first->reach != second->reach);
  BOOST_TEST(!Lease().has_value());
  BOOST_TEST(DueIn("near") == "1");
}

BOOST_AUTO_TEST_CASE(OfTheNextTwoDaysComeEveryTwoMinutes) {
  const DueSweep sweep = Next("near");
  BOOST_TEST((sweep.range.end - sweep.range.start >= 48h - 1s));
  BOOST_TEST((sweep.range.end - sweep.range.start <= 48h + 1s));
  sweeps.Finish(sweep);
  BOOST_TEST(DueIn("near") == "2");
}

BOOST_AUTO_TEST_CASE(OfTheRestGoOnAsFarAsThereAreBookings) {
  BookAt(carol, start + 24h * 30);
  const DueSweep first = Next("far");
  BOOST_TEST((first.range.end - first.range.start == 24h * 14));
  sweeps.Finish(first);
  BOOST_TEST(DueIn("far") == "0");
  const DueSweep second = Next("far");
  BOOST_TEST((second.range.start == first.range.end));
  sweeps.Finish(second);
  const DueSweep third = Next("far");
  sweeps.Finish(third);
  BOOST_TEST(DueIn("far") == "60");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
