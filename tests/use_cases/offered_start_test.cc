// What can be held, booked and moved to: a time that Cal.com offers. It would take others too.

#include <boost/test/unit_test.hpp>
#include <deque>
#include <future>
#include <string>
#include <vector>

#include "tests/use_cases/saga_world.h"

namespace nexcyte::testing {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals only
using domain::Booking;
using domain::BookingStatus;
using domain::BookSlotInput;
using domain::CalendarFailure;
using domain::Slot;
using domain::Timestamp;

struct OfferedStarts : SagaWorld {
  const Timestamp off_grid = start + 7min;

  int Asked() { return calendar.Count(CalendarCall::kListSlots); }
  void Offer(const std::vector<Timestamp>& starts) {
    std::vector<Slot> slots;
    slots.reserve(starts.size());
    for (const Timestamp at : starts) {
      slots.push_back({.start = at, .end = at + 30min});
    }
    calendar.OfferSlots(std::move(slots));
  }
  void Age(const std::string& column, std::chrono::seconds by) {
    people.sql().Run("update nx.nx_slot_cache set " + column + " = " + column +
                         " - make_interval(secs => $2::int) where cal_event_type_id = $1",
                     {std::to_string(type()), std::to_string(by.count())});
  }
  BookSlotInput Keyed(Timestamp at, const std::string& key) {
    BookSlotInput input = BookInput();
    input.start = at;
    input.idempotent = WithKey(key);
    return input;
  }
};

BOOST_FIXTURE_TEST_SUITE(AStartThatIsNotOffered, OfferedStarts)

BOOST_AUTO_TEST_CASE(CannotBeBooked) {
  BOOST_TEST(ReasonOf([&] { BookAt(carol, off_grid); }) == "slot_taken");
  BOOST_TEST(calendar.Count(CalendarCall::kCreate) == 0);
  BOOST_TEST(Count("nx_scheduler_booking where true") == "0");
  BOOST_TEST(ClaimOwner(off_grid) == "");
}

BOOST_AUTO_TEST_CASE(CannotBeHeld) {
  BOOST_TEST(ReasonOf([&] { Reserve(carol, off_grid); }) == "slot_taken");
  BOOST_TEST(calendar.Count(CalendarCall::kReserve) == 0);
  BOOST_TEST(Count("nx_scheduler_reservation where true") == "0");
  BOOST_TEST(ClaimOwner(off_grid) == "");
}

BOOST_AUTO_TEST_CASE(CannotBeMovedTo) {
  const Booking booking = Book();
  BOOST_TEST(ReasonOf([&] { Move(carol, booking.id, other + 7min); }) == "slot_taken");
  BOOST_TEST(calendar.Count(CalendarCall::kReschedule) == 0);
  BOOST_TEST((Row(booking.id).time.start == start));
  BOOST_TEST(ClaimOwner(other + 7min) == "");
}

BOOST_AUTO_TEST_CASE(CannotBeBookedByStaffEither) {
  Seat bob(people.acme, people.bob);
  BookSlotInput input = BookInput();
  input.attendee = people.carol.user;
  input.start = off_grid;
  BOOST_TEST(ReasonOf([&] { SagaWorld::Book(bob, input); }) == "slot_taken");
  BOOST_TEST(Count("nx_scheduler_booking where true") == "0");
}

// A moment later than one that is offered is another one.
BOOST_AUTO_TEST_CASE(IsComparedToTheMicrosecond) {
  BOOST_TEST(ReasonOf([&] { BookAt(carol, start + 1us); }) == "slot_taken");
}

BOOST_AUTO_TEST_CASE(IsLookedForAfreshBeforeItIsRefused) {
  Offer({start});
  ForgetWhatWasOffered();
  BOOST_TEST(ReasonOf([&] { BookAt(carol, other); }) == "slot_taken");
  Age("fetched_at", -60s);  // however slow the machine is
  Offer({start, other});
  BOOST_TEST(ReasonOf([&] { BookAt(carol, other); }) == "slot_taken");  // asked just now
  Age("fetched_at", 66s);
  BOOST_TEST(ReasonOf([&] { BookAt(carol, other); }) == "nothing");
  BOOST_TEST(Asked() == 2);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(AStartThatIsOffered, OfferedStarts)

BOOST_AUTO_TEST_CASE(IsKnownFromAKeptAnswer) {
  const Booking booking = Book();
  Move(carol, booking.id, other);
  Reserve(carol, start);
  BOOST_TEST(Asked() == 0);
}

// The trigger, and a hint of Cal.com's, make an answer old for those who look at free times; what
// is offered it still tells.
BOOST_AUTO_TEST_CASE(IsKnownWhenTheAnswerIsNoLongerShown) {
  ForgetWhatWasOffered();
  BookAt(carol, start);
  carol.kept_slots().Forget(type());
  BookAt(carol, other);
  BOOST_TEST(Asked() == 1);
}

BOOST_AUTO_TEST_CASE(IsAskedForWhenTheAnswerIsTooOld) {
  Age("offered_at", 601s);
  BOOST_TEST((Book().status == BookingStatus::kScheduled));
  BOOST_TEST(Asked() == 1);
}

// And once more at most: the winner's booking makes the answer old for those who come late.
BOOST_AUTO_TEST_CASE(IsAskedForOnceByManyAtOnce) {
  ForgetWhatWasOffered();
  std::deque<Seat> seats;
  std::vector<std::future<std::string>> answers;
  for (int i = 0; i < 20; ++i) {
    Seat& seat = seats.emplace_back(people.acme, people.AddPerson(people.acme, std::to_string(i)));
    answers.push_back(
        std::async(std::launch::async, [&] { return ReasonOf([&] { Book(seat, BookInput()); }); }));
  }
  int won = 0;
  for (auto& answer : answers) {
    won += answer.get() == "nothing" ? 1 : 0;
  }
  BOOST_TEST(won == 1);
  BOOST_TEST(Asked() >= 1);
  BOOST_TEST(Asked() <= 2);
}

// Whoever holds it was offered it.
BOOST_AUTO_TEST_CASE(IsNotAskedForAgainByItsHolder) {
  Reserve(carol, start);
  ForgetWhatWasOffered();
  Offer({});
  BOOST_TEST((Book().status == BookingStatus::kScheduled));
  BOOST_TEST(Asked() == 0);
}

// The booking itself hides it from everybody else.
BOOST_AUTO_TEST_CASE(MayOverlapTheTimeThatIsMoved) {
  Offer({start, start + 15min});
  ForgetWhatWasOffered();
  const Booking booking = Book();
  BOOST_TEST((Move(carol, booking.id, start + 15min).time.start == start + 15min));
}

BOOST_AUTO_TEST_CASE(IsNotAskedForWhenTheKeyHasItsAnswer) {
  const auto first = std::get<Booking>(SagaWorld::Book(carol, Keyed(start, "offered-1")));
  ForgetWhatWasOffered();
  Offer({});
  const auto again =
      std::get<domain::StoredAnswer>(SagaWorld::Book(carol, Keyed(start, "offered-1")));
  BOOST_TEST(again.body == first.id.str() + " scheduled");
  BOOST_TEST(Asked() == 0);
}

BOOST_AUTO_TEST_CASE(CannotBeToldWithoutCalcom) {
  ForgetWhatWasOffered();
  calendar.Fail(CalendarCall::kListSlots, {.failure = CalendarFailure::kUnknown});
  BOOST_TEST(ReasonOf([&] { SagaWorld::Book(carol, Keyed(start, "offered-2")); }) ==
             "calendar_unavailable");
  BOOST_TEST(Count("nx_scheduler_booking where true") == "0");
  BOOST_TEST(ClaimOwner(start) == "");
  SagaWorld::Book(carol, Keyed(start, "offered-2"));
  BOOST_TEST(ClaimOwner(start) != "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
