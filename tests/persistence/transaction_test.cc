// What a transaction of a store keeps, and what it gives up.
#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "tests/persistence/stores.h"

namespace nexcyte::testing {

using domain::Error;
using domain::UnitOfWork;

namespace {

// An error of the database that is caught and forgotten: there is no such booking.
void SwallowError(UnitOfWork& unit, const domain::Booking& unknown) {
  domain::Intent intent;
  intent.booking = unknown.id;
  try {
    unit.intents().Open(intent);
    unit.bookings().Find(unknown.id);  // takes it along
    BOOST_ERROR("the intent of no booking was opened");
  } catch (const Error&) {
  }
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(Transactions, StoreFixture)

BOOST_AUTO_TEST_CASE(KeepNothingOfWorkThatThrows) {
  const domain::Booking booking = NewBooking(two.acme, two.carol, In(60));
  auto store = Carol();
  BOOST_CHECK_THROW(store->Transact([&](UnitOfWork& unit) {
    unit.bookings().Insert(booking);
    throw std::runtime_error("no");
  }),
                    std::runtime_error);
  BOOST_TEST(!store->Transact([&](UnitOfWork& unit) { return unit.bookings().Find(booking.id); })
                  .has_value());
}

BOOST_AUTO_TEST_CASE(RefuseToCommitASwallowedDatabaseError) {
  const domain::Booking booking = NewBooking(two.acme, two.carol, In(60));
  auto store = Carol();
  BOOST_CHECK_EXCEPTION(store->Transact([&](UnitOfWork& unit) {
    unit.bookings().Insert(booking);
    SwallowError(unit, NewBooking(two.acme, two.carol, In(120)));
  }),
                        Error, Refuses("internal"));
  BOOST_TEST(!store->Transact([&](UnitOfWork& unit) { return unit.bookings().Find(booking.id); })
                  .has_value());
}

// The first statement travels with what begins the transaction.
BOOST_AUTO_TEST_CASE(RefuseToGoOnAfterASwallowedFirstError) {
  const domain::Booking another = NewBooking(two.acme, two.carol, In(120));
  const auto swallow = [&](UnitOfWork& unit) { SwallowError(unit, another); };
  auto store = Carol();
  BOOST_CHECK_EXCEPTION(store->Transact(swallow), Error, Refuses("internal"));
  BOOST_CHECK_EXCEPTION(store->Transact([&](UnitOfWork& unit) {
    swallow(unit);
    unit.bookings().Insert(another);
  }),
                        Error, Refuses("internal"));
  BOOST_TEST(!store->Transact([&](UnitOfWork& unit) { return unit.bookings().Find(another.id); })
                  .has_value());
}

BOOST_AUTO_TEST_CASE(CountWhatTheFirstStatementTouched) {
  const domain::Booking booking = InsertCarols();
  const domain::SlotClaim claim{.cal_event_type_id = booking.cal_event_type_id,
                                .start = booking.time.start,
                                .is_hold = false,
                                .owner = booking.id.str(),
                                .expires_at = {}};
  domain::SlotClaim rival = claim;
  rival.owner = two.carol.user.str();
  auto store = Carol();
  const auto take = [&](const domain::SlotClaim& wanted) {
    return store->Transact(
        [&](UnitOfWork& unit) { return unit.slot_claims().Take(wanted, std::nullopt).is_taken; });
  };
  BOOST_TEST(take(claim));
  BOOST_TEST(!take(rival));
}

BOOST_AUTO_TEST_CASE(KeepWhatWasQueuedInItsOrder) {
  const domain::Booking booking = NewBooking(two.acme, two.carol, In(60));
  const auto entry = [&booking](const std::string& reason) {
    domain::BookingHistoryEntry changed;
    changed.start = booking.time.start;
    changed.status = "scheduled";
    changed.reason = reason;
    return changed;
  };
  auto store = Carol();
  const auto history = store->Transact([&](UnitOfWork& unit) {
    unit.bookings().Insert(booking);
    unit.bookings().AddHistory(booking.id, entry("first"));
    return unit.bookings().History(booking.id);
  });
  BOOST_TEST(history.size() == 1u);
  store->Transact([&](UnitOfWork& unit) { unit.bookings().AddHistory(booking.id, entry("last")); });
  BOOST_TEST(store->Read([&](UnitOfWork& unit) { return unit.bookings().History(booking.id); })
                 .back()
                 .reason == "last");
}

BOOST_AUTO_TEST_CASE(KeepNothingWhenWhatWasQueuedFails) {
  const domain::Booking booking = InsertCarols();
  const domain::Booking another = NewBooking(two.acme, two.carol, In(120));
  auto store = Carol();
  BOOST_CHECK_THROW(store->Transact([&](UnitOfWork& unit) {
    unit.bookings().Insert(another);
    unit.settings().Load();
    unit.bookings().Insert(booking);
  }),
                    Error);
  BOOST_TEST(
      !store->Read([&](UnitOfWork& unit) { return unit.bookings().Find(another.id); }).has_value());
}

BOOST_AUTO_TEST_CASE(WriteNothingWhenTheyOnlyRead) {
  const domain::Booking booking = NewBooking(two.acme, two.carol, In(60));
  auto store = Carol();
  BOOST_CHECK_EXCEPTION(store->Read([&](UnitOfWork& unit) {
    unit.bookings().Insert(booking);
    return unit.bookings().Find(booking.id).has_value();
  }),
                        Error, Refuses("internal"));
  BOOST_TEST(
      !store->Read([&](UnitOfWork& unit) { return unit.bookings().Find(booking.id); }).has_value());
}

BOOST_AUTO_TEST_CASE(LeaveNothingBehindWhenTheyOnlyRead) {
  auto store = Carol();
  const auto read = [&] {
    store->Read([&](UnitOfWork& unit) {
      unit.settings().Load();
      BOOST_TEST(unit.event_types().List().size() == 3u);
      BOOST_TEST(!app.connection().InTransaction());
    });
  };
  read();
  const auto left = app.connection().Execute(
      "select coalesce(current_setting('nx.tenant_id', true), '') || "
      "current_setting('transaction_read_only')",
      {}, 1);
  BOOST_TEST(left.rows[0][0].value() == "off");
  InsertCarols();
}

BOOST_AUTO_TEST_CASE(ReadOnAfterALostConnection) {
  auto store = Carol();
  const auto pid = app.connection().Execute("select pg_backend_pid()", {}, 1);
  store->Read([&](UnitOfWork& unit) {
    unit.settings().Load();
    Pg(SuperuserUrl())
        .Run("select pg_terminate_backend($1, 5000)", {std::string(pid.rows[0][0].value())});
    BOOST_TEST(unit.event_types().List().size() == 3u);
  });
}

BOOST_AUTO_TEST_CASE(WaitForTheDiskUnlessToldOtherwise) {
  const auto setting = [this] {
    return std::string(app.connection()
                           .Execute("select current_setting('synchronous_commit')", {}, 1)
                           .rows[0][0]
                           .value());
  };
  auto store = Carol();
  std::string usual;
  store->Transact([&](UnitOfWork& unit) {
    unit.Now();
    usual = setting();
  });
  store->Transact([&](UnitOfWork& unit) {
    unit.NeedNotOutliveCrash();
    unit.Now();
    BOOST_TEST(setting() == "off");
  });
  store->Transact([&](UnitOfWork& unit) {
    unit.Now();
    BOOST_TEST(setting() == usual);
  });
}

BOOST_AUTO_TEST_CASE(RefuseToNest) {
  auto store = Carol();
  const auto load = [](UnitOfWork& unit) { unit.settings().Load(); };
  const auto nest = [&](UnitOfWork& unit) {
    load(unit);
    store->Transact(load);
  };
  BOOST_CHECK_EXCEPTION(store->Transact(nest), Error, Refuses("internal"));
}

BOOST_AUTO_TEST_CASE(TellTheTimeOfTheDatabase) {
  const domain::Timestamp now = Carol()->Transact([](UnitOfWork& unit) { return unit.Now(); });
  const auto away = std::chrono::system_clock::now() - now;
  BOOST_TEST((away > -std::chrono::seconds(5) && away < std::chrono::seconds(5)));
}

BOOST_AUTO_TEST_CASE(ActForThePersonThatWasProvenMeanwhile) {
  auto store = StoreFor(app, two.acme);
  const auto find = [&](UnitOfWork& unit) { return unit.memberships().Find(two.carol.user); };
  BOOST_TEST(!store->Transact(find).has_value());
  store->ActAs(two.carol);
  BOOST_TEST(store->Transact(find).value().name == "Carol");
}

BOOST_AUTO_TEST_CASE(AreKeptApartFromRivalsByTheBookingsLock) {
  const domain::Booking booking = InsertCarols();
  persistence::Database rival({AppUrl()});
  auto mine = Carol();
  mine->Transact([&](UnitOfWork& unit) {
    unit.bookings().FindForUpdate(booking.id);
    Pg probe(SuperuserUrl());
    BOOST_TEST(probe
                   .Try("select from nx.nx_scheduler_booking where uid = '" + booking.id.str() +
                        "' for update nowait")
                   .sqlstate == "55P03");
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
