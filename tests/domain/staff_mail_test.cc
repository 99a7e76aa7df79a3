#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/domain/one_message.h"

namespace nexcyte::domain {
namespace {

using testing::At;
using testing::Has;

struct StaffMail : testing::OneMessage {
  StaffMail() {
    booking.attendee_email = "ada@acme.test";
    message.recipient = "desk@acme.test";
    message.recipient_kind = RecipientKind::kStaff;
    message.payload["old_start"] = "2026-11-20T09:00:00Z";
  }
};

BOOST_FIXTURE_TEST_SUITE(MailForStaff, StaffMail)

BOOST_AUTO_TEST_CASE(SpeaksOfTheAttendeeInTheTenantsTime) {
  for (const char* event_key : {"booking_created", "booking_rescheduled", "booking_cancelled",
                                "booking_requested", "booking_rejected", "booking_failed"}) {
    BOOST_TEST_CONTEXT(event_key) {
      const MessageTexts mail = Rendered(event_key);
      const std::string local =
          "Monday, 23 November 2026, 08:30 (America/New_York, EST, UTC-05:00)";
      BOOST_TEST(Has(mail.text, local));
      BOOST_TEST(Has(mail.html, local));
      BOOST_TEST(Has(mail.subject, "Ada <Lovelace>"));
      BOOST_TEST(Has(mail.text, "https://acme.nexcyte.test:8443/t/acme/bookings/5c1f7c86"));
      for (const char* word : {"Your ", "your ", "Hello", "Host Hidden", "{{"}) {
        BOOST_TEST(!Has(mail.subject + mail.text, word), word);
      }
      const MessageTexts& texts = DefaultTexts("staff_" + message.event_key, Channel::kEmail);
      for (const std::string* text : {&texts.subject, &texts.text, &texts.html}) {
        BOOST_TEST(CheckTemplate(*text, event_key).empty());
      }
    }
  }
}

// Whatever its address: somebody on the staff books too, and an attendee's address may change.
BOOST_AUTO_TEST_CASE(GoesByTheKindOfRecipient) {
  message.event_key = "booking_created";
  message.recipient = booking.attendee_email;
  BOOST_TEST(IsForStaff(message));
  BOOST_TEST(DefaultTextsKey(message) == "staff_booking_created");
  message.channel = Channel::kSms;
  BOOST_TEST(!IsForStaff(message));
  message.channel = Channel::kEmail;
  message.recipient_kind = RecipientKind::kAttendee;
  message.recipient = "desk@acme.test";
  BOOST_TEST(!IsForStaff(message));
  BOOST_TEST(DefaultTextsKey(message) == "booking_created");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::domain
