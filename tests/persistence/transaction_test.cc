// What a transaction of a store keeps, and what it gives up.
#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "tests/persistence/stores.h"

namespace nexcyte::testing {

using domain::Error;
using domain::UnitOfWork;

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
    try {
      unit.bookings().Insert(booking);
    } catch (const Error&) {
    }
  }),
                        Error, Refuses("internal"));
  BOOST_TEST(!store->Transact([&](UnitOfWork& unit) { return unit.bookings().Find(booking.id); })
                  .has_value());
}

// The first statement travels with what begins the transaction.
BOOST_AUTO_TEST_CASE(RefuseToGoOnAfterASwallowedFirstError) {
  const domain::Booking booking = InsertCarols();
  const domain::Booking another = NewBooking(two.acme, two.carol, In(120));
  const auto swallow = [&](UnitOfWork& unit) {
    try {
      unit.bookings().Insert(booking);
    } catch (const Error&) {
    }
  };
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

BOOST_AUTO_TEST_CASE(RefuseToNest) {
  auto store = Carol();
  BOOST_CHECK_EXCEPTION(store->Transact([&](UnitOfWork& unit) {
    unit.settings().Load();
    store->Transact([](UnitOfWork& inner) { inner.settings().Load(); });
  }),
                        Error, Refuses("internal"));
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
