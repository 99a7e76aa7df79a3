#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "tests/persistence/stores.h"

namespace nexcyte::testing {

using domain::Booking;
using domain::BookingQuery;
using domain::BookingStatus;
using domain::Error;
using domain::UnitOfWork;

namespace {

struct BookingFixture : StoreFixture {
  Booking Find(const domain::BookingId& id) {
    return Carol()->Transact([&](UnitOfWork& unit) { return unit.bookings().Find(id); }).value();
  }
  void Update(const Booking& booking) {
    Carol()->Transact([&](UnitOfWork& unit) { unit.bookings().Update(booking); });
  }
  // All pages of a list, as starts.
  std::vector<domain::Timestamp> Walk(BookingQuery query) {
    std::vector<domain::Timestamp> starts;
    auto store = Carol();
    do {
      const auto page =
          store->Transact([&](UnitOfWork& unit) { return unit.bookings().ListMine(query); });
      BOOST_REQUIRE(page.bookings.size() <= static_cast<std::size_t>(query.limit));
      for (const domain::BookingSummary& booking : page.bookings) {
        starts.push_back(booking.time.start);
      }
      query.cursor = page.next_cursor;
    } while (!query.cursor.empty());
    return starts;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(Bookings, BookingFixture)

BOOST_AUTO_TEST_CASE(ComeBackAsInserted) {
  Booking booking = NewBooking(two.acme, two.carol, In(60));
  booking.attendee_phone = "+491701234567";
  booking.notes = "Wheelchair, it's \"urgent\"";
  Carol()->Transact([&](UnitOfWork& unit) { unit.bookings().Insert(booking); });
  const Booking found = Find(booking.id);
  BOOST_TEST((found.time == booking.time));
  BOOST_TEST((found.attendee == two.carol.user && found.actor == two.carol.user));
  BOOST_TEST((found.status == BookingStatus::kPending));
  BOOST_TEST(found.attendee_phone == booking.attendee_phone);
  BOOST_TEST(found.notes == booking.notes);
  BOOST_TEST(found.title == "Intro call");
  BOOST_TEST(found.cal_uid.empty());
  BOOST_TEST(!found.open_intent.has_value());
  BOOST_TEST(!found.moved_from.has_value());
  BOOST_TEST(found.cal_event_type_id == booking.cal_event_type_id);
}

BOOST_AUTO_TEST_CASE(ComeBackAsUpdated) {
  Booking booking = InsertCarols();
  booking.status = BookingStatus::kScheduled;
  booking.cal_uid = "cal-" + booking.id.str();
  booking.moved_from = booking.time.start;
  booking.time = {In(120), In(150)};
  booking.revision = 4;
  booking.moves = 2;
  booking.location = "https://meet.example/x";
  booking.reason = "earlier is better";
  booking.actor = std::nullopt;
  Update(booking);
  const Booking found = Find(booking.id);
  BOOST_TEST((found.status == BookingStatus::kScheduled));
  BOOST_TEST(found.cal_uid == booking.cal_uid);
  BOOST_TEST((found.time == booking.time && found.moved_from == booking.moved_from));
  BOOST_TEST(found.revision == 4);
  BOOST_TEST(found.moves == 2);
  BOOST_TEST(found.location == booking.location);
  BOOST_TEST(found.reason == booking.reason);
  BOOST_TEST(!found.actor.has_value());
  BOOST_TEST((found.updated_at > found.created_at));
}

BOOST_AUTO_TEST_CASE(ShowTheirOpenIntent) {
  const Booking booking = InsertCarols();
  domain::Intent intent;
  intent.booking = booking.id;
  intent.kind = domain::IntentKind::kCancel;
  Carol()->Transact([&](UnitOfWork& unit) {
    const auto id = unit.intents().Open(intent);
    BOOST_TEST((unit.bookings().FindForUpdate(booking.id).value().open_intent ==
                domain::IntentKind::kCancel));
    unit.intents().Close(id, domain::IntentOutcome::kDone);
    BOOST_TEST(!unit.bookings().Find(booking.id).value().open_intent.has_value());
  });
}

BOOST_AUTO_TEST_CASE(OfSomebodyElseDoNotExist) {
  const Booking booking = InsertCarols();
  const auto erin = two.AddPerson(two.acme, "Erin");
  for (const auto& store : {StoreFor(app, two.acme, erin), Dave()}) {
    store->Transact([&](UnitOfWork& unit) {
      BOOST_TEST(!unit.bookings().Find(booking.id).has_value());
      BOOST_TEST(!unit.bookings().FindForUpdate(booking.id).has_value());
    });
    BOOST_CHECK_EXCEPTION(
        store->Transact([&](UnitOfWork& unit) { unit.bookings().Update(booking); }), Error,
        Refuses("not_found"));
  }
}

BOOST_AUTO_TEST_CASE(OfAMemberAreStaffsToo) {
  const Booking booking = InsertCarols();
  const bool is_found = StoreFor(app, two.acme, two.bob)->Transact([&](UnitOfWork& unit) {
    return unit.bookings().Find(booking.id).has_value();
  });
  BOOST_TEST(is_found);
}

BOOST_AUTO_TEST_CASE(RefuseACalUidOfAnotherBookingOrTenant) {
  Booking carols = InsertCarols();
  carols.cal_uid = "cal-" + carols.id.str();
  Update(carols);
  Booking second = InsertCarols();
  second.cal_uid = carols.cal_uid;
  BOOST_CHECK_EXCEPTION(Update(second), Error, Refuses("cal_uid_not_available"));

  Booking daves = NewBooking(two.globex, two.dave, In(60));
  Dave()->Transact([&](UnitOfWork& unit) { unit.bookings().Insert(daves); });
  daves.cal_uid = carols.cal_uid;
  BOOST_CHECK_EXCEPTION(Dave()->Transact([&](UnitOfWork& unit) { unit.bookings().Update(daves); }),
                        Error, Refuses("cal_uid_not_available"));
}

BOOST_AUTO_TEST_CASE(CannotCarryAnUnregisteredCalUid) {
  const Booking booking = InsertCarols();
  const auto result = two.sql().Try(
      "update nx.nx_scheduler_booking set cal_booking_uid = 'by-hand-' || uid where uid = '" +
      booking.id.str() + "'");
  BOOST_TEST(result.sqlstate == "23503");
}

BOOST_AUTO_TEST_CASE(KeepTheirHistoryInOrder) {
  const Booking booking = InsertCarols();
  auto store = Carol();
  for (const std::string status : {"pending", "rescheduled"}) {
    store->Transact([&](UnitOfWork& unit) {
      unit.bookings().AddHistory(
          booking.id, {"uid-" + status, booking.time.start, status, two.carol.user, "why", {}});
    });
  }
  const auto history =
      store->Transact([&](UnitOfWork& unit) { return unit.bookings().History(booking.id); });
  BOOST_REQUIRE(history.size() == 2u);
  BOOST_TEST(history[0].status == "pending");
  BOOST_TEST(history[1].status == "rescheduled");
  BOOST_TEST(history[1].cal_uid == "uid-rescheduled");
  BOOST_TEST((history[1].actor == two.carol.user));
  BOOST_TEST((history[1].at >= history[0].at));
}

BOOST_AUTO_TEST_CASE(AreCountedWhileTheyAreOpenAndAhead) {
  InsertCarols();
  InsertCarols(In(-60));
  Booking failed = InsertCarols();
  failed.status = BookingStatus::kFailed;
  Update(failed);
  const auto count = [&](const std::string& purpose) {
    return Carol()->Transact(
        [&](UnitOfWork& unit) { return unit.bookings().CountOpen(two.carol.user, purpose); });
  };
  BOOST_TEST(count("") == 1);
  BOOST_TEST(count("intro_call") == 1);
  BOOST_TEST(count("support") == 0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(BookingLists, BookingFixture)

BOOST_AUTO_TEST_CASE(GoFromTheNewestRequestBackInPages) {
  std::vector<domain::Timestamp> newest_first;
  for (int i = 0; i < 5; ++i) {
    newest_first.insert(newest_first.begin(), InsertCarols(In(60 * (i % 3 + 1))).time.start);
  }
  for (const int limit : {1, 2, 5, 100}) {
    BOOST_TEST((Walk({.status = {}, .limit = limit, .cursor = {}}) == newest_first), limit);
  }
}

BOOST_AUTO_TEST_CASE(OfWhatIsAheadGoFromTheSoonestOn) {
  InsertCarols(In(-120));
  Booking cancelled = InsertCarols(In(30));
  cancelled.status = BookingStatus::kCancelled;
  Update(cancelled);
  std::vector<domain::Timestamp> soonest_first;
  for (const int ahead : {180, 60, 60, 120}) {
    soonest_first.push_back(InsertCarols(In(ahead)).time.start);
  }
  soonest_first.push_back(InsertCarols(In(-10)).time.start);  // Has begun and not ended.
  std::sort(soonest_first.begin(), soonest_first.end());
  for (const int limit : {1, 2, 100}) {
    BOOST_TEST(
        (Walk({.upcoming = true, .status = {}, .limit = limit, .cursor = {}}) == soonest_first),
        limit);
  }
}

BOOST_AUTO_TEST_CASE(HoldOneStatusWhenAsked) {
  InsertCarols();
  Booking failed = InsertCarols(In(90));
  failed.status = BookingStatus::kFailed;
  Update(failed);
  BOOST_TEST(
      (Walk({.status = BookingStatus::kFailed, .cursor = {}}) == std::vector{failed.time.start}));
  BOOST_TEST(Walk({.upcoming = true, .status = BookingStatus::kScheduled, .cursor = {}}).empty());
}

BOOST_AUTO_TEST_CASE(AreThePersonsOwnEvenForStaff) {
  InsertCarols();
  const auto page = StoreFor(app, two.acme, two.bob)->Transact([](UnitOfWork& unit) {
    return unit.bookings().ListMine({});
  });
  BOOST_TEST(page.bookings.empty());
}

BOOST_AUTO_TEST_CASE(RefuseABadLimitOrCursor) {
  auto store = Carol();
  for (const BookingQuery& bad :
       {BookingQuery{.status = {}, .limit = 0, .cursor = {}},
        BookingQuery{.status = {}, .limit = 101, .cursor = {}},
        BookingQuery{.status = {}, .cursor = "x"}, BookingQuery{.status = {}, .cursor = "2026_y"},
        BookingQuery{.status = {}, .cursor = "2026-01-01T00:00:00Z_'or 1=1"}}) {
    BOOST_CHECK_EXCEPTION(store->Transact([&](UnitOfWork& unit) { unit.bookings().ListMine(bad); }),
                          Error, Refuses("invalid"));
  }
}

// As the portal asks, for Carol.
struct BookingPlans : StoreFixture {
  std::string Plan(const std::string& query) {
    Pg role(AppUrl());
    role.Run("begin");
    // Sorting the handful of rows of this database would cost no more.
    role.Run("set local enable_seqscan = off; set local enable_sort = off");
    role.Run(
        "select set_config('nx.tenant_id', $1, true), set_config('nx.user_id', $2, true), "
        "set_config('nx.role', 'member', true)",
        {two.acme.id.str(), two.carol.user.str()});
    std::string plan;
    for (const auto& row : role.Run("explain " + query).rows) {
      plan += row[0].value() + "\n";
    }
    return plan;
  }
};

// Growth of the rest must not be felt: the list reads an index that is led by the person.
BOOST_FIXTURE_TEST_CASE(ReadAnIndexAndNotTheTable, BookingPlans) {
  const std::string plan = Plan(
      "select uid from nx_scheduler_booking b where b.tenant_id = (select nx.tenant_id()) "
      "and b.attendee_user_id = (select nx.user_id()) "
      "and (b.created_at, b.uid) < ('infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff') "
      "order by b.created_at desc, b.uid desc limit 50");
  BOOST_TEST(plan.find("nx_scheduler_booking_by_request") != std::string::npos, plan);
  BOOST_TEST(plan.find("Sort") == std::string::npos, plan);
  BOOST_TEST(plan.find("ROW(created_at, uid) <") != std::string::npos, plan);
}

// Thousands of open intents, as in an hour without Cal.com, must not be felt either; the plan may
// be from a day when there was none.
BOOST_FIXTURE_TEST_CASE(FindAnOpenIntentByItsBooking, BookingPlans) {
  const std::string plan = Plan(
      "select (select i.kind from nx_scheduler_intent i "
      "         where i.booking_uid = b.uid and i.outcome is null) "
      "  from nx_scheduler_booking b where b.attendee_user_id = (select nx.user_id())");
  BOOST_TEST(plan.find("nx_scheduler_intent_one_open") != std::string::npos, plan);
  BOOST_TEST(plan.find("nx_scheduler_intent_due") == std::string::npos, plan);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
