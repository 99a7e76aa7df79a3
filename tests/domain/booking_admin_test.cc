#include "domain/booking_admin.h"

#include <boost/test/unit_test.hpp>

#include "domain/outbox_admin.h"

namespace nexcyte::domain {

namespace {

using What = BookingAct::What;

Timestamp At(int minute) { return Timestamp(std::chrono::minutes(minute)); }

BookingHistoryEntry Was(const std::string& status, int minute, bool by_host = true) {
  BookingHistoryEntry entry;
  entry.status = status;
  entry.start = At(1000);
  entry.at = At(minute);
  entry.actor = by_host ? std::nullopt : std::optional<UserId>(UserId());
  return entry;
}

Booking In(BookingStatus status) {
  Booking booking;
  booking.status = status;
  booking.created_at = At(1);
  return booking;
}

BookingAct Asked(What what, int minute) {
  BookingAct act;
  act.what = what;
  act.actor_name = "Somebody";
  act.at = At(minute);
  return act;
}

std::string WordOf(What what) {
  switch (what) {
    case What::kBooked:
      return "booked";
    case What::kMoved:
      return "moved";
    case What::kCancelled:
      return "cancelled";
    case What::kApproved:
      return "approved";
    case What::kDeclined:
      return "declined";
  }
  return "";
}

std::string Story(const Booking& booking, const std::vector<BookingHistoryEntry>& history,
                  std::vector<BookingAct> asked) {
  std::string story;
  for (const BookingAct& act : TimelineOf(booking, history, std::move(asked))) {
    story += (story.empty() ? "" : ", ") + WordOf(act.what) +
             (act.actor_name.empty() ? "" : " by " + act.actor_name);
  }
  return story;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(TimelineOfABooking)

BOOST_AUTO_TEST_CASE(TellsWhatWasAskedForHere) {
  BOOST_TEST(Story(In(BookingStatus::kCancelled),
                   {Was("rescheduled", 5, false), Was("scheduled", 7, false)},
                   {Asked(What::kBooked, 2), Asked(What::kMoved, 4), Asked(What::kCancelled, 6)}) ==
             "booked by Somebody, moved by Somebody, cancelled by Somebody");
}

BOOST_AUTO_TEST_CASE(TellsWhatTheHostDid) {
  const auto booked = Asked(What::kBooked, 2);
  BOOST_TEST(Story(In(BookingStatus::kScheduled), {Was("requested", 3)}, {booked}) ==
             "booked by Somebody, approved");
  BOOST_TEST(Story(In(BookingStatus::kRejected), {Was("requested", 3)}, {booked}) ==
             "booked by Somebody, declined");
  BOOST_TEST(Story(In(BookingStatus::kCancelled), {Was("requested", 3), Was("scheduled", 4)},
                   {booked}) == "booked by Somebody, approved, cancelled");
  BOOST_TEST(Story(In(BookingStatus::kScheduled), {Was("rescheduled", 3)}, {booked}) ==
             "booked by Somebody, moved");
}

BOOST_AUTO_TEST_CASE(LeavesOutWhatChangedNothingThatPeopleSee) {
  BOOST_TEST(Story(In(BookingStatus::kScheduled), {Was("scheduled", 3)},
                   {Asked(What::kBooked, 2)}) == "booked by Somebody");
}

BOOST_AUTO_TEST_CASE(BeginsWithTheBookingEvenWhereNobodyAskedForIt) {
  BOOST_TEST(Story(In(BookingStatus::kScheduled), {}, {}) == "booked");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(MayResendAMessage)

BOOST_AUTO_TEST_CASE(OnlyAfterItHasEndedAndWhileItHolds) {
  BookingMessage message;
  message.entry.event_key = "booking_created";
  message.entry.booking = BookingId();
  message.revision = 1;
  for (const char* state : {"sent", "delivered", "bounced", "dead"}) {
    message.state = state;
    BOOST_TEST(MayResend(message, 1), state);
    BOOST_TEST(!MayResend(message, 2), state);
  }
  for (const char* state : {"pending", "sending", "uncertain", "suppressed", "superseded"}) {
    message.state = state;
    BOOST_TEST(!MayResend(message, 1), state);
  }
  message.state = "sent";
  message.entry.channel = Channel::kInApp;
  BOOST_TEST(!MayResend(message, 1));
  message.entry.channel = Channel::kSms;
  message.entry.event_key = "booking_reminder";
  BOOST_TEST(!MayResend(message, 1));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::domain
