// Idempotency keys, and many people at once: B8 and B9.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <future>
#include <map>
#include <thread>

#include "tests/use_cases/saga_world.h"

namespace nexcyte::testing {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals only
using domain::Booking;
using domain::BookingResult;
using domain::BookingStatus;
using domain::BookSlotInput;
using domain::CalendarFailure;
using domain::StoredAnswer;

struct RepeatedCalls : SagaWorld {
  BookSlotInput Keyed(const std::string& key, std::uint8_t body = 1) const {
    BookSlotInput input = BookInput();
    input.idempotent = WithKey(key, body);
    return input;
  }

  // What a client reads: the kept answer's body, or the one that the booking would make.
  static std::string BodyOf(const BookingResult& result) {
    if (const auto* stored = std::get_if<StoredAnswer>(&result)) {
      return stored->body;
    }
    return WithKey("irrelevant").answer(std::get<Booking>(result)).body;
  }

  // Runs `act` in `count` threads that begin together; counts what they answered.
  static std::map<std::string, int> AllAtOnce(int count,
                                              const std::function<std::string(int)>& act) {
    std::promise<void> go;
    const std::shared_future<void> started = go.get_future().share();
    std::vector<std::future<std::string>> answers;
    for (int i = 0; i < count; ++i) {
      answers.push_back(std::async(std::launch::async, [&act, started, i] {
        started.wait();
        return act(i);
      }));
    }
    go.set_value();
    std::map<std::string, int> counts;
    for (auto& answer : answers) {
      ++counts[answer.get()];
    }
    return counts;
  }
};

BOOST_FIXTURE_TEST_SUITE(IdempotencyKeys, RepeatedCalls)

BOOST_AUTO_TEST_CASE(AnswerTheFirstAnswerAgain) {
  const BookingResult first = Book(carol, Keyed("key-0001"));
  const BookingResult again = Book(carol, Keyed("key-0001"));
  BOOST_TEST(std::holds_alternative<StoredAnswer>(again));
  BOOST_TEST(BodyOf(first) == BodyOf(again));
  BOOST_TEST(calendar.Count(CalendarCall::kCreate) == 1);
}

BOOST_AUTO_TEST_CASE(RefuseAnotherBody) {
  Book(carol, Keyed("key-0002"));
  BOOST_TEST(ReasonOf([&] { Book(carol, Keyed("key-0002", 2)); }) == "idempotency_mismatch");
}

BOOST_AUTO_TEST_CASE(BelongToOnePerson) {
  Book(carol, Keyed("key-0003"));
  Seat erin(people.acme, people.AddPerson(people.acme, "Erin"));
  BOOST_TEST(ReasonOf([&] { Book(erin, Keyed("key-0003")); }) == "slot_taken");
}

BOOST_AUTO_TEST_CASE(KeepARefusalOfCalcom) {
  calendar.BookElsewhere(type(), start);
  BOOST_TEST(ReasonOf([&] { Book(carol, Keyed("key-0004")); }) == "slot_taken");
  const auto again = std::get<StoredAnswer>(Book(carol, Keyed("key-0004")));
  BOOST_TEST(again.status == 409);
  BOOST_TEST(again.body == "slot_taken");
  BOOST_TEST(calendar.Count(CalendarCall::kCreate) == 1);
}

// "Try again later" is meant: the same key must then be good for a try.
BOOST_AUTO_TEST_CASE(AreFreeAgainWhenNothingWasDone) {
  calendar.Fail(CalendarCall::kCreate, {.failure = CalendarFailure::kNotSent});
  BOOST_TEST(ReasonOf([&] { Book(carol, Keyed("key-0005")); }) == "calendar_unavailable");
  const auto booking = std::get<Booking>(Book(carol, Keyed("key-0005")));
  BOOST_TEST((booking.status == BookingStatus::kScheduled));
}

// Whoever sends the same once more wants to know what came of it, not to try once more.
BOOST_AUTO_TEST_CASE(KeepARefusalOfOurOwn) {
  Seat erin(people.acme, people.AddPerson(people.acme, "Erin"));
  const Booking booking = Book();
  BOOST_TEST(ReasonOf([&] { Book(erin, Keyed("key-0006")); }) == "slot_taken");
  Cancel(carol, booking.id);
  const auto again = std::get<StoredAnswer>(Book(erin, Keyed("key-0006")));
  BOOST_TEST((again.status == 409 && again.body == "slot_taken"));
  BOOST_TEST(
      (std::get<Booking>(Book(erin, Keyed("key-0013"))).status == BookingStatus::kScheduled));
}

BOOST_AUTO_TEST_CASE(KeepARefusalOfAMoveAndOfACancellation) {
  const Booking booking = Book();
  Seat erin(people.acme, people.AddPerson(people.acme, "Erin"));
  const Booking theirs = BookAt(erin, other);
  const auto move = [&] {
    return domain::RescheduleBooking(carol.store(), Offering(carol), carol.actor(),
                                     {booking.id, other, "", "", WithKey("key-0014")}, now);
  };
  const auto cancel = [&] {
    return domain::CancelBooking(carol.store(), calendar, carol.actor(),
                                 {theirs.id, "no time", WithKey("key-0015")}, now);
  };
  BOOST_TEST(ReasonOf(move) == "slot_taken");
  BOOST_TEST(ReasonOf(cancel) == "not_found");
  Cancel(erin, theirs.id);
  BOOST_TEST(BodyOf(move()) == "slot_taken");
  BOOST_TEST(BodyOf(cancel()) == "not_found");
}

BOOST_AUTO_TEST_CASE(KeepARefusalOfAHold) {
  Seat erin(people.acme, people.AddPerson(people.acme, "Erin"));
  const auto reserve = [&] {
    const domain::Idempotent idempotent = WithKey("key-0016");
    return domain::ReserveSlot(erin.store(), Offering(erin), erin.actor(),
                               {.purpose = "intro_call",
                                .start = start,
                                .time_zone = "UTC",
                                .key = idempotent.key,
                                .answer = {},
                                .refusal = idempotent.refusal},
                               now);
  };
  const Booking booking = Book();
  BOOST_TEST(ReasonOf(reserve) == "slot_taken");
  Cancel(carol, booking.id);
  BOOST_TEST(std::get<StoredAnswer>(reserve()).body == "slot_taken");
}

BOOST_AUTO_TEST_CASE(AnswerThePresentStateOfAPendingBooking) {
  calendar.Fail(CalendarCall::kCreate, {.failure = CalendarFailure::kUnknown, .does_it = true});
  const auto first = std::get<Booking>(Book(carol, Keyed("key-0007")));
  const auto meanwhile = std::get<Booking>(Book(carol, Keyed("key-0007")));
  BOOST_TEST((meanwhile.status == BookingStatus::kPending));
  Age(first.id, 0s);
  BOOST_TEST(Reconcile().confirmed == 1);
  const auto later = std::get<Booking>(Book(carol, Keyed("key-0007")));
  BOOST_TEST(later.id.str() == first.id.str());
  BOOST_TEST((later.status == BookingStatus::kScheduled));
}

// B7: killed after T2, before the answer left.
BOOST_AUTO_TEST_CASE(AnswerWhatAWorkerCouldNotSay) {
  const auto lost = std::get<Booking>(Book(carol, Keyed("key-0008")));
  Seat next_worker(people.acme, carol.actor());
  const auto answer = std::get<StoredAnswer>(Book(next_worker, Keyed("key-0008")));
  BOOST_TEST(answer.body == lost.id.str() + " scheduled");
}

// B6: killed between T1 and T2; the booking is then whatever the reconciler makes of it.
BOOST_AUTO_TEST_CASE(AnswerForAWorkerThatDied) {
  calendar.After(CalendarCall::kCreate, [] { throw Killed(); });
  BOOST_TEST(Dies([&] { Book(carol, Keyed("key-0009")); }));
  Age(OnlyBooking(), 61s);
  const auto meanwhile = std::get<Booking>(Book(carol, Keyed("key-0009")));
  BOOST_TEST((meanwhile.status == BookingStatus::kPending));
  BOOST_TEST(Reconcile().confirmed == 1);
  const auto booking = std::get<Booking>(Book(carol, Keyed("key-0009")));
  BOOST_TEST((booking.status == BookingStatus::kScheduled));
  BOOST_TEST(calendar.Live().size() == 1U);
}

BOOST_AUTO_TEST_CASE(SayThatTheFirstCallStillRuns) {
  std::string refusal;
  calendar.Before(CalendarCall::kCreate, [&] {
    calendar.Before(CalendarCall::kCreate, nullptr);
    Seat second(people.acme, carol.actor());
    refusal = ReasonOf([&] { Book(second, Keyed("key-0010")); });
  });
  const auto began = std::chrono::steady_clock::now();
  BOOST_TEST(
      (std::get<Booking>(Book(carol, Keyed("key-0010"))).status == BookingStatus::kScheduled));
  BOOST_TEST(refusal == "calendar_unavailable");
  BOOST_TEST((std::chrono::steady_clock::now() - began >= domain::kIdempotencyWait));
}

BOOST_AUTO_TEST_CASE(WaitForTheFirstAnswer) {
  std::future<std::string> second;
  calendar.Before(CalendarCall::kCreate, [&] {
    std::promise<void> waiting;
    second = std::async(std::launch::async, [&, id = OnlyBooking()] {
      Seat seat(people.acme, carol.actor());
      waiting.set_value();
      return BodyOf(Book(seat, Keyed("key-0011")));
    });
    waiting.get_future().wait();
  });
  const std::string first = BodyOf(Book(carol, Keyed("key-0011")));
  BOOST_TEST(second.get() == first);
}

// B8.
BOOST_AUTO_TEST_CASE(MakeOneBookingOfTwentyCalls) {
  std::deque<Seat> seats;
  for (int i = 0; i < 20; ++i) {
    seats.emplace_back(people.acme, carol.actor());
  }
  const auto answers = AllAtOnce(20, [&](int i) {
    return BodyOf(Book(seats[static_cast<std::size_t>(i)], Keyed("key-0012")));
  });
  BOOST_TEST(answers.size() == 1U);
  BOOST_TEST(answers.begin()->second == 20);
  BOOST_TEST(calendar.Count(CalendarCall::kCreate) == 1);
  BOOST_TEST(Count("nx_scheduler_booking where true") == "1");
  BOOST_TEST(Mails(OnlyBooking()) == 1);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(ManyAtOnce, RepeatedCalls)

// B9.
BOOST_AUTO_TEST_CASE(OneOfAHundredGetsTheSlot) {
  std::deque<Seat> seats;
  for (int i = 0; i < 100; ++i) {
    seats.emplace_back(people.acme, people.AddPerson(people.acme, "P" + std::to_string(i)));
  }
  const auto answers = AllAtOnce(
      100, [&](int i) { return ReasonOf([&] { Book(seats[static_cast<std::size_t>(i)]); }); });
  BOOST_TEST(answers.at("nothing") == 1);
  BOOST_TEST(answers.at("slot_taken") == 99);
  BOOST_TEST(calendar.Count(CalendarCall::kCreate) == 1);
  BOOST_TEST(Count("nx_scheduler_booking where true") == "1");
  BOOST_TEST(Mails(OnlyBooking()) == 1);
}

BOOST_AUTO_TEST_CASE(OneOfTwentyPeopleGetsTheHold) {
  std::deque<Seat> seats;
  for (int i = 0; i < 20; ++i) {
    seats.emplace_back(people.acme, people.AddPerson(people.acme, "P" + std::to_string(i)));
  }
  const auto answers = AllAtOnce(20, [&](int i) {
    return ReasonOf([&] { Reserve(seats[static_cast<std::size_t>(i)], start); });
  });
  BOOST_TEST(answers.at("nothing") == 1);
  BOOST_TEST(answers.at("slot_taken") == 19);
}

// Clicks without a key: each finds the hold of the first.
BOOST_AUTO_TEST_CASE(TwentyClicksGiveOneHold) {
  std::deque<Seat> seats;
  for (int i = 0; i < 20; ++i) {
    seats.emplace_back(people.acme, carol.actor());
  }
  const auto answers = AllAtOnce(
      20, [&](int i) { return Reserve(seats[static_cast<std::size_t>(i)], start).id.str(); });
  BOOST_TEST(answers.size() == 1U);
  BOOST_TEST(ClaimOwner(start) == answers.begin()->first);
}

BOOST_AUTO_TEST_CASE(OneOfTwentyCancellationsAsksCalcom) {
  const Booking booking = Book();
  std::deque<Seat> seats;
  for (int i = 0; i < 20; ++i) {
    seats.emplace_back(people.acme, carol.actor());
  }
  AllAtOnce(20, [&](int i) {
    return ReasonOf([&] { Cancel(seats[static_cast<std::size_t>(i)], booking.id); });
  });
  BOOST_TEST((Row(booking.id).status == BookingStatus::kCancelled));
  BOOST_TEST(calendar.Count(CalendarCall::kCancel) == 1);
  BOOST_TEST(Mails(booking.id, "booking_cancelled") == 1);
}

// B11: cancel against reschedule. One order wins, the mirror is Cal.com's, one final message.
BOOST_AUTO_TEST_CASE(CancellingAndMovingExcludeEachOther) {
  const Booking booking = Book();
  Seat second(people.acme, carol.actor());
  AllAtOnce(2, [&](int i) {
    return ReasonOf([&] { i == 0 ? Cancel(carol, booking.id) : Move(second, booking.id, other); });
  });
  const Booking after = Row(booking.id);
  const auto live = calendar.LiveOf(booking.id);
  BOOST_TEST(!after.open_intent);
  BOOST_TEST(live.size() == (after.status == BookingStatus::kScheduled ? 1U : 0U));
  if (!live.empty()) {
    BOOST_TEST((live[0].time.start == after.time.start && live[0].uid == after.cal_uid));
  }
  BOOST_TEST(ClaimOwner(start) == "");
  BOOST_TEST(ClaimOwner(other) == (live.empty() ? "" : booking.id.str()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
