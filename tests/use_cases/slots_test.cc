#include <boost/test/unit_test.hpp>

#include "tests/use_cases/saga_world.h"

namespace nexcyte::testing {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals only
using domain::CalendarFailure;
using domain::ListSlotsInput;
using domain::Reservation;
using domain::Slot;
using domain::Timestamp;

struct Slots : SagaWorld {
  Slots() { calendar.OfferSlots({At(start), At(start + 30min), At(other), At(start + 24h)}); }

  static Slot At(Timestamp at) { return {.start = at, .end = at + 30min}; }

  ListSlotsInput Input() const {
    return {.purpose = "intro_call",
            .range = {.start = start - 24h, .end = start + 96h},
            .time_zone = "UTC",
            .moving = {}};
  }

  // Starts, as hours after `start`.
  std::string Free(Seat& seat, const ListSlotsInput& input) {
    std::string hours;
    for (const auto& [day, slots] :
         ListSlots(seat.store(), calendar, seat.actor(), input, now).days) {
      for (const Slot& slot : slots) {
        const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(slot.start - start);
        hours += (hours.empty() ? "" : " ") + std::to_string(minutes.count());
      }
    }
    return hours;
  }
  std::string Free(Seat& seat) { return Free(seat, Input()); }

  Seat Erin() { return Seat(people.acme, people.AddPerson(people.acme, "Erin")); }
};

BOOST_FIXTURE_TEST_SUITE(ListPurposes, Slots)

BOOST_AUTO_TEST_CASE(GivesWhatThePersonMayBook) {
  const auto purposes = [&](Seat& seat) {
    std::string names;
    for (const auto& listed : domain::ListPurposes(seat.store(), seat.actor())) {
      names += listed.purpose + " ";
    }
    return names;
  };
  BOOST_TEST(purposes(carol) == "intro_call support ");
  Seat prospect(people.acme, people.AddPerson(people.acme, "Pia", domain::Role::kMember,
                                              domain::AccountKind::kProspect));
  BOOST_TEST(purposes(prospect) == "intro_call ");
  Seat bob(people.acme, people.bob);
  BOOST_TEST(purposes(bob) == "team ");
  people.sql().Run(
      "update nx.nx_scheduler_event_type_map set is_enabled = false"
      " where tenant_id = $1 and purpose = 'support'",
      {people.acme.id.str()});
  BOOST_TEST(purposes(carol) == "intro_call ");
  Set("is_enabled", "false");
  BOOST_TEST(purposes(carol) == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(ListSlots, Slots)

BOOST_AUTO_TEST_CASE(Works) { BOOST_TEST(Free(carol) == "0 30 120 1440"); }

BOOST_AUTO_TEST_CASE(GroupsByDayOfTheAskedZone) {
  ListSlotsInput input = Input();
  input.time_zone = "Pacific/Auckland";  // 10:00 UTC is 23:00 or later there
  calendar.OfferSlots({At(start), At(start + 3h)});
  const auto list = domain::ListSlots(carol.store(), calendar, carol.actor(), input, now);
  BOOST_TEST(list.days.size() == 2U);
  BOOST_TEST(list.type.purpose == "intro_call");
}

BOOST_AUTO_TEST_CASE(OffersNothingThatIsHeldOrBookedByOthers) {
  Seat erin = Erin();
  Reserve(erin, start);
  BookAt(erin, other);
  BOOST_TEST(Free(carol) == "30 1440");
}

BOOST_AUTO_TEST_CASE(OffersTheOwnHoldAlthoughCalcomHidesIt) {
  Reserve(carol, start);
  BOOST_TEST(calendar.Holds().size() == 1U);
  BOOST_TEST(Free(carol) == "0 30 120 1440");
}

// Our claim counts, even while Cal.com knows nothing of it.
BOOST_AUTO_TEST_CASE(OffersNoStartThatIsBeingBooked) {
  BookUnknown(false);
  Seat erin = Erin();
  BOOST_TEST(Free(erin) == "30 120 1440");
}

BOOST_AUTO_TEST_CASE(OffersAnExpiredHold) {
  Seat erin = Erin();
  const Reservation hold = Reserve(erin, start);
  people.sql().Run("update nx.nx_scheduler_slot_claim set expires_at = now() where owner_id = $1",
                   {hold.id.str()});
  calendar.Release(calendar.Holds()[0]);
  BOOST_TEST(Free(carol) == "0 30 120 1440");
}

BOOST_AUTO_TEST_CASE(OffersTheOwnTimeOfABookingThatIsMoved) {
  ListSlotsInput input = Input();
  input.moving = Book().id;
  BOOST_TEST(Free(carol, input) == "0 30 120 1440");
  BOOST_TEST(Free(carol) == "30 120 1440");
}

BOOST_AUTO_TEST_CASE(LetsStaffMoveForAnotherKind) {
  ListSlotsInput input = Input();
  input.moving = Book().id;
  Seat bob(people.acme, people.bob);
  BOOST_TEST(Free(bob, input) == "0 30 120 1440");
  BOOST_TEST(ReasonOf([&] { Free(bob); }) == "kind_not_allowed");
}

BOOST_AUTO_TEST_CASE(RefusesToMoveAnothersBooking) {
  ListSlotsInput input = Input();
  input.moving = Book().id;
  Seat erin = Erin();
  BOOST_TEST(ReasonOf([&] { Free(erin, input); }) == "not_found");
  input.purpose = "support";
  BOOST_TEST(ReasonOf([&] { Free(carol, input); }) == "not_found");
}

BOOST_AUTO_TEST_CASE(OffersNothingThatIsOver) {
  calendar.OfferSlots({At(now - 1h), At(now), At(now + 1h)});
  ListSlotsInput input = Input();
  input.range = {.start = now - 48h, .end = now + 48h};
  const auto list = domain::ListSlots(carol.store(), calendar, carol.actor(), input, now);
  BOOST_REQUIRE_EQUAL(list.days.size(), 1U);
  BOOST_TEST(list.days.begin()->second.size() == 1U);
  input.range.end = now;
  const int asked = calendar.Count(CalendarCall::kListSlots);
  BOOST_TEST(Free(carol, input) == "");
  BOOST_TEST(calendar.Count(CalendarCall::kListSlots) == asked);
}

BOOST_AUTO_TEST_CASE(RefusesBadInput) {
  ListSlotsInput input = Input();
  const auto refusal = [&] { return ReasonOf([&] { Free(carol, input); }); };
  input.range.end = input.range.start;
  BOOST_TEST(refusal() == "invalid end");
  input.range.end = input.range.start + 62 * 24h + 1s;
  BOOST_TEST(refusal() == "invalid end");
  input.range.end = input.range.start + 62 * 24h;
  BOOST_TEST(refusal() == "nothing");
  input.time_zone = "Mars/Olympus";
  BOOST_TEST(refusal() == "invalid timeZone");
  input = Input();
  input.purpose = "unheard_of";
  BOOST_TEST(refusal() == "purpose_unknown");
  input.purpose = "team";
  BOOST_TEST(refusal() == "kind_not_allowed");
  Set("is_enabled", "false");
  BOOST_TEST(refusal() == "scheduling_disabled");
}

BOOST_AUTO_TEST_CASE(SaysThatCalcomDoesNotAnswer) {
  calendar.Fail(CalendarCall::kListSlots, {.failure = CalendarFailure::kUnknown});
  BOOST_TEST(ReasonOf([&] { Free(carol); }) == "calendar_unavailable");
}

BOOST_AUTO_TEST_CASE(GivesTheNextFreeTimes) {
  const auto next = [&] {
    return NextFree(carol.store(), calendar, carol.actor(), "intro_call", start, 2, now);
  };
  Seat erin = Erin();
  BookAt(erin, start);
  BOOST_TEST((next() == std::vector<Slot>{At(start + 30min), At(other)}));
  calendar.Fail(CalendarCall::kListSlots, {.failure = CalendarFailure::kUnknown});
  BOOST_TEST(next().empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(ReserveSlot, Slots)

BOOST_AUTO_TEST_CASE(Works) {
  Set("hold_minutes", "7");
  const Reservation hold = Reserve(carol, start);
  BOOST_TEST((hold.time == At(start)));
  BOOST_TEST(hold.purpose == "intro_call");
  BOOST_TEST((hold.expires_at > now + 6min && hold.expires_at < now + 8min));
  BOOST_TEST(ClaimOwner(start) == hold.id.str());
  BOOST_TEST(calendar.Holds().size() == 1U);
  const Reservation stored = RequireReservation(carol.store(), carol.actor(), hold.id);
  BOOST_TEST(stored.cal_reservation_uid == calendar.Holds()[0]);
}

BOOST_AUTO_TEST_CASE(RefusesASlotThatSomebodyElseHas) {
  Seat erin = Erin();
  Reserve(erin, start);
  BookAt(erin, other);
  BOOST_TEST(ReasonOf([&] { Reserve(carol, start); }) == "slot_taken");
  BOOST_TEST(ReasonOf([&] { Reserve(carol, other); }) == "slot_taken");
  BOOST_TEST(calendar.Holds().size() == 1U);
}

BOOST_AUTO_TEST_CASE(TakesOverAnExpiredHold) {
  Seat erin = Erin();
  const Reservation old = Reserve(erin, start);
  people.sql().Run("update nx.nx_scheduler_slot_claim set expires_at = now() where owner_id = $1",
                   {old.id.str()});
  const Reservation hold = Reserve(carol, start);
  BOOST_TEST(ClaimOwner(start) == hold.id.str());
}

BOOST_AUTO_TEST_CASE(ProlongsTheOwnHold) {
  const Reservation first = Reserve(carol, start);
  people.sql().Run(
      "update nx.nx_scheduler_reservation set expires_at = now() + interval '1 min'"
      " where id = $1",
      {first.id.str()});
  const Reservation second = Reserve(carol, start);
  BOOST_TEST(second.id.str() == first.id.str());
  const Reservation stored = RequireReservation(carol.store(), carol.actor(), first.id);
  BOOST_TEST((stored.expires_at > now + 5min));
  BOOST_REQUIRE_EQUAL(calendar.Holds().size(), 1U);
  BOOST_TEST(stored.cal_reservation_uid == calendar.Holds()[0]);
  BOOST_TEST(people.sql().Text("select expires_at > now() + interval '5 min'"
                               " from nx.nx_scheduler_slot_claim where owner_id = $1",
                               {first.id.str()}) == "t");
}

BOOST_AUTO_TEST_CASE(GivesUpTheOlderHoldOfThePurpose) {
  const Reservation older = Reserve(carol, start);
  const Reservation newer = Reserve(carol, other);
  BOOST_TEST(ClaimOwner(start) == "");
  BOOST_TEST(ClaimOwner(other) == newer.id.str());
  BOOST_TEST(calendar.Holds().size() == 1U);
  BOOST_TEST(ReasonOf([&] { RequireReservation(carol.store(), carol.actor(), older.id); }) ==
             "reservation_expired");
}

// A courtesy to the outside, no more.
BOOST_AUTO_TEST_CASE(HoldsWithoutCalcom) {
  calendar.Fail(CalendarCall::kReserve, {.failure = CalendarFailure::kUnknown});
  const Reservation hold = Reserve(carol, start);
  BOOST_TEST(hold.cal_reservation_uid == "");
  BOOST_TEST(ClaimOwner(start) == hold.id.str());
}

BOOST_AUTO_TEST_CASE(AnswersAKeyAgain) {
  const auto reserve = [&](Timestamp at, std::uint8_t body) {
    return domain::ReserveSlot(carol.store(), Offering(carol), carol.actor(),
                               {.purpose = "intro_call",
                                .start = at,
                                .time_zone = "UTC",
                                .key = WithKey("reserve-1", body).key,
                                .answer =
                                    [](const Reservation& hold) {
                                      return domain::StoredAnswer{.status = 201,
                                                                  .body = hold.id.str()};
                                    },
                                .refusal = {}},
                               now);
  };
  const auto first = std::get<Reservation>(reserve(start, 1));
  const auto again = std::get<domain::StoredAnswer>(reserve(start, 1));
  BOOST_TEST((again.status == 201 && again.body == first.id.str()));
  BOOST_TEST(calendar.Count(CalendarCall::kReserve) == 1);
  BOOST_TEST(ReasonOf([&] { reserve(other, 2); }) == "idempotency_mismatch");
}

BOOST_AUTO_TEST_CASE(RefusesThePastAndOtherKinds) {
  BOOST_TEST(ReasonOf([&] { Reserve(carol, now); }) == "invalid start");
  Seat bob(people.acme, people.bob);
  BOOST_TEST(ReasonOf([&] { Reserve(bob, start); }) == "kind_not_allowed");
}

BOOST_AUTO_TEST_CASE(IsUnknownToOthers) {
  const Reservation hold = Reserve(carol, start);
  Seat erin = Erin();
  Seat bob(people.acme, people.bob);
  Seat dave(people.globex, people.dave);
  for (Seat* seat : {&erin, &bob, &dave}) {
    BOOST_TEST(ReasonOf([&] { RequireReservation(seat->store(), seat->actor(), hold.id); }) ==
               "not_found");
    ReleaseReservation(seat->store(), calendar, seat->actor(), hold.id);
  }
  BOOST_TEST(ClaimOwner(start) == hold.id.str());
}

BOOST_AUTO_TEST_CASE(IsGivenBack) {
  const Reservation hold = Reserve(carol, start);
  ReleaseReservation(carol.store(), calendar, carol.actor(), hold.id);
  BOOST_TEST(ClaimOwner(start) == "");
  BOOST_TEST(calendar.Holds().empty());
  BOOST_TEST(ReasonOf([&] {
               ReleaseReservation(carol.store(), calendar, carol.actor(), hold.id);
             }) == "nothing");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
