#include "domain/booking.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/domain/refusal.h"

namespace nexcyte::domain {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Timestamp At(const char* text) { return ParseRfc3339(text).value(); }

const UserId kCarol = UserId::Parse("00000000-0000-4000-8000-00000000000c").value();
const UserId kEve = UserId::Parse("00000000-0000-4000-8000-00000000000e").value();
const Timestamp kStart = At("2026-11-23T09:00:00Z");

Actor Member(const UserId& user) {
  Actor actor;
  actor.user = user;
  return actor;
}

Actor StaffMember() {
  Actor actor = Member(kEve);
  actor.role = Role::kStaff;
  return actor;
}

// A scheduled hour of Carol's.
Booking Scheduled() {
  Booking booking;
  booking.id = BookingId::Parse("5c1f7c86-0a3c-4a53-9a6e-0a9c8f5d2b11").value();
  booking.status = BookingStatus::kScheduled;
  booking.time = {kStart, kStart + hours(1)};
  booking.attendee = kCarol;
  return booking;
}

SchedulingSettings DayOfNotice() {
  SchedulingSettings settings;
  settings.cancel_notice = hours(24);
  settings.reschedule_notice = hours(48);
  settings.max_moves = 2;
  return settings;
}

std::string CancelRefusal(const Booking& booking, const Actor& actor, Timestamp now) {
  std::string refusal = RefusalOf([&] { RequireCancellable(booking, actor, DayOfNotice(), now); });
  BOOST_TEST(CanCancel(booking, actor, DayOfNotice(), now) == refusal.empty());
  return refusal;
}

std::string MoveRefusal(const Booking& booking, const Actor& actor, Timestamp now) {
  std::string refusal =
      RefusalOf([&] { RequireReschedulable(booking, actor, DayOfNotice(), now); });
  BOOST_TEST(CanReschedule(booking, actor, DayOfNotice(), now) == refusal.empty());
  return refusal;
}

BOOST_AUTO_TEST_SUITE(RulesOfABooking)

BOOST_AUTO_TEST_CASE(KeepsTheNoticeForMembers) {
  const Booking booking = Scheduled();
  BOOST_TEST(CancelRefusal(booking, Member(kCarol), kStart - hours(24)) == "");
  BOOST_TEST(CancelRefusal(booking, Member(kCarol), kStart - hours(24) + seconds(1)) ==
             "too_late_to_cancel");
  BOOST_TEST(MoveRefusal(booking, Member(kCarol), kStart - hours(48)) == "");
  BOOST_TEST(MoveRefusal(booking, Member(kCarol), kStart - hours(48) + seconds(1)) ==
             "too_late_to_reschedule");
}

BOOST_AUTO_TEST_CASE(KeepsNoNoticeForStaff) {
  BOOST_TEST(CancelRefusal(Scheduled(), StaffMember(), kStart - seconds(1)) == "");
  BOOST_TEST(MoveRefusal(Scheduled(), StaffMember(), kStart - seconds(1)) == "");
}

BOOST_AUTO_TEST_CASE(HidesBookingsOfOthers) {
  BOOST_TEST(CancelRefusal(Scheduled(), Member(kEve), kStart - hours(72)) == "not_found");
  BOOST_TEST(MoveRefusal(Scheduled(), Member(kEve), kStart - hours(72)) == "not_found");
}

BOOST_AUTO_TEST_CASE(ClosesWhatIsOverOrEnded) {
  const Timestamp early = kStart - hours(72);
  BOOST_TEST(CancelRefusal(Scheduled(), StaffMember(), kStart) == "booking_closed");
  BOOST_TEST(MoveRefusal(Scheduled(), StaffMember(), kStart) == "booking_closed");
  for (const BookingStatus status :
       {BookingStatus::kCancelled, BookingStatus::kRejected, BookingStatus::kFailed}) {
    Booking booking = Scheduled();
    booking.status = status;
    BOOST_TEST(CancelRefusal(booking, Member(kCarol), early) == "booking_closed");
    BOOST_TEST(MoveRefusal(booking, Member(kCarol), early) == "booking_closed");
  }
  Booking requested = Scheduled();
  requested.status = BookingStatus::kRequested;
  BOOST_TEST(CancelRefusal(requested, Member(kCarol), early) == "");
  BOOST_TEST(MoveRefusal(requested, Member(kCarol), early) == "");
}

BOOST_AUTO_TEST_CASE(WaitsForAnOpenChange) {
  for (const IntentKind kind : {IntentKind::kBook, IntentKind::kMove, IntentKind::kCancel}) {
    Booking booking = Scheduled();
    booking.status = kind == IntentKind::kBook ? BookingStatus::kPending : booking.status;
    booking.open_intent = kind;
    BOOST_TEST(CancelRefusal(booking, Member(kCarol), kStart - hours(72)) ==
               "calendar_unavailable");
    BOOST_TEST(MoveRefusal(booking, StaffMember(), kStart - hours(72)) == "calendar_unavailable");
  }
}

BOOST_AUTO_TEST_CASE(LimitsMovesOfMembers) {
  const Timestamp early = kStart - hours(72);
  Booking booking = Scheduled();
  booking.moves = 1;
  BOOST_TEST(MoveRefusal(booking, Member(kCarol), early) == "");
  booking.moves = 2;
  BOOST_TEST(MoveRefusal(booking, Member(kCarol), early) == "too_many_moves");
  BOOST_TEST(MoveRefusal(booking, StaffMember(), early) == "");
  BOOST_TEST(CancelRefusal(booking, Member(kCarol), early) == "");
  SchedulingSettings no_limit = DayOfNotice();
  no_limit.max_moves = 0;
  BOOST_TEST(CanReschedule(booking, Member(kCarol), no_limit, early));
}

BOOST_AUTO_TEST_CASE(MayDifferByPurpose) {
  SchedulingSettings settings = DayOfNotice();
  settings.reason = ReasonRule::kOff;
  settings.overrides["support"] = {hours(1), {}, 0, {}, ReasonRule::kRequired};
  Booking booking = Scheduled();
  booking.purpose = "support";
  booking.moves = 5;
  BOOST_TEST(CanCancel(booking, Member(kCarol), settings, kStart - hours(1)));
  BOOST_TEST(!CanCancel(booking, Member(kCarol), settings, kStart - minutes(59)));
  BOOST_TEST(CanReschedule(booking, Member(kCarol), settings, kStart - hours(48)));
  BOOST_TEST(!CanReschedule(booking, Member(kCarol), settings, kStart - hours(47)));
  BOOST_TEST((RulesOf(settings, "support").reason == ReasonRule::kRequired));
  BOOST_TEST((RulesOf(settings, "demo").reason == ReasonRule::kOff));
  BOOST_TEST((RulesOf(settings, "demo").cancel_notice == hours(24)));
}

BOOST_AUTO_TEST_CASE(TellWhichOfThemStaffWouldBreak) {
  Booking booking = Scheduled();
  const SchedulingSettings settings = DayOfNotice();
  BOOST_TEST(LimitOfCancelling(booking, settings, kStart - hours(24)) == "");
  BOOST_TEST(LimitOfCancelling(booking, settings, kStart - hours(23)) == "too_late_to_cancel");
  BOOST_TEST(LimitOfMoving(booking, settings, kStart - hours(47)) == "too_late_to_reschedule");
  BOOST_TEST(LimitOfMoving(booking, settings, kStart - hours(48)) == "");
  booking.moves = 2;
  BOOST_TEST(LimitOfMoving(booking, settings, kStart - hours(48)) == "too_many_moves");
}

BOOST_AUTO_TEST_CASE(SayWhoIsAskedWhy) {
  SchedulingSettings settings;
  const auto asked = [&](const Actor& actor, ReasonRule rule, const std::string& broken) {
    settings.reason = rule;
    return std::string(ToString(ReasonAskedOf(actor, settings, "demo", broken)));
  };
  for (const ReasonRule rule : {ReasonRule::kOff, ReasonRule::kOptional, ReasonRule::kRequired}) {
    BOOST_TEST(asked(Member(kCarol), rule, "") == ToString(rule));
    BOOST_TEST(asked(StaffMember(), rule, "too_many_moves") == "required");
  }
  BOOST_TEST(asked(StaffMember(), ReasonRule::kRequired, "") == "optional");
  BOOST_TEST(asked(StaffMember(), ReasonRule::kOff, "") == "off");
}

BOOST_AUTO_TEST_CASE(TakeNoReasonWhereNoneIsAsked) {
  BOOST_TEST(RequireReason(ReasonRule::kOff, "because") == "");
  BOOST_TEST(RequireReason(ReasonRule::kOptional, "") == "");
  BOOST_TEST(RequireReason(ReasonRule::kRequired, "because") == "because");
  BOOST_TEST(RefusalOf([] { RequireReason(ReasonRule::kRequired, " \n"); }) == "invalid reason");
}

BOOST_AUTO_TEST_CASE(GivesTheLinkOnlyWhileItIsUseful) {
  Booking booking = Scheduled();
  booking.location = "https://meet.example.com/abc-defg";
  BOOST_TEST(JoinUrl(booking, kStart - minutes(15) - seconds(1)) == "");
  BOOST_TEST(JoinUrl(booking, kStart - minutes(15)) == booking.location);
  BOOST_TEST(JoinUrl(booking, kStart + minutes(59)) == booking.location);
  BOOST_TEST(JoinUrl(booking, kStart + minutes(60)) == "");
  booking.status = BookingStatus::kCancelled;
  BOOST_TEST(JoinUrl(booking, kStart) == "");
}

BOOST_AUTO_TEST_CASE(GivesOnlyPlainLinksElsewhere) {
  Booking booking = Scheduled();
  for (const char* link : {"https://meet.example.com:8443/x", "https://zoom.us/j/1?pwd=2",
                           "HTTPS://Meet.Example.com/x", "https://medical.com/x",
                           "https://cal.com.example.org/x", "https://notcal.com/x"}) {
    booking.location = link;
    BOOST_TEST_CONTEXT(link) { BOOST_TEST(JoinUrl(booking, kStart) == link); }
  }
  for (const char* text : {"",
                           "Main street 1",
                           "http://meet.example.com/x",
                           "javascript:alert(1)",
                           "https://",
                           "https://localhost/x",
                           "https://cal.com/video/abc",
                           "https://app.cal.com/video/abc",
                           "https://APP.CAL.COM/video/abc",
                           "https://cal.com",
                           "https://cal.com:443/x",
                           "https://cal.com./video/abc",
                           "https://clinic.cal.dev/x",
                           "https://app.cal.eu/video/x",
                           "https://user@cal.com/x",
                           "https://meet.example.com@cal.com/x",
                           "https://cal.com\\@x.org/",
                           "https://cal%2ecom/x",
                           "https://meet.example.com/a b",
                           "https://meet.example.com/\n",
                           "https://c\xC3\xA0l.com/x",
                           "https://[::1]/x",
                           "https://10.0.0.1/x",
                           "https://meet.example.com:x/"}) {
    booking.location = text;
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(JoinUrl(booking, kStart) == ""); }
  }
}

