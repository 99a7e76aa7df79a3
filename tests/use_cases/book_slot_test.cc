// Booking: faults-and-threats section 1, B1 to B10 as far as one verb sees them.

#include <boost/test/unit_test.hpp>

#include "domain/use_cases/idempotency.h"
#include "tests/use_cases/saga_world.h"

namespace nexcyte::testing {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals only
using domain::Booking;
using domain::BookingStatus;
using domain::BookSlotInput;
using domain::CalendarFailure;
using domain::StoredAnswer;

BOOST_FIXTURE_TEST_SUITE(BookSlot, SagaWorld)

BOOST_AUTO_TEST_CASE(Works) {
  const Booking booking = Book();
  BOOST_TEST((booking.status == BookingStatus::kScheduled));
  BOOST_TEST(!booking.open_intent);
  BOOST_TEST((booking.time.start == start && booking.time.end == start + 30min));
  BOOST_TEST(booking.attendee.str() == carol.actor().user.str());
  BOOST_TEST(booking.attendee_name == "Carol");
  BOOST_TEST(booking.location == "https://meet.example/room");
  BOOST_REQUIRE_EQUAL(calendar.LiveOf(booking.id).size(), 1U);
  BOOST_TEST(booking.cal_uid == calendar.Live()[0].uid);
  BOOST_TEST(Outcome(booking.id) == "done");
  BOOST_TEST(ClaimOwner(start) == booking.id.str());
  BOOST_TEST(Mails(booking.id, "booking_created") == 1);
  BOOST_TEST(Mails(booking.id) == 1);
  BOOST_TEST(Audit(booking.id) == "booking.scheduled");
}

BOOST_AUTO_TEST_CASE(KeepsTheHostsNameToItself) { BOOST_TEST(Book().title == "Intro Call"); }

BOOST_AUTO_TEST_CASE(AsksForApprovalWhereTheEventTypeNeedsIt) {
  calendar.NeedApproval(true);
  const Booking booking = Book();
  BOOST_TEST((booking.status == BookingStatus::kRequested));
  BOOST_TEST(Mails(booking.id, "booking_requested") == 1);
  BOOST_TEST(Mails(booking.id) == 1);
}

BOOST_AUTO_TEST_CASE(GivesCalcomTheRealAddressOrTheAlias) {
  const Booking real = Book();
  BOOST_TEST(calendar.AddressOf(real.cal_uid) == carol.actor().email);
  Set("attendee_address = 'alias', alias_domain", "'in.acme.test'");
  const Booking alias = BookAt(carol, other);
  BOOST_TEST(calendar.AddressOf(alias.cal_uid) == "booking-" + alias.id.str() + "@in.acme.test");
}

BOOST_AUTO_TEST_CASE(RefusesWhatThePersonMayNotBook) {
  BookSlotInput input = BookInput();
  const auto refusal = [&] { return ReasonOf([&] { Book(carol, input); }); };
  input.purpose = "unheard_of";
  BOOST_TEST(refusal() == "purpose_unknown");
  input.purpose = "team";
  BOOST_TEST(refusal() == "kind_not_allowed");
  Set("is_enabled", "false");
  BOOST_TEST(refusal() == "scheduling_disabled");
  BOOST_TEST(calendar.Count(CalendarCall::kCreate) == 0);
}

BOOST_AUTO_TEST_CASE(RefusesBadInput) {
  BookSlotInput input = BookInput();
  const auto refusal = [&] { return ReasonOf([&] { Book(carol, input); }); };
  input.start = now;
  BOOST_TEST(refusal() == "invalid start");
  input = BookInput();
  input.time_zone = "Mars/Olympus";
  BOOST_TEST(refusal() == "invalid timeZone");
  input = BookInput();
  for (int i = 0; i < 2001; ++i) {
    input.notes += "é";
  }
  BOOST_TEST(refusal() == "invalid notes");
  input.notes.resize(4000);
  BOOST_TEST(refusal() == "nothing");
}

BOOST_AUTO_TEST_CASE(RefusesMoreThanTheLimitOfOpenBookings) {
  Set("max_open_bookings", "1");
  Book();
  BOOST_TEST(ReasonOf([&] { BookAt(carol, other); }) == "too_many_bookings");
}

BOOST_AUTO_TEST_CASE(CountsAPurposeWithALimitOfItsOwnAlone) {
  const auto limit = [&](const std::string& purpose) {
    people.sql().Run(
        "update nx.nx_scheduler_event_type_map set max_open_bookings = 1"
        " where tenant_id = $1 and purpose = $2",
        {people.acme.id.str(), purpose});
  };
  limit("support");
  Book();
  BookAt(carol, other);
  limit("intro_call");
  BOOST_TEST(ReasonOf([&] { BookAt(carol, other + 2h); }) == "too_many_bookings");
  domain::BookSlotInput input = BookInput();
  input.purpose = "support";
  input.start = other + 4h;
  BOOST_TEST(ReasonOf([&] { Book(carol, input); }) == "nothing");
}

BOOST_AUTO_TEST_CASE(RefusesAStartThatSomebodyElseHas) {
  Book();
  Seat erin(people.acme, people.AddPerson(people.acme, "Erin"));
  BOOST_TEST(ReasonOf([&] { Book(erin); }) == "slot_taken");
  BOOST_TEST(calendar.Count(CalendarCall::kCreate) == 1);
  BOOST_TEST(Count("nx_scheduler_booking where true") == "1");
}

BOOST_AUTO_TEST_CASE(LeavesOtherTenantsStartsAlone) {
  Book();
  Seat dave(people.globex, people.dave);
  calendar.CancelByHost(calendar.Live()[0].uid);
  BOOST_TEST(ReasonOf([&] { Book(dave); }) == "nothing");
}

// B10: the slot was booked outside of the portal.
BOOST_AUTO_TEST_CASE(RefusesAStartThatIsBookedAtCalcom) {
  calendar.BookElsewhere(type(), start);
  BOOST_TEST(ReasonOf([&] { Book(); }) == "slot_taken");
  const auto id = OnlyBooking();
  BOOST_TEST((Row(id).status == BookingStatus::kFailed));
  BOOST_TEST(Outcome(id) == "refused");
  BOOST_TEST(ClaimOwner(start) == "");
}

// The person saw the refusal; only a failure behind their back is worth a message.
BOOST_AUTO_TEST_CASE(SendsNoMessageOfARefusalOnTheScreen) {
  calendar.BookElsewhere(type(), start);
  BOOST_TEST(ReasonOf([&] { Book(); }) == "slot_taken");
  BOOST_TEST(Mails(OnlyBooking()) == 0);
}

BOOST_AUTO_TEST_CASE(NamesTheRefusalsOfCalcom) {
  const auto refusal = [&](CalendarFailure failure) {
    calendar.Fail(CalendarCall::kCreate, {.failure = failure});
    return ReasonOf([&] { Book(); });
  };
  BOOST_TEST(refusal(CalendarFailure::kSlotInvalid) == "slot_taken");
  BOOST_TEST(refusal(CalendarFailure::kLimitReached) == "slot_taken");
  BOOST_TEST(refusal(CalendarFailure::kBookerLimit) == "too_many_bookings");
  BOOST_TEST(refusal(CalendarFailure::kValidation) == "calendar_unavailable");
  BOOST_TEST(refusal(CalendarFailure::kAuth) == "calendar_unavailable");
  BOOST_TEST(refusal(CalendarFailure::kNotFound) == "calendar_unavailable");
  BOOST_TEST(calendar.Count(CalendarCall::kList) == 6);
  BOOST_TEST(Count("nx_scheduler_slot_claim where true") == "0");
}

// B2: not a byte has left.
BOOST_AUTO_TEST_CASE(FailsAtOnceWhenNothingWasSent) {
  calendar.Fail(CalendarCall::kCreate, {.failure = CalendarFailure::kNotSent});
  BOOST_TEST(ReasonOf([&] { Book(); }) == "calendar_unavailable");
  BOOST_TEST(calendar.Count(CalendarCall::kList) == 0);
  BOOST_TEST((Row(OnlyBooking()).status == BookingStatus::kFailed));
  BOOST_TEST(ClaimOwner(start) == "");
}

// B5.
BOOST_AUTO_TEST_CASE(SaysWhenToTryAgainAfter429) {
  calendar.Fail(CalendarCall::kCreate,
                {.failure = CalendarFailure::kRateLimited, .retry_after = 42s});
  try {
    Book();
    BOOST_ERROR("the refusal is missing");
  } catch (const domain::Error& error) {
    BOOST_TEST((error.code() == domain::ErrorCode::kUnavailable));
    BOOST_TEST((error.retry_after() == 42s));
  }
  BOOST_TEST(calendar.Count(CalendarCall::kCreate) == 1);
}

// B4: an error although it booked.
BOOST_AUTO_TEST_CASE(BelievesNoRefusalWithoutALook) {
  for (const auto failure : {CalendarFailure::kSlotTaken, CalendarFailure::kValidation,
                             CalendarFailure::kAuth, CalendarFailure::kNotFound}) {
    calendar.Fail(CalendarCall::kCreate, {.failure = failure, .does_it = true});
    const Booking booking = Book();
    BOOST_TEST((booking.status == BookingStatus::kScheduled));
    BOOST_TEST(Mails(booking.id, "booking_created") == 1);
    BOOST_TEST(calendar.LiveOf(booking.id).size() == 1U);
    Cancel(carol, booking.id);
  }
}

BOOST_AUTO_TEST_CASE(StaysPendingWhenTheLookFails) {
  calendar.Fail(CalendarCall::kCreate, {.failure = CalendarFailure::kValidation});
  calendar.Fail(CalendarCall::kList, {.failure = CalendarFailure::kUnknown});
  const Booking booking = Book();
  BOOST_TEST((booking.status == BookingStatus::kPending));
  BOOST_TEST(Outcome(booking.id) == "open");
}

// B3: the outcome is unknown. Not a second POST, no message, and the start stays claimed.
BOOST_AUTO_TEST_CASE(StaysPendingWhileTheOutcomeIsUnknown) {
  const Booking booking = BookUnknown(false);
  BOOST_TEST((booking.status == BookingStatus::kPending));
  BOOST_TEST((booking.open_intent == domain::IntentKind::kBook));
  BOOST_TEST(calendar.Count(CalendarCall::kCreate) == 1);
  BOOST_TEST(Mails(booking.id) == 0);
  BOOST_TEST(ClaimOwner(start) == booking.id.str());
}

// calcom-v2.md section 5: some event types answer with an older booking of the same attendee.
BOOST_AUTO_TEST_CASE(AdoptsNoBookingOfAnotherReference) {
  const Booking first = Book();
  calendar.AnswerNextCreateWith(first.cal_uid);
  BOOST_TEST(ReasonOf([&] { BookAt(carol, other); }) == "slot_taken");
  BOOST_TEST((Row(first.id).status == BookingStatus::kScheduled));
}

BOOST_AUTO_TEST_CASE(UsesUpTheReservation) {
  const auto hold = Reserve(carol, start);
  BookSlotInput input = BookInput();
  input.reservation = hold.id;
  const auto booking = std::get<Booking>(Book(carol, input));
  BOOST_TEST(ClaimOwner(start) == booking.id.str());
  BOOST_TEST(calendar.Holds().empty());
  BOOST_TEST(ReasonOf([&] { RequireReservation(carol.store(), carol.actor(), hold.id); }) ==
             "reservation_expired");
}

BOOST_AUTO_TEST_CASE(FindsTheOwnHoldWithoutBeingTold) {
  Reserve(carol, start);
  BOOST_TEST((Book().status == BookingStatus::kScheduled));
  BOOST_TEST(calendar.Holds().empty());
}

BOOST_AUTO_TEST_CASE(GivesTheHoldBackInEveryOutcome) {
  Reserve(carol, start);
  calendar.Fail(CalendarCall::kCreate, {.failure = CalendarFailure::kSlotTaken});
  BOOST_TEST(ReasonOf([&] { Book(); }) == "slot_taken");
  BOOST_TEST(calendar.Holds().empty());
  Reserve(carol, start);
  BookUnknown(false);
  BOOST_TEST(calendar.Holds().empty());
}

BOOST_AUTO_TEST_CASE(RefusesAnExpiredOrForeignReservation) {
  const auto hold = Reserve(carol, start);
  Seat erin(people.acme, people.AddPerson(people.acme, "Erin"));
  BookSlotInput input = BookInput();
  input.reservation = hold.id;
  BOOST_TEST(ReasonOf([&] { Book(erin, input); }) == "reservation_expired");
  input.start = other;
  BOOST_TEST(ReasonOf([&] { Book(carol, input); }) == "reservation_expired");
  people.sql().Run("update nx.nx_scheduler_reservation set expires_at = now() where id = $1",
                   {hold.id.str()});
  input.start = start;
  BOOST_TEST(ReasonOf([&] { Book(carol, input); }) == "reservation_expired");
}

BOOST_AUTO_TEST_CASE(RefusesAReservationThatWasGivenUp) {
  BookSlotInput input = BookInput();
  input.reservation = Reserve(carol, start).id;
  Reserve(carol, other);
  Reserve(carol, start);
  BOOST_TEST(ReasonOf([&] { Book(carol, input); }) == "reservation_expired");
}

BOOST_AUTO_TEST_CASE(RefusesAStartThatSomebodyHoldsUntilTheHoldExpires) {
  const auto hold = Reserve(carol, start);
  Seat erin(people.acme, people.AddPerson(people.acme, "Erin"));
  BOOST_TEST(ReasonOf([&] { Book(erin); }) == "slot_taken");
  people.sql().Run("update nx.nx_scheduler_slot_claim set expires_at = now() where owner_id = $1",
                   {hold.id.str()});
  BOOST_TEST((Book(erin).status == BookingStatus::kScheduled));
}

// B1: killed before T1 commits, here by its last statement.
BOOST_AUTO_TEST_CASE(LeavesNothingWhenT1Fails) {
  BOOST_TEST(Dies([&] {
    carol.store().Transact([&](domain::UnitOfWork& unit) {
      unit.slot_claims().Take({.cal_event_type_id = type(),
                               .start = start,
                               .is_hold = false,
                               .owner = people.acme.id.str(),
                               .expires_at = {}},
                              std::nullopt);
      throw Killed();
    });
  }));
  BOOST_TEST(ClaimOwner(start) == "");
  BOOST_TEST((Book().status == BookingStatus::kScheduled));
}

// Who comes back to the page of the hold is shown the booking.
BOOST_AUTO_TEST_CASE(RemembersWhatAHoldBecame) {
  const auto hold = Reserve(carol, start);
  const auto found = [&](Seat& seat) { return FindBookingOf(seat.store(), hold.id); };
  BOOST_TEST(!found(carol).has_value());
  const Booking booking = Book();
  BOOST_TEST((found(carol) == booking.id));
  Move(carol, booking.id, other);
  BOOST_TEST((found(carol) == booking.id));
  Seat erin(people.acme, people.AddPerson(people.acme, "Erin"));
  Seat bob(people.acme, people.bob);
  BOOST_TEST(!found(erin).has_value());
  BOOST_TEST(!found(bob).has_value());
}

BOOST_AUTO_TEST_CASE(RemembersNothingOfAHoldThatCameToNothing) {
  const auto hold = Reserve(carol, start);
  calendar.BookElsewhere(type(), start);
  BOOST_TEST(ReasonOf([&] { Book(); }) == "slot_taken");
  BOOST_TEST(!FindBookingOf(carol.store(), hold.id).has_value());
}

// The reconciler finished it while our answer was under way.
BOOST_AUTO_TEST_CASE(KeepsWhatTheReconcilerConfirmed) {
  calendar.After(CalendarCall::kCreate, [&] {
    Age(OnlyBooking(), 90s);
    BOOST_TEST(Reconcile().confirmed == 1);
  });
  const Booking booking = Book();
  BOOST_TEST((booking.status == BookingStatus::kScheduled));
  BOOST_TEST(booking.revision == 0);
  BOOST_TEST(Mails(booking.id, "booking_created") == 1);
  BOOST_TEST(Audit(booking.id) == "booking.scheduled");
}

// Failed is final: what the late worker made is cancelled again.
BOOST_AUTO_TEST_CASE(CancelsWhatTheReconcilerGaveUp) {
  calendar.Before(CalendarCall::kCreate, [&] {
    AgePastQuietWindow(OnlyBooking());
    BOOST_TEST(Reconcile().failed == 1);
  });
  const Booking booking = Book();
  BOOST_TEST((booking.status == BookingStatus::kFailed));
  BOOST_TEST(calendar.Live().empty());
  BOOST_TEST(Mails(booking.id, "booking_failed") == 1);
  BOOST_TEST(Mails(booking.id) == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
