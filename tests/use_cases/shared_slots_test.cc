// Free times that all workers share: few calls, and never a slot twice.

#include "domain/shared_slots.h"

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <string>
#include <thread>
#include <vector>

#include "persistence/database.h"
#include "persistence/slot_cache.h"
#include "tests/use_cases/saga_world.h"

namespace nexcyte::testing {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals only
using domain::Booking;
using domain::CalendarFailure;
using domain::SharedSlots;
using domain::Slot;
using domain::SlotKey;

struct Sharing : SagaWorld {
  persistence::Database database{{.url = AppUrl(), .keep_statements = true}};
  persistence::PgSlotCache cache{database.connection()};
  SharedSlots slots{cache, calendar};
  const domain::CalEventTypeId intro = type();  // many threads read it

  Sharing() {
    constexpr int kOffered = 20;
    std::vector<Slot> offered;
    offered.reserve(kOffered);
    for (int i = 0; i < kOffered; ++i) {
      offered.push_back({start + i * 30min, start + i * 30min + 30min});
    }
    calendar.OfferSlots(offered);
  }
  ~Sharing() { Forget(); }

  void Forget() {
    people.sql().Try("delete from nx.nx_slot_cache where cal_event_type_id = $1",
                     {std::to_string(type())});
  }
  SlotKey Key() { return {type(), {start - 10h, start + 14h}}; }
  std::vector<Slot> List(SharedSlots& from) {
    return std::get<std::vector<Slot>>(from.ListSlots(intro, {start, start + 3h}, ""));
  }
  bool Offers(Seat& seat, domain::Timestamp at) {
    const auto list = ListSlots(seat.store(), slots, seat.actor(),
                                {.purpose = "intro_call",
                                 .range = {start, start + 12h},
                                 .time_zone = "UTC",
                                 .moving = std::nullopt},
                                now);
    for (const auto& [day, free] : list.days) {
      if (std::any_of(free.begin(), free.end(), [&](const Slot& s) { return s.start == at; })) {
        return true;
      }
    }
    return false;
  }
  int Asked() { return calendar.Count(CalendarCall::kListSlots); }
};

BOOST_FIXTURE_TEST_SUITE(SharedSlotAnswers, Sharing)

BOOST_AUTO_TEST_CASE(AreAskedForOnce) {
  BOOST_TEST(List(slots).size() == 6U);
  BOOST_TEST(List(slots).size() == 6U);
  BOOST_TEST(Asked() == 1);
}

BOOST_AUTO_TEST_CASE(AreSharedByOtherHoursOfTheSameDays) {
  List(slots);
  const auto later = slots.ListSlots(type(), {start + 1h, start + 2h}, "");
  BOOST_TEST(std::get<std::vector<Slot>>(later).size() == 2U);
  BOOST_TEST(Asked() == 1);
}

// 1,000 views by 20 workers at once.
BOOST_AUTO_TEST_CASE(AreAskedForOnceByManyAtOnce) {
  constexpr int kWorkers = 20;
  constexpr int kViews = 50;
  calendar.Before(CalendarCall::kListSlots, [] { std::this_thread::sleep_for(200ms); });
  std::atomic<int> right{0};
  std::vector<std::thread> workers;
  workers.reserve(kWorkers);
  for (int i = 0; i < kWorkers; ++i) {
    workers.emplace_back([&] {
      persistence::Database own{{.url = AppUrl(), .keep_statements = true}};
      persistence::PgSlotCache own_cache{own.connection()};
      SharedSlots own_slots{own_cache, calendar};
      for (int view = 0; view < kViews; ++view) {
        right += List(own_slots).size() == 6U ? 1 : 0;
      }
    });
  }
  for (std::thread& worker : workers) {
    worker.join();
  }
  BOOST_TEST(right == kWorkers * kViews);
  BOOST_TEST(Asked() <= 3);
}

BOOST_AUTO_TEST_CASE(AreNotSharedWithABookingThatIsMoved) {
  const Booking booking = Book();
  List(slots);
  const auto moving = slots.ListSlots(type(), {start, start + 3h}, booking.cal_uid);
  BOOST_TEST(std::get<std::vector<Slot>>(moving).size() == 6U);
  BOOST_TEST(List(slots).size() == 5U);
  BOOST_TEST(Asked() == 2);
}

BOOST_AUTO_TEST_CASE(GrowOld) {
  List(slots);
  people.sql().Run(
      "update nx.nx_slot_cache set fetched_at = fetched_at - interval '31 s'"
      " where cal_event_type_id = $1",
      {std::to_string(type())});
  List(slots);
  BOOST_TEST(Asked() == 2);
}

BOOST_AUTO_TEST_CASE(AreNotKeptWhenThereAreNone) {
  calendar.Fail(CalendarCall::kListSlots, {.failure = CalendarFailure::kUnknown});
  const auto refused = slots.ListSlots(type(), {start, start + 3h}, "");
  BOOST_TEST(std::holds_alternative<domain::CalendarRefusal>(refused));
  BOOST_TEST(List(slots).size() == 6U);
  BOOST_TEST(Asked() == 2);
}

// The worker that asked is dead: its ticket ends, and nobody waits longer than kSlotWait.
BOOST_AUTO_TEST_CASE(AreAskedForByTheNextWhenTheFirstIsGone) {
  BOOST_TEST(cache.Claim(Key(), domain::kSlotAnswerLife).has_value());
  BOOST_TEST(!cache.Claim(Key(), domain::kSlotAnswerLife).has_value());
  const auto began = std::chrono::steady_clock::now();
  BOOST_TEST(List(slots).size() == 6U);
  BOOST_TEST((std::chrono::steady_clock::now() - began < domain::kSlotWait + 4s));
  BOOST_TEST(Asked() == 1);
  people.sql().Run(
      "update nx.nx_slot_cache set asked_until = nx.now()"
      " where cal_event_type_id = $1",
      {std::to_string(type())});
  BOOST_TEST(cache.Claim(Key(), domain::kSlotAnswerLife).has_value());
}

BOOST_AUTO_TEST_CASE(AreForgottenWithEveryBookingThatChanges) {
  BOOST_TEST(Offers(carol, start));
  const Booking booking = Book();
  BOOST_TEST(!Offers(carol, start));
  Cancel(carol, booking.id);
  BOOST_TEST(Offers(carol, start));
  BOOST_TEST(Asked() == 3);
}

BOOST_AUTO_TEST_CASE(AreForgottenWithAHoldThatEnds) {
  Seat erin(people.acme, people.AddPerson(people.acme, "Erin"));
  const auto hold = Reserve(carol, start);
  BOOST_TEST(!Offers(erin, start));
  ReleaseReservation(carol.store(), calendar, carol.actor(), hold.id);
  BOOST_TEST(Offers(erin, start));
}

BOOST_AUTO_TEST_CASE(OfATenantsOtherEventTypesAreForgottenToo) {
  const auto support = people.EventTypeOf(people.acme, "support");
  const domain::TimeRange range{start, start + 3h};
  slots.ListSlots(support, range, "");
  Book();
  slots.ListSlots(support, range, "");
  BOOST_TEST(Asked() == 2);
}

// Asked before the change, answered after it.
BOOST_AUTO_TEST_CASE(ThatAreOvertakenByABookingAreNotKept) {
  calendar.After(CalendarCall::kListSlots, [&] {
    calendar.After(CalendarCall::kListSlots, nullptr);
    Book();
  });
  List(slots);
  List(slots);
  BOOST_TEST(Asked() == 2);
}

BOOST_AUTO_TEST_CASE(AreKeptForTheTicketTheyWereAskedWith) {
  const auto first = cache.Claim(Key(), domain::kSlotAnswerLife);
  Forget();
  const auto second = cache.Claim(Key(), domain::kSlotAnswerLife);
  BOOST_REQUIRE((first && second));
  cache.Put(Key(), *first, {});
  cache.GiveBack(Key(), *first);
  BOOST_TEST(!cache.Find(Key(), domain::kSlotAnswerLife).has_value());
  BOOST_TEST(!cache.Claim(Key(), domain::kSlotAnswerLife).has_value());
  cache.Put(Key(), *second, {{start, other}});
  BOOST_TEST(cache.Find(Key(), domain::kSlotAnswerLife).value().size() == 1U);
}

// What is stale is refused twice: by our claims, and by Cal.com.
BOOST_AUTO_TEST_CASE(ThatAreStaleNeverLetASlotBeBookedTwice) {
  const auto ticket = cache.Claim(Key(), domain::kSlotAnswerLife);
  Seat erin(people.acme, people.AddPerson(people.acme, "Erin"));
  const Booking booking = Book();
  calendar.BookElsewhere(type(), other);
  // As if nothing had been forgotten.
  people.sql().Run(
      "insert into nx.nx_slot_cache (cal_event_type_id, range_start, range_end, slots, fetched_at)"
      " select $1::bigint, $2::timestamptz, $3::timestamptz,"
      "        json_agg(json_build_array(s, s + 1800)), nx.now()"
      "   from generate_series($4::bigint, $4::bigint + 7200, 1800) s"
      " on conflict (cal_event_type_id, range_start, range_end) do update"
      "   set slots = excluded.slots, fetched_at = excluded.fetched_at",
      {std::to_string(type()), domain::FormatRfc3339(Key().range.start),
       domain::FormatRfc3339(Key().range.end),
       std::to_string(std::chrono::floor<std::chrono::seconds>(start).time_since_epoch().count())});
  BOOST_TEST(Offers(erin, other));  // stale
  BOOST_TEST(!Offers(erin, start));
  BOOST_TEST(Asked() == 0);
  BOOST_TEST(ReasonOf([&] { BookAt(erin, start); }) == "slot_taken");
  BOOST_TEST(ReasonOf([&] { BookAt(erin, other); }) == "slot_taken");
  BOOST_TEST(calendar.LiveOf(booking.id).size() == 1U);
  BOOST_TEST(calendar.Live().size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