BOOST_AUTO_TEST_CASE(ShowsPlacesButNoLinks) {
  Booking booking = Scheduled();
  for (const char* text : {"Main street 1, 2nd floor", "+49 30 123456", "Room 5: second door",
                           "Medical.company, Local.common room"}) {
    booking.location = text;
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(ShownLocation(booking) == text); }
  }
  for (const char* text :
       {"https://meet.example.com/x", "See HTTPS://x.example", "www.example.com",
        "integrations:daily", "Cal Video", "on cal.com", "App.Cal.com/video/x", "cal.com"}) {
    booking.location = text;
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(ShownLocation(booking) == ""); }
  }
}

BOOST_AUTO_TEST_CASE(HidesTheAddressBehindAnAlias) {
  SchedulingSettings settings;
  const BookingId id = Scheduled().id;
  BOOST_TEST(AddressAtCalendar(settings, id, "carol@acme.test") == "carol@acme.test");
  settings.attendee_address = AttendeeAddress::kAlias;
  settings.alias_domain = "booking.acme.test";
  BOOST_TEST(AddressAtCalendar(settings, id, "carol@acme.test") ==
             "booking-5c1f7c86-0a3c-4a53-9a6e-0a9c8f5d2b11@booking.acme.test");
}

BOOST_AUTO_TEST_CASE(NamesStates) {
  const std::vector<std::pair<BookingStatus, std::string>> table{
      {BookingStatus::kPending, "pending"},     {BookingStatus::kScheduled, "scheduled"},
      {BookingStatus::kRequested, "requested"}, {BookingStatus::kCancelled, "cancelled"},
      {BookingStatus::kRejected, "rejected"},   {BookingStatus::kFailed, "failed"}};
  for (const auto& [status, name] : table) {
    BOOST_TEST(ToString(status) == name);
    BOOST_TEST((ParseBookingStatus(name) == status));
  }
  BOOST_TEST(!ParseBookingStatus("rescheduled"));
  BOOST_TEST(ToString(IntentKind::kBook) == "book");
  BOOST_TEST(ToString(IntentKind::kMove) == "move");
  BOOST_TEST(ToString(IntentKind::kCancel) == "cancel");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::domain
