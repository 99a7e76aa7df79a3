// Cancelling and moving.

#include <boost/test/unit_test.hpp>

#include "tests/use_cases/saga_world.h"

namespace nexcyte::testing {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals only
using domain::Booking;
using domain::BookingStatus;
using domain::CalendarFailure;
using domain::CalendarStatus;
using domain::IntentKind;

BOOST_FIXTURE_TEST_SUITE(CancelBooking, SagaWorld)

BOOST_AUTO_TEST_CASE(Works) {
  const Booking before = Book();
  const Booking after = Cancel(carol, before.id);
  BOOST_TEST((after.status == BookingStatus::kCancelled));
  BOOST_TEST(after.revision == before.revision + 1);
  BOOST_TEST(after.reason == "no time");
  BOOST_TEST(calendar.Live().empty());
  BOOST_TEST(ClaimOwner(start) == "");
  BOOST_TEST(Mails(before.id, "booking_cancelled") == 1);
  BOOST_TEST(Audit(before.id) == "booking.scheduled booking.cancelled");
  const auto history = carol.store().Transact(
      [&](domain::UnitOfWork& unit) { return unit.bookings().History(before.id); });
  BOOST_REQUIRE_EQUAL(history.size(), 1U);
  BOOST_TEST(history[0].cal_uid == before.cal_uid);
  BOOST_TEST(history[0].status == "scheduled");
}

BOOST_AUTO_TEST_CASE(FreesTheStartForOthers) {
  Cancel(carol, Book().id);
  Seat erin(people.acme, people.AddPerson(people.acme, "Erin"));
  BOOST_TEST((Book(erin).status == BookingStatus::kScheduled));
}

BOOST_AUTO_TEST_CASE(AnswersACancelledBookingAsItIs) {
  const Booking booking = Book();
  Cancel(carol, booking.id);
  const Booking again = Cancel(carol, booking.id);
  BOOST_TEST((again.status == BookingStatus::kCancelled));
  BOOST_TEST(calendar.Count(CalendarCall::kCancel) == 1);
  BOOST_TEST(Mails(booking.id, "booking_cancelled") == 1);
}

BOOST_AUTO_TEST_CASE(KeepsTheAnswerUnderItsKey) {
  const Booking booking = Book();
  const auto cancel = [&] {
    return domain::CancelBooking(
        carol.store(), calendar, carol.actor(),
        {.booking = booking.id, .reason = "", .idempotent = WithKey("cancel-1")}, now);
  };
  BOOST_TEST(std::holds_alternative<Booking>(cancel()));
  BOOST_TEST(std::get<domain::StoredAnswer>(cancel()).body == booking.id.str() + " cancelled");
}

BOOST_AUTO_TEST_CASE(RefusesAnothersBookingLikeARandomOne) {
  const Booking booking = Book();
  Seat erin(people.acme, people.AddPerson(people.acme, "Erin"));
  Seat dave(people.globex, people.dave);
  BOOST_TEST(ReasonOf([&] { Cancel(erin, booking.id); }) == "not_found");
  BOOST_TEST(ReasonOf([&] { Cancel(dave, booking.id); }) == "not_found");
  BOOST_TEST(ReasonOf([&] {
               Cancel(erin, domain::BookingId::Parse(people.acme.id.str()).value());
             }) == "not_found");
}

BOOST_AUTO_TEST_CASE(LetsStaffActForTheAttendee) {
  const Booking booking = Book();
  Seat bob(people.acme, people.bob);
  const Booking after = Cancel(bob, booking.id);
  BOOST_TEST((after.status == BookingStatus::kCancelled));
  BOOST_TEST(after.attendee.str() == people.carol.user.str());
  BOOST_TEST(after.actor->str() == people.bob.user.str());
  BOOST_TEST(Mails(booking.id, "booking_cancelled") == 1);
}

BOOST_AUTO_TEST_CASE(KeepsTheNotice) {
  const Booking booking = Book();
  Set("cancel_notice_minutes", "100000");
  BOOST_TEST(ReasonOf([&] { Cancel(carol, booking.id); }) == "too_late_to_cancel");
  BOOST_TEST(calendar.Count(CalendarCall::kCancel) == 0);
}

BOOST_AUTO_TEST_CASE(AsksForAReasonAsTheRulesSay) {
  const Booking booking = Book();
  const auto cancel = [&](const std::string& reason) {
    domain::CancelBooking(carol.store(), calendar, carol.actor(),
                          {.booking = booking.id, .reason = reason, .idempotent = {}}, now);
  };
  Set("reason_rule", "'required'");
  BOOST_TEST(ReasonOf([&] { cancel(" "); }) == "invalid reason");
  Set("reason_rule", "'off'");
  cancel("nobody asked");
  BOOST_TEST(Row(booking.id).reason.find("nobody asked") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(RefusesWhileSomethingIsOpen) {
  const Booking booking = BookUnknown(true);
  BOOST_TEST(ReasonOf([&] { Cancel(carol, booking.id); }) == "calendar_unavailable");
}

BOOST_AUTO_TEST_CASE(ChangesNothingWhenNothingWasSent) {
  const Booking booking = Book();
  for (const auto failure : {CalendarFailure::kNotSent, CalendarFailure::kRateLimited}) {
    calendar.Fail(CalendarCall::kCancel, {.failure = failure});
    BOOST_TEST(ReasonOf([&] { Cancel(carol, booking.id); }) == "calendar_unavailable");
    const Booking after = Row(booking.id);
    BOOST_TEST((after.status == BookingStatus::kScheduled && !after.open_intent));
    BOOST_TEST(Outcome(booking.id) == "refused");
  }
  BOOST_TEST(ClaimOwner(start) == booking.id.str());
}

BOOST_AUTO_TEST_CASE(StaysOpenWhileTheOutcomeIsUnknown) {
  const Booking booking = Book();
  calendar.Fail(CalendarCall::kCancel, {.failure = CalendarFailure::kUnknown});
  const Booking after = Cancel(carol, booking.id);
  BOOST_TEST((after.status == BookingStatus::kScheduled));
  BOOST_TEST((after.open_intent == IntentKind::kCancel));
}

// The host was faster.
BOOST_AUTO_TEST_CASE(TakesAlreadyCancelledForSuccess) {
  const Booking booking = Book();
  calendar.CancelByHost(booking.cal_uid);
  BOOST_TEST((Cancel(carol, booking.id).status == BookingStatus::kCancelled));
  BOOST_TEST(Mails(booking.id, "booking_cancelled") == 1);
}

BOOST_AUTO_TEST_CASE(TakesGoneForSuccess) {
  const Booking booking = Book();
  calendar.Forget(booking.cal_uid);
  BOOST_TEST((Cancel(carol, booking.id).status == BookingStatus::kCancelled));
}

BOOST_AUTO_TEST_CASE(CancelsWhatTheHostHasMovedMeanwhile) {
  const Booking booking = Book();
  calendar.MoveByHost(booking.cal_uid, other);
  BOOST_TEST((Cancel(carol, booking.id).status == BookingStatus::kCancelled));
  BOOST_TEST(calendar.Live().empty());
  BOOST_TEST(Mails(booking.id) == 2);
}

BOOST_AUTO_TEST_CASE(BelievesNoRefusalWithoutALook) {
  const Booking booking = Book();
  calendar.Fail(CalendarCall::kCancel, {.failure = CalendarFailure::kValidation, .does_it = true});
  BOOST_TEST((Cancel(carol, booking.id).status == BookingStatus::kCancelled));
}

BOOST_AUTO_TEST_CASE(SaysThatCalcomRefused) {
  const Booking booking = Book();
  calendar.RefuseCancelling(true);
  BOOST_TEST(ReasonOf([&] { Cancel(carol, booking.id); }) == "calendar_unavailable");
  BOOST_TEST((Row(booking.id).status == BookingStatus::kScheduled));
  BOOST_TEST(!Row(booking.id).open_intent);
}

BOOST_AUTO_TEST_CASE(RefusesALongReason) {
  const Booking booking = Book();
  BOOST_TEST(ReasonOf([&] {
               domain::CancelBooking(
                   carol.store(), calendar, carol.actor(),
                   {.booking = booking.id, .reason = std::string(501, 'x'), .idempotent = {}}, now);
             }) == "invalid reason");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(RescheduleBooking, SagaWorld)

BOOST_AUTO_TEST_CASE(Works) {
  const Booking before = Book();
  const Booking after = Move(carol, before.id, other);
  BOOST_TEST(after.id.str() == before.id.str());
  BOOST_TEST((after.status == BookingStatus::kScheduled));
  BOOST_TEST((after.time.start == other && after.time.end == other + 30min));
  BOOST_TEST((after.moved_from == start));
  BOOST_TEST(after.revision == before.revision + 1);
  BOOST_TEST(after.moves == 1);
  BOOST_TEST(after.cal_uid != before.cal_uid);
  BOOST_TEST(calendar.LiveOf(before.id).size() == 1U);
  BOOST_TEST(ClaimOwner(start) == "");
  BOOST_TEST(ClaimOwner(other) == before.id.str());
  BOOST_TEST(Mails(before.id, "booking_rescheduled") == 1);
  BOOST_TEST(Mails(before.id) == 2);
  BOOST_TEST(Audit(before.id) == "booking.scheduled booking.rescheduled");
}

BOOST_AUTO_TEST_CASE(KeepsWhatWasInTheHistory) {
  const Booking before = Book();
  Move(carol, before.id, other);
  const auto history = carol.store().Transact(
      [&](domain::UnitOfWork& unit) { return unit.bookings().History(before.id); });
  BOOST_REQUIRE_EQUAL(history.size(), 1U);
  BOOST_TEST(history[0].cal_uid == before.cal_uid);
  BOOST_TEST((history[0].start == start));
  BOOST_TEST(history[0].status == "rescheduled");
  BOOST_TEST(history[0].actor->str() == people.carol.user.str());
}

BOOST_AUTO_TEST_CASE(ToTheSameTimeChangesNothing) {
  const Booking before = Book();
  const Booking after = Move(carol, before.id, start);
  BOOST_TEST(after.revision == before.revision);
  BOOST_TEST(calendar.Count(CalendarCall::kReschedule) == 0);
  BOOST_TEST(Mails(before.id) == 1);
}

BOOST_AUTO_TEST_CASE(BecomesARequestWhereApprovalIsNeeded) {
  const Booking before = Book();
  calendar.NeedApproval(true);
  const Booking after = Move(carol, before.id, other);
  BOOST_TEST((after.status == BookingStatus::kRequested));
  BOOST_TEST(Mails(before.id, "booking_requested") == 1);
  BOOST_TEST(Mails(before.id, "booking_rescheduled") == 0);
}

BOOST_AUTO_TEST_CASE(KeepsTheAskedTimeZone) {
  const Booking before = Book();
  const auto after =
      std::get<Booking>(domain::RescheduleBooking(carol.store(), Offering(carol), carol.actor(),
                                                  {.booking = before.id,
                                                   .start = other,
                                                   .time_zone = "Asia/Kolkata",
                                                   .reason = "",
                                                   .idempotent = {}},
                                                  now));
  BOOST_TEST(after.time_zone == "Asia/Kolkata");
}

BOOST_AUTO_TEST_CASE(RefusesAStartThatSomebodyElseHas) {
  const Booking booking = Book();
  Seat erin(people.acme, people.AddPerson(people.acme, "Erin"));
  BookAt(erin, other);
  BOOST_TEST(ReasonOf([&] { Move(carol, booking.id, other); }) == "slot_taken");
  BOOST_TEST(calendar.Count(CalendarCall::kReschedule) == 0);
  BOOST_TEST(!Row(booking.id).open_intent);
}

BOOST_AUTO_TEST_CASE(RefusesAStartThatIsBookedAtCalcom) {
  const Booking booking = Book();
  calendar.BookElsewhere(type(), other);
  BOOST_TEST(ReasonOf([&] { Move(carol, booking.id, other); }) == "slot_taken");
  const Booking after = Row(booking.id);
  BOOST_TEST((after.status == BookingStatus::kScheduled && after.time.start == start));
  BOOST_TEST(ClaimOwner(start) == booking.id.str());
  BOOST_TEST(ClaimOwner(other) == "");
  BOOST_TEST(Mails(booking.id) == 1);
}

BOOST_AUTO_TEST_CASE(UsesUpTheHoldOfTheNewStart) {
  const Booking booking = Book();
  Reserve(carol, other);
  BOOST_TEST((Move(carol, booking.id, other).time.start == other));
  BOOST_TEST(calendar.Holds().empty());
}

BOOST_AUTO_TEST_CASE(RefusesTheNoticeTheLimitAndThePast) {
  const Booking booking = Book();
  BOOST_TEST(ReasonOf([&] { Move(carol, booking.id, now - 1h); }) == "invalid start");
  Set("max_moves", "1");
  Move(carol, booking.id, other);
  BOOST_TEST(ReasonOf([&] { Move(carol, booking.id, start); }) == "too_many_moves");
  Set("reschedule_notice_minutes", "100000");
  BOOST_TEST(ReasonOf([&] { Move(carol, booking.id, start); }) == "too_late_to_reschedule");
}

BOOST_AUTO_TEST_CASE(RefusesAClosedOrForeignBooking) {
  const Booking booking = Book();
  Seat dave(people.globex, people.dave);
  BOOST_TEST(ReasonOf([&] { Move(dave, booking.id, other); }) == "not_found");
  Cancel(carol, booking.id);
  BOOST_TEST(ReasonOf([&] { Move(carol, booking.id, other); }) == "booking_closed");
}

BOOST_AUTO_TEST_CASE(ChangesNothingWhenNothingWasSent) {
  const Booking booking = Book();
  calendar.Fail(CalendarCall::kReschedule, {.failure = CalendarFailure::kNotSent});
  BOOST_TEST(ReasonOf([&] { Move(carol, booking.id, other); }) == "calendar_unavailable");
  BOOST_TEST((Row(booking.id).time.start == start));
  BOOST_TEST(ClaimOwner(other) == "");
  BOOST_TEST(Outcome(booking.id) == "refused");
}

BOOST_AUTO_TEST_CASE(KeepsBothStartsWhileTheOutcomeIsUnknown) {
  const Booking booking = Book();
  calendar.Fail(CalendarCall::kReschedule, {.failure = CalendarFailure::kUnknown});
  const Booking after = Move(carol, booking.id, other);
  BOOST_TEST((after.open_intent == IntentKind::kMove && after.time.start == start));
  BOOST_TEST(ClaimOwner(start) == booking.id.str());
  BOOST_TEST(ClaimOwner(other) == booking.id.str());
}

BOOST_AUTO_TEST_CASE(BelievesNoRefusalWithoutALook) {
  const Booking booking = Book();
  calendar.Fail(CalendarCall::kReschedule,
                {.failure = CalendarFailure::kSlotTaken, .does_it = true});
  const Booking after = Move(carol, booking.id, other);
  BOOST_TEST((after.time.start == other));
  BOOST_TEST(Mails(booking.id, "booking_rescheduled") == 1);
}

BOOST_AUTO_TEST_CASE(FollowsTheHostWhoMovedItElsewhere) {
  const Booking booking = Book();
  calendar.MoveByHost(booking.cal_uid, other + 4h);
  const Booking after = Move(carol, booking.id, other);
  BOOST_TEST((after.time.start == other + 4h));
  BOOST_TEST(ClaimOwner(other) == "");
  BOOST_TEST(ClaimOwner(other + 4h) == booking.id.str());
  BOOST_TEST(calendar.LiveOf(booking.id).size() == 1U);
}

BOOST_AUTO_TEST_CASE(FollowsTheHostWhoCancelledIt) {
  const Booking booking = Book();
  calendar.CancelByHost(booking.cal_uid);
  const Booking after = Move(carol, booking.id, other);
  BOOST_TEST((after.status == BookingStatus::kCancelled));
  BOOST_TEST(ClaimOwner(start) == "");
  BOOST_TEST(ClaimOwner(other) == "");
  BOOST_TEST(Mails(booking.id, "booking_cancelled") == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
