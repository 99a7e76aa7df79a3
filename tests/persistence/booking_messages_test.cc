// Each change of a booking writes exactly its outbox rows, whoever makes it.
#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/persistence/stores.h"

namespace nexcyte::testing {

using domain::Booking;
using domain::BookingStatus;
using domain::FormatRfc3339;
using domain::UnitOfWork;

namespace {

struct MessagesFixture : StoreFixture {
  void Update(Booking& booking, BookingStatus status) {
    booking.status = status;
    Carol()->Transact([&](UnitOfWork& unit) { unit.bookings().Update(booking); });
  }
  void MoveTo(Booking& booking, domain::Timestamp start,
              BookingStatus status = BookingStatus::kScheduled) {
    booking.time = {start, start + std::chrono::minutes(30)};
    ++booking.revision;
    Update(booking, status);
  }
  void Settings(const std::string& assignment) {
    two.sql().Run("update nx.nx_scheduler_settings set " + assignment + " where tenant_id = $1",
                  {two.acme.id.str()});
  }
  // All rows of the booking but reminders: `event channel revision` in order of writing.
  std::string Events(const Booking& booking, const std::string& channel = "email") {
    return two.sql().Text(
        "select coalesce(string_agg(replace(event_key, 'booking_', '') || ' ' || revision, ', ' "
        "order by created_at, id), '') from nx.nx_notification_outbox where booking_uid = $1 "
        "and channel = $2 and event_key <> 'booking_reminder' and recipient_kind = 'attendee'",
        {booking.id.str(), channel});
  }
  // Reminders by e-mail: `minutes state` by revision, in order of being due.
  std::string Reminders(const Booking& booking) {
    return two.sql().Text(
        "select coalesce(string_agg(due_offset_minutes || ' ' || state, ', ' order by revision, "
        "due_at), '') from nx.nx_notification_outbox where booking_uid = $1 "
        "and channel = 'email' and event_key = 'booking_reminder'",
        {booking.id.str()});
  }
  std::string Payload(const Booking& booking, const std::string& event, const std::string& name) {
    return two.sql().Text(
        "select payload->>$3 from nx.nx_notification_outbox where booking_uid = $1 and "
        "event_key = $2 and channel = 'email' order by created_at desc limit 1",
        {booking.id.str(), event, name});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(BookingMessages, MessagesFixture)

BOOST_AUTO_TEST_CASE(SayNothingOfAPendingBooking) {
  const Booking booking = InsertCarols();
  BOOST_TEST(Events(booking) == "");
  BOOST_TEST(Events(booking, "in_app") == "");
}

BOOST_AUTO_TEST_CASE(TellOnceThatItWasCreated) {
  Booking booking = InsertCarols();
  Update(booking, BookingStatus::kScheduled);
  booking.location = "Room 2";
  Update(booking, BookingStatus::kScheduled);
  BOOST_TEST(Events(booking) == "created 0");
  BOOST_TEST(Events(booking, "in_app") == "created 0");
  BOOST_TEST(Events(booking, "sms") == "");
  BOOST_TEST(Payload(booking, "booking_created", "start") == FormatRfc3339(booking.time.start));
  BOOST_TEST(Payload(booking, "booking_created", "old_start") == "");
}

BOOST_AUTO_TEST_CASE(TellOnceThatItWasMovedWithBothTimes) {
  Booking booking = InsertCarols();
  const domain::Timestamp old_start = booking.time.start;
  Update(booking, BookingStatus::kScheduled);
  booking.reason = "a train";
  MoveTo(booking, In(5 * 24 * 60));
  BOOST_TEST(Events(booking) == "created 0, rescheduled 1");
  BOOST_TEST(Payload(booking, "booking_rescheduled", "old_start") == FormatRfc3339(old_start));
  BOOST_TEST(Payload(booking, "booking_rescheduled", "start") == FormatRfc3339(booking.time.start));
  BOOST_TEST(Payload(booking, "booking_rescheduled", "reason") == "a train");
}

BOOST_AUTO_TEST_CASE(SayNothingOfAMoveToTheSameTime) {
  Booking booking = InsertCarols();
  Update(booking, BookingStatus::kScheduled);
  MoveTo(booking, booking.time.start);
  BOOST_TEST(Events(booking) == "created 0");
}

BOOST_AUTO_TEST_CASE(TellOfEveryMoveThereAndBack) {
  Booking booking = InsertCarols();
  const domain::Timestamp first = booking.time.start;
  Update(booking, BookingStatus::kScheduled);
  MoveTo(booking, In(5 * 24 * 60));
  MoveTo(booking, first);
  BOOST_TEST(Events(booking) == "created 0, rescheduled 1, rescheduled 2");
}

BOOST_AUTO_TEST_CASE(TellOnceThatItWasCancelledAndWhy) {
  Booking booking = InsertCarols();
  Update(booking, BookingStatus::kScheduled);
  booking.reason = "ill";
  Update(booking, BookingStatus::kCancelled);
  Update(booking, BookingStatus::kCancelled);
  BOOST_TEST(Events(booking) == "created 0, cancelled 0");
  BOOST_TEST(Payload(booking, "booking_cancelled", "reason") == "ill");
  BOOST_TEST(Payload(booking, "booking_cancelled", "agreed_start") ==
             FormatRfc3339(booking.time.start));
}

BOOST_AUTO_TEST_CASE(TellOfARequestAndItsApproval) {
  Booking booking = InsertCarols();
  Update(booking, BookingStatus::kRequested);
  BOOST_TEST(Reminders(booking) == "");
  Update(booking, BookingStatus::kScheduled);
  BOOST_TEST(Events(booking) == "requested 0, created 0");
}

BOOST_AUTO_TEST_CASE(TellOfARejectedRequest) {
  Booking booking = InsertCarols();
  Update(booking, BookingStatus::kRequested);
  booking.reason = "on leave";
  Update(booking, BookingStatus::kRejected);
  BOOST_TEST(Events(booking) == "requested 0, rejected 0");
  BOOST_TEST(Payload(booking, "booking_rejected", "reason") == "on leave");
  BOOST_TEST(Payload(booking, "booking_rejected", "agreed_start") == "");
}

BOOST_AUTO_TEST_CASE(TellOfARejectedMoveWhatWasAgreedOn) {
  Booking booking = InsertCarols();
  const domain::Timestamp agreed = booking.time.start;
  Update(booking, BookingStatus::kScheduled);
  MoveTo(booking, In(5 * 24 * 60), BookingStatus::kRequested);
  Update(booking, BookingStatus::kRejected);
  BOOST_TEST(Payload(booking, "booking_rejected", "agreed_start") == FormatRfc3339(agreed));
}

BOOST_AUTO_TEST_CASE(TellOfAMoveThatNeedsApprovalWithTheTimeAgreedOn) {
  Booking booking = InsertCarols();
  const domain::Timestamp agreed = booking.time.start;
  Update(booking, BookingStatus::kScheduled);
  MoveTo(booking, In(5 * 24 * 60), BookingStatus::kRequested);
  BOOST_TEST(Reminders(booking) == "1440 superseded, 60 superseded");
  BOOST_TEST(Payload(booking, "booking_requested", "old_start") == FormatRfc3339(agreed));
  Update(booking, BookingStatus::kScheduled);
  BOOST_TEST(Events(booking) == "created 0, requested 1, rescheduled 1");
  BOOST_TEST(Payload(booking, "booking_rescheduled", "old_start") == FormatRfc3339(agreed));
}

BOOST_AUTO_TEST_CASE(TellThatItFailedAfterAll) {
  Booking booking = InsertCarols();
  Update(booking, BookingStatus::kFailed);
  BOOST_TEST(Events(booking) == "failed 0");
}

BOOST_AUTO_TEST_CASE(SayNothingOfAFailureThatThePersonSaw) {
  Booking booking = InsertCarols();
  booking.status = BookingStatus::kFailed;
  domain::Intent intent;
  intent.booking = booking.id;
  Carol()->Transact([&](UnitOfWork& unit) {
    unit.intents().Close(unit.intents().Open(intent), domain::IntentOutcome::kRefused);
    unit.bookings().Update(booking);
  });
  BOOST_TEST(Events(booking) == "");
}

BOOST_AUTO_TEST_CASE(RemindAtTheTenantsTimesThatLieAhead) {
  Booking far = InsertCarols(In(3 * 24 * 60));
  Update(far, BookingStatus::kScheduled);
  BOOST_TEST(Reminders(far) == "1440 pending, 60 pending");
  Booking soon = InsertCarols(In(120));
  Update(soon, BookingStatus::kScheduled);
  BOOST_TEST(Reminders(soon) == "60 pending");
  Settings("reminder_minutes = '{30,30,90}'");
  Booking other = InsertCarols(In(24 * 60));
  Update(other, BookingStatus::kScheduled);
  BOOST_TEST(Reminders(other) == "90 pending, 30 pending");
  BOOST_TEST(two.sql().Text("select due_at = $2::timestamptz - interval '90 min' from "
                            "nx.nx_notification_outbox where booking_uid = $1 and channel = "
                            "'email' and due_offset_minutes = 90",
                            {other.id.str(), FormatRfc3339(other.time.start)}) == "t");
}

BOOST_AUTO_TEST_CASE(MoveRemindersWithTheBookingAndDropThemWithIt) {
  Booking booking = InsertCarols();
  Update(booking, BookingStatus::kScheduled);
  MoveTo(booking, In(5 * 24 * 60));
  BOOST_TEST(Reminders(booking) == "1440 superseded, 60 superseded, 1440 pending, 60 pending");
  Update(booking, BookingStatus::kCancelled);
  BOOST_TEST(Reminders(booking) ==
             "1440 superseded, 60 superseded, 1440 superseded, 60 superseded");
}

BOOST_AUTO_TEST_CASE(DropTheNoticesOfRemindersToo) {
  Booking booking = InsertCarols();
  Update(booking, BookingStatus::kScheduled);
  Update(booking, BookingStatus::kCancelled);
  BOOST_TEST(two.sql().Text("select string_agg(distinct state, ',') from nx.nx_notification_outbox "
                            "where booking_uid = $1 and channel = 'in_app' "
                            "and event_key = 'booking_reminder'",
                            {booking.id.str()}) == "superseded");
  BOOST_TEST(two.sql().Text("select string_agg(distinct state, ',') from nx.nx_notification_outbox "
                            "where booking_uid = $1 and channel = 'in_app' "
                            "and event_key <> 'booking_reminder'",
                            {booking.id.str()}) == "sent");
}

BOOST_AUTO_TEST_CASE(LeaveAReminderThatWasSentAlone) {
  Booking booking = InsertCarols();
  Update(booking, BookingStatus::kScheduled);
  two.sql().Run(
      "update nx.nx_notification_outbox set state = 'sent' where booking_uid = $1 and "
      "due_offset_minutes = 1440",
      {booking.id.str()});
  Update(booking, BookingStatus::kCancelled);
  BOOST_TEST(Reminders(booking) == "1440 sent, 60 superseded");
}

BOOST_AUTO_TEST_CASE(GoByTextMessageOnlyWithConsentAndAVerifiedNumber) {
  const auto sms_after = [&](const std::string& assignment) {
    two.sql().Run("update nx.nx_tenant_membership set " + assignment + " where user_id = $1",
                  {two.carol.user.str()});
    Booking booking = InsertCarols();
    Update(booking, BookingStatus::kScheduled);
    return Events(booking, "sms");
  };
  Settings("sms_enabled = true");
  BOOST_TEST(sms_after("phone = '+491701234567'") == "");
  BOOST_TEST(sms_after("phone_verified_at = now()") == "");
  BOOST_TEST(sms_after("sms_consent_at = now(), sms_consent_text = 'yes'") == "created 0");
  BOOST_TEST(sms_after("phone_verified_at = null") == "");
  Settings("sms_enabled = false");
  BOOST_TEST(sms_after("phone_verified_at = now()") == "");
}

BOOST_AUTO_TEST_CASE(GoOnEnabledChannelsOnly) {
  Settings("email_enabled = false");
  Booking booking = InsertCarols();
  Update(booking, BookingStatus::kScheduled);
  BOOST_TEST(Events(booking) == "");
  BOOST_TEST(Events(booking, "in_app") == "created 0");
}

BOOST_AUTO_TEST_CASE(TellTheStaffAddressOfChangesButRemindItOfNothing) {
  Settings("staff_email = 'desk@acme.test'");
  Booking booking = InsertCarols();
  Update(booking, BookingStatus::kScheduled);
  Update(booking, BookingStatus::kCancelled);
  BOOST_TEST(two.sql().Text("select string_agg(event_key, ',' order by created_at) from "
                            "nx.nx_notification_outbox where booking_uid = $1 and "
                            "recipient = 'desk@acme.test'",
                            {booking.id.str()}) == "booking_created,booking_cancelled");
}

BOOST_AUTO_TEST_CASE(AreWrittenForAChangeByHandWithoutAnyTenantSet) {
  const Booking booking = InsertCarols();
  const std::string where = " where uid = '" + booking.id.str() + "'";
  two.sql().Run("update nx.nx_scheduler_booking set status = 'scheduled'" + where);
  for (int i = 0; i < 2; ++i) {
    two.sql().Run(
        "update nx.nx_scheduler_booking set start_at = start_at + interval '1 hour', "
        "end_at = end_at + interval '1 hour'" +
        where);
  }
  BOOST_TEST(Events(booking) == "created 0, rescheduled 1, rescheduled 2");
  BOOST_TEST(two.sql().Text("select count(distinct tenant_id) = 1 and min(tenant_id::text) = $2 "
                            "from nx.nx_notification_outbox where booking_uid = $1",
                            {booking.id.str(), two.acme.id.str()}) == "t");
}

BOOST_AUTO_TEST_CASE(AreGoneWithTheTransactionThatWroteThem) {
  Booking booking = InsertCarols();
  booking.status = BookingStatus::kScheduled;
  BOOST_CHECK_THROW(Carol()->Transact([&](UnitOfWork& unit) {
    unit.bookings().Update(booking);
    throw std::runtime_error("no");
  }),
                    std::runtime_error);
  BOOST_TEST(Events(booking) == "");
}

BOOST_AUTO_TEST_CASE(AreTheSameWhenStaffOrBackgroundWorkMakesTheChange) {
  Booking booking = InsertCarols();
  booking.status = BookingStatus::kScheduled;
  StoreFor(app, two.acme, two.bob)->Transact([&](UnitOfWork& unit) {
    unit.bookings().Update(booking);
  });
  booking.status = BookingStatus::kCancelled;
  dispatch.ForSystem(two.acme.id)->Transact([&](UnitOfWork& unit) {
    unit.bookings().Update(booking);
  });
  BOOST_TEST(Events(booking) == "created 0, cancelled 0");
  BOOST_TEST(Reminders(booking) == "1440 superseded, 60 superseded");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
