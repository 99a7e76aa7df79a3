#include "domain/quiet_hours.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "domain/message_settings.h"
#include "domain/notification.h"

namespace nexcyte::domain {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Timestamp At(const std::string& text) { return ParseRfc3339(text).value(); }

// When somebody in `zone` may be reached again; empty: now.
std::string End(const QuietHours& quiet, const std::string& zone, const std::string& now) {
  const auto end = EndOfQuietHours(quiet, zone, At(now));
  return end ? FormatRfc3339(*end) : "";
}

constexpr QuietHours kNight{hours(22), hours(8)};
constexpr QuietHours kNoon{hours(12), minutes(13 * 60 + 30)};
constexpr char kBerlin[] = "Europe/Berlin";

}  // namespace

BOOST_AUTO_TEST_SUITE(QuietHours_)

BOOST_AUTO_TEST_CASE(EndTheNextMorning) {
  BOOST_TEST(End(kNight, kBerlin, "2026-11-23T20:59:59.999999Z") == "");
  BOOST_TEST(End(kNight, kBerlin, "2026-11-23T21:00:00Z") == "2026-11-24T07:00:00Z");
  BOOST_TEST(End(kNight, kBerlin, "2026-11-23T22:59:59Z") == "2026-11-24T07:00:00Z");
  BOOST_TEST(End(kNight, kBerlin, "2026-11-23T23:00:00Z") == "2026-11-24T07:00:00Z");
  BOOST_TEST(End(kNight, kBerlin, "2026-11-24T06:59:59Z") == "2026-11-24T07:00:00Z");
  BOOST_TEST(End(kNight, kBerlin, "2026-11-24T07:00:00Z") == "");
}

BOOST_AUTO_TEST_CASE(MayLieWithinADay) {
  BOOST_TEST(End(kNoon, "UTC", "2026-11-23T11:59:00Z") == "");
  BOOST_TEST(End(kNoon, "UTC", "2026-11-23T12:00:00Z") == "2026-11-23T13:30:00Z");
  BOOST_TEST(End(kNoon, "UTC", "2026-11-23T13:29:59Z") == "2026-11-23T13:30:00Z");
  BOOST_TEST(End(kNoon, "UTC", "2026-11-23T13:30:00Z") == "");
  BOOST_TEST(End({hours(0), hours(6)}, "UTC", "2026-11-23T00:00:00Z") == "2026-11-23T06:00:00Z");
  BOOST_TEST(End({hours(20), hours(0)}, "UTC", "2026-12-31T23:59:00Z") == "2027-01-01T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(GoByTheRecipientsClock) {
  BOOST_TEST(End(kNight, "America/New_York", "2026-11-23T21:00:00Z") == "");
  BOOST_TEST(End(kNight, "America/New_York", "2026-11-24T03:00:00Z") == "2026-11-24T13:00:00Z");
  BOOST_TEST(End(kNight, "Asia/Kathmandu", "2026-11-23T16:15:00Z") == "2026-11-24T02:15:00Z");
}

BOOST_AUTO_TEST_CASE(EndByTheWallClockWhenTheNightIsShortOrLong) {
  // 29 March and 25 October 2026: the clock springs and falls during the night.
  BOOST_TEST(End(kNight, kBerlin, "2026-03-28T22:00:00Z") == "2026-03-29T06:00:00Z");
  BOOST_TEST(End(kNight, kBerlin, "2026-10-24T21:00:00Z") == "2026-10-25T07:00:00Z");
}

BOOST_AUTO_TEST_CASE(EndBehindAnHourThatIsSkippedOrTheSecondTimeItComes) {
  const QuietHours quiet{hours(22), minutes(2 * 60 + 30)};
  BOOST_TEST(End(quiet, kBerlin, "2026-03-29T00:30:00Z") == "2026-03-29T01:00:00Z");
  BOOST_TEST(End(quiet, kBerlin, "2026-03-29T01:00:00Z") == "");
  BOOST_TEST(End(quiet, kBerlin, "2026-10-25T00:10:00Z") == "2026-10-25T01:30:00Z");
  BOOST_TEST(End(quiet, kBerlin, "2026-10-25T01:10:00Z") == "2026-10-25T01:30:00Z");
  BOOST_TEST(End(quiet, kBerlin, "2026-10-25T01:30:00Z") == "");
}

BOOST_AUTO_TEST_CASE(AlwaysEndLaterThanNowAndOnlyOnce) {
  for (Timestamp now = At("2026-10-24T12:00:00Z"); now < At("2026-10-26T12:00:00Z");
       now += minutes(7)) {
    for (const QuietHours& quiet :
         {kNight, kNoon, QuietHours{hours(1), hours(3)}, QuietHours{hours(3), hours(2)}}) {
      if (const auto end = EndOfQuietHours(quiet, kBerlin, now)) {
        BOOST_TEST((*end > now));
        BOOST_TEST((*end - now <= hours(25)));
        BOOST_TEST(!EndOfQuietHours(quiet, kBerlin, *end).has_value());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(AreWrittenAsAClock) {
  BOOST_TEST(FormatClock(minutes(0)) == "00:00");
  BOOST_TEST(FormatClock(minutes(1439)) == "23:59");
  BOOST_TEST((ParseClock("07:30") == minutes(450)));
  BOOST_TEST((ParseClock("23:59") == minutes(1439)));
  for (const char* bad :
       {"", "7:30", "24:00", "12:60", "12.30", "ab:cd", "12:3", "12:300", "-1:30"}) {
    BOOST_TEST(!ParseClock(bad).has_value(), bad);
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(QuietUntil_)

BOOST_AUTO_TEST_CASE(KeepsTextMessagesAboutBookingsBackAndNothingElse) {
  const Timestamp night = At("2026-11-23T23:00:00Z");
  OutboxMessage message;
  message.event_key = "booking_created";
  message.channel = Channel::kSms;
  MessageMaterial material;
  material.recipient_zone = kBerlin;
  BOOST_TEST((QuietUntil(message, material, kNight, night) == At("2026-11-24T07:00:00Z")));
  BOOST_TEST(!QuietUntil(message, material, std::nullopt, night).has_value());
  material.recipient_zone = "Mars/Olympus";
  BOOST_TEST(!QuietUntil(message, material, kNight, night).has_value());
  material.recipient_zone = kBerlin;
  message.event_key = "phone_code";
  BOOST_TEST(!QuietUntil(message, material, kNight, night).has_value());
  message.event_key = "booking_created";
  message.channel = Channel::kEmail;
  BOOST_TEST(!QuietUntil(message, material, kNight, night).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(MaySendAs_)

BOOST_AUTO_TEST_CASE(NeedsOurDomainOrAClearedOneExactly) {
  const std::vector<std::string> cleared{"acme.test"};
  BOOST_TEST(MaySendAs("a@mg.portal.test", "mg.portal.test", cleared));
  BOOST_TEST(MaySendAs("A@ACME.Test", "mg.portal.test", cleared));
  for (const char* other : {"", "a", "a@", "a@portal.test", "a@x.acme.test", "a@acme.test.evil",
                            "a@acme.test@evil.test"}) {
    BOOST_TEST(!MaySendAs(other, "mg.portal.test", cleared), other);
  }
  BOOST_TEST(!MaySendAs("a@", "", {}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::domain
