#include "domain/invite.h"

#include <boost/test/unit_test.hpp>
#include <optional>
#include <string>

#include "tests/domain/one_message.h"

namespace nexcyte::domain {
namespace {

using testing::At;
using testing::Has;

struct InviteFixture : testing::OneMessage {
  InviteFixture() {
    booking.attendee_email = message.recipient = "ada@acme.test";
    booking.updated_at = At("2026-11-20T08:00:00Z");
    message.created_at = At("2026-11-20T08:30:00Z");
    message.payload = {{"start", "2026-12-01T08:00:00Z"},
                       {"end", "2026-12-01T08:30:00Z"},
                       {"agreed_start", "2026-12-01T08:00:00Z"}};
    message.revision = 3;
  }

  std::optional<Invite> Of(const std::string& event_key) {
    message.event_key = event_key;
    return InviteOf(message, Context(), {"Acme & Sons", "no-reply@mg.nexcyte.test"});
  }
};

BOOST_FIXTURE_TEST_SUITE(InviteOfAMessage, InviteFixture)

BOOST_AUTO_TEST_CASE(TellsWhatTheMessageTells) {
  const Invite invite = Of("booking_created").value();
  BOOST_TEST((invite.method == InviteMethod::kRequest));
  BOOST_TEST(invite.uid == booking.id.str() + "@nexcyte.test");
  BOOST_TEST(invite.sequence == 6);
  BOOST_TEST(FormatRfc3339(invite.time.start) == "2026-12-01T08:00:00Z");
  BOOST_TEST(FormatRfc3339(invite.time.end) == "2026-12-01T08:30:00Z");
  BOOST_TEST(FormatRfc3339(invite.stamped_at) == "2026-11-20T08:30:00Z");
  BOOST_TEST(invite.summary == "Intro call with Acme & Sons");
  BOOST_TEST(invite.url == ValuesOf("booking_created").at("manage_url"));
  BOOST_TEST(Has(invite.description, invite.url));
  BOOST_TEST(invite.location == "Main street 1");
  BOOST_TEST(invite.organizer_name == "Acme & Sons");
  BOOST_TEST(invite.organizer_address == "no-reply@mg.nexcyte.test");
  BOOST_TEST(invite.attendee_name == "Ada <Lovelace>");
  BOOST_TEST(invite.attendee_address == "ada@acme.test");
}

BOOST_AUTO_TEST_CASE(GoesWithWhatIsAgreedOrWithdrawn) {
  BOOST_TEST((Of("booking_rescheduled").value().method == InviteMethod::kRequest));
  BOOST_TEST((Of("booking_cancelled").value().method == InviteMethod::kCancel));
  BOOST_TEST((Of("booking_rejected").value().method == InviteMethod::kCancel));
  for (const char* event_key : {"booking_requested", "booking_failed", "booking_reminder",
                                "account_verify", "account_reset"}) {
    BOOST_TEST(!Of(event_key).has_value(), event_key);
  }
}

BOOST_AUTO_TEST_CASE(WithdrawsOnlyWhatWasAgreed) {
  message.payload.erase("agreed_start");
  BOOST_TEST(!Of("booking_cancelled").has_value());
  BOOST_TEST(!Of("booking_rejected").has_value());
}

BOOST_AUTO_TEST_CASE(RisesWithEveryChange) {
  const auto sequence = [this](const char* event_key, std::int64_t revision) {
    message.revision = revision;
    return Of(event_key).value().sequence;
  };
  const auto created = sequence("booking_created", 0);
  const auto moved = sequence("booking_rescheduled", 1);
  BOOST_TEST(created < moved);
  BOOST_TEST(moved < sequence("booking_cancelled", 1));  // closed by hand
  BOOST_TEST(moved < sequence("booking_cancelled", 2));
}

BOOST_AUTO_TEST_CASE(GoesToTheAttendeeAlone) {
  message.recipient_kind = RecipientKind::kStaff;
  BOOST_TEST(!Of("booking_created").has_value());
}

BOOST_AUTO_TEST_CASE(SaysNothingOfCalCom) {
  booking.cal_uid = "secret-uid";
  booking.location = "https://app.cal.com/video/secret-uid";
  for (const char* event_key : {"booking_created", "booking_cancelled"}) {
    const Invite invite = Of(event_key).value();
    BOOST_TEST(invite.location == "Online");
    for (const std::string& text : {invite.uid, invite.summary, invite.description, invite.url}) {
      BOOST_TEST(!Has(text, "cal.com"), text);
      BOOST_TEST(!Has(text, "secret-uid"), text);
      BOOST_TEST(!Has(text, "Host Hidden"), text);
    }
  }
  booking.location = "";
  BOOST_TEST(Of("booking_created").value().location == "");
}

BOOST_AUTO_TEST_CASE(IsTheSameEntryAsAFile) {
  message.revision = booking.revision;
  const Invite mailed = Of("booking_created").value();
  settings.contact_email = "hello@acme.test";
  const Invite file =
      CalendarEntryOf(booking, Context(), {"Acme & Sons", "no-reply@mg.nexcyte.test"});
  BOOST_TEST((file.method == InviteMethod::kPublish));
  BOOST_TEST(file.uid == mailed.uid);
  BOOST_TEST(file.sequence == mailed.sequence);
  BOOST_TEST(file.summary == mailed.summary);
  BOOST_TEST((file.time == booking.time));
  BOOST_TEST(file.organizer_name == mailed.organizer_name);
  BOOST_TEST(file.organizer_address == mailed.organizer_address);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::domain
