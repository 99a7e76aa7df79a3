// Staff who book, move and cancel for an attendee.

#include <boost/test/unit_test.hpp>

#include "tests/use_cases/saga_world.h"

namespace nexcyte::testing {
namespace {

using domain::Booking;
using domain::BookingStatus;

struct DeskWorld : SagaWorld {
  Seat bob{people.acme, people.bob};

  domain::BookSlotInput InputFor(const domain::Actor& attendee, const std::string& reason = "") {
    domain::BookSlotInput input = BookInput();
    input.attendee = attendee.user;
    input.reason = reason;
    return input;
  }
  Booking BookFor(const domain::Actor& attendee, const std::string& reason = "") {
    return std::get<Booking>(SagaWorld::Book(bob, InputFor(attendee, reason)));
  }
  Booking CancelAs(Seat& seat, const domain::BookingId& id, const std::string& reason) {
    return std::get<Booking>(
        CancelBooking(seat.store(), calendar, seat.actor(), {id, reason, {}}, now));
  }
  Booking MoveAs(Seat& seat, const domain::BookingId& id, const std::string& reason) {
    return std::get<Booking>(RescheduleBooking(seat.store(), Offering(seat), seat.actor(),
                                               {id, other, "", reason, {}}, now));
  }
};

BOOST_FIXTURE_TEST_SUITE(ActingForAnAttendee, DeskWorld)

BOOST_AUTO_TEST_CASE(BooksForThemAndRecordsWhoDidIt) {
  const Booking booking = BookFor(people.carol);
  BOOST_TEST((booking.status == BookingStatus::kScheduled));
  BOOST_TEST(booking.attendee.str() == people.carol.user.str());
  BOOST_TEST(booking.attendee_email == people.carol.email);
  BOOST_TEST(booking.actor->str() == people.bob.user.str());
  BOOST_TEST(Mails(booking.id, "booking_created") == 1);
  BOOST_TEST(carol.store()
                 .Transact([&](domain::UnitOfWork& unit) { return unit.bookings().ListMine({}); })
                 .bookings.size() == 1u);
  BOOST_TEST(people.sql().Text("select actor_user_id from nx.nx_audit_log where subject = $1",
                               {booking.id.str()}) == people.bob.user.str());
}

BOOST_AUTO_TEST_CASE(UsesUpTheirOwnHold) {
  const auto hold = Reserve(carol, start);
  const Booking booking = BookFor(people.carol);
  BOOST_TEST((booking.status == BookingStatus::kScheduled));
  BOOST_TEST((FindBookingOf(carol.store(), hold.id) == booking.id));
}

BOOST_AUTO_TEST_CASE(IsNotForMembers) {
  Seat erin(people.acme, people.AddPerson(people.acme, "Erin"));
  BOOST_TEST(ReasonOf([&] { SagaWorld::Book(erin, InputFor(people.carol)); }) == "forbidden");
  BOOST_TEST(Count("nx_scheduler_booking where true") == "0");
}

BOOST_AUTO_TEST_CASE(KnowsNobodyOfAnotherTenant) {
  BOOST_TEST(ReasonOf([&] { BookFor(people.dave); }) == "not_found");
}

BOOST_AUTO_TEST_CASE(GoesByTheAttendeesKindOfAccount) {
  domain::BookSlotInput input = InputFor(people.carol);
  input.purpose = "team";  // of staff, such as Bob is
  BOOST_TEST(ReasonOf([&] { SagaWorld::Book(bob, input); }) == "kind_not_allowed");
}

BOOST_AUTO_TEST_CASE(MayGoBeyondTheirNumberOfBookingsWithAReason) {
  Set("max_open_bookings", "1");
  BookAt(carol, other);
  BOOST_TEST(ReasonOf([&] { BookFor(people.carol); }) == "invalid reason");
  BOOST_TEST(ReasonOf([&] { BookFor(people.carol, " \n"); }) == "invalid reason");
  const Booking booking = BookFor(people.carol, "Asked for by phone");
  BOOST_TEST(booking.reason == "");
  BOOST_TEST(Audit(booking.id) == "booking.limit_waived booking.scheduled");
  BOOST_TEST(people.sql().Text("select details->>'limit' from nx.nx_audit_log where subject = $1 "
                               "and action = 'booking.limit_waived'",
                               {booking.id.str()}) == "too_many_bookings");
  BOOST_TEST(ReasonOf([&] { BookAt(carol, other + std::chrono::hours(1)); }) ==
             "too_many_bookings");
}

BOOST_AUTO_TEST_CASE(CancelsTooLateWithAReason) {
  const Booking booking = Book();
  Set("cancel_notice_minutes", "100000");
  BOOST_TEST(ReasonOf([&] { CancelAs(carol, booking.id, "I am ill"); }) == "too_late_to_cancel");
  BOOST_TEST(ReasonOf([&] { CancelAs(bob, booking.id, ""); }) == "invalid reason");
  BOOST_TEST(calendar.Live().size() == 1u);
  const Booking after = CancelAs(bob, booking.id, "Office closed");
  BOOST_TEST((after.status == BookingStatus::kCancelled));
  BOOST_TEST(after.reason == "Office closed");
  BOOST_TEST(Audit(booking.id) == "booking.scheduled booking.limit_waived booking.cancelled");
}

BOOST_AUTO_TEST_CASE(MovesTooLateOrTooOftenWithAReason) {
  const Booking booking = Book();
  Set("reschedule_notice_minutes", "100000");
  BOOST_TEST(ReasonOf([&] { MoveAs(bob, booking.id, ""); }) == "invalid reason");
  Set("reschedule_notice_minutes", "0");
  Set("max_moves", "1");
  people.sql().Run("update nx.nx_scheduler_booking set moves = 1 where uid = $1",
                   {booking.id.str()});
  BOOST_TEST(ReasonOf([&] { MoveAs(carol, booking.id, "Please"); }) == "too_many_moves");
  BOOST_TEST(ReasonOf([&] { MoveAs(bob, booking.id, ""); }) == "invalid reason");
  BOOST_TEST((MoveAs(bob, booking.id, "The host is ill").time.start == other));
}

BOOST_AUTO_TEST_CASE(NeedsNoReasonWithinTheLimits) {
  const Booking booking = Book();
  Set("cancel_notice_minutes", "60");
  Set("reschedule_notice_minutes", "60");
  BOOST_TEST((MoveAs(bob, booking.id, "").time.start == other));
  BOOST_TEST((CancelAs(bob, booking.id, "").status == BookingStatus::kCancelled));
  BOOST_TEST(Audit(booking.id).find("waived") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
