#include "domain/notification.h"

#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <vector>

#include "domain/message_template.h"
#include "tests/domain/one_message.h"
#include "tests/domain/refusal.h"

namespace nexcyte::domain {
namespace {

using testing::At;
using testing::Has;

const Timestamp kNow = At("2026-11-20T09:00:00Z");
const std::string kToken = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

const std::vector<std::string> kBookingEvents{
    "booking_created",  "booking_rescheduled", "booking_cancelled", "booking_requested",
    "booking_rejected", "booking_failed",      "booking_reminder"};

BOOST_FIXTURE_TEST_SUITE(Notification, testing::OneMessage)

BOOST_AUTO_TEST_CASE(HasAGoodTextForEveryEventAndChannel) {
  message.payload["old_start"] = "2026-11-20T09:00:00Z";
  for (const std::string& event_key : kBookingEvents) {
    for (const Channel channel : {Channel::kEmail, Channel::kSms, Channel::kInApp}) {
      BOOST_TEST_CONTEXT(event_key << " " << ToString(channel)) {
        const MessageTexts& texts = DefaultTexts(event_key, channel);
        for (const std::string* text : {&texts.subject, &texts.text, &texts.html}) {
          BOOST_TEST(CheckTemplate(*text, event_key).empty());
        }
        const std::string text = Rendered(event_key, channel).text;
        BOOST_TEST(Has(text, "Monday, 23 November 2026, 14:30 (Europe/Berlin, CET, UTC+01:00)"));
        BOOST_TEST((channel == Channel::kEmail) == !texts.html.empty());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(PrintsTheAttendeesTimeInEveryPartOfAMail) {
  message.payload["old_start"] = "2026-11-20T09:00:00Z";
  for (const std::string& event_key : kBookingEvents) {
    BOOST_TEST_CONTEXT(event_key) {
      const MessageTexts mail = Rendered(event_key);
      const std::string local = "Monday, 23 November 2026, 14:30 (Europe/Berlin, CET, UTC+01:00)";
      BOOST_TEST(Has(mail.text, local));
      BOOST_TEST(Has(mail.html, local));
      BOOST_TEST(Has(mail.subject, "Monday, 23 November 2026, 14:30 (Europe/Berlin)"));
      BOOST_TEST(Has(mail.text, "https://acme.nexcyte.test:8443/t/acme/bookings/5c1f7c86"));
      BOOST_TEST(Has(mail.html, "href=\"https://acme.nexcyte.test:8443/t/acme/bookings/5c1f7c86"));
      BOOST_TEST(!Has(mail.text + mail.html + mail.subject, "Host Hidden"));
    }
  }
}

BOOST_AUTO_TEST_CASE(TellsOldAndNewTimeOfAMove) {
  message.payload["old_start"] = "2026-10-24T08:00:00Z";
  const MessageTexts mail = Rendered("booking_rescheduled");
  const std::string before = "Saturday, 24 October 2026, 10:00 (Europe/Berlin, CEST, UTC+02:00)";
  BOOST_TEST(Has(mail.text, before));
  BOOST_TEST(Has(mail.html, before));
}

BOOST_AUTO_TEST_CASE(TakesTheOldTimeFromTheBookingOtherwise) {
  BOOST_TEST(RefusalOf([&] { Rendered("booking_rescheduled"); }) ==
             "missing_value old_start_local");
  booking.moved_from = At("2026-11-20T09:00:00Z");
  BOOST_TEST(Has(Rendered("booking_rescheduled").text, "Friday, 20 November 2026, 10:00"));
}

BOOST_AUTO_TEST_CASE(EscapesPeoplesWordsInHtmlOnly) {
  message.payload["reason"] = "<script>alert(1)</script> & more";
  const MessageTexts mail = Rendered("booking_cancelled");
  BOOST_TEST(Has(mail.html, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more"));
  BOOST_TEST(!Has(mail.html, "<script>"));
  BOOST_TEST(Has(mail.html, "Ada &lt;Lovelace&gt;"));
  BOOST_TEST(Has(mail.text, "Ada <Lovelace>"));
}

BOOST_AUTO_TEST_CASE(ReadsWithoutImagesAndInTheDark) {
  const std::string html = Rendered("booking_created").html;
  BOOST_TEST(Has(html, "prefers-color-scheme: dark"));
  BOOST_TEST(Has(html, "name=\"color-scheme\" content=\"light dark\""));
  BOOST_TEST(Has(html, "name=\"viewport\""));
  for (const char* banned : {"<img", "<script", "src=", "url(", "http://"}) {
    BOOST_TEST(!Has(html, banned), banned);
  }
}

BOOST_AUTO_TEST_CASE(FillsWhatABookingLacksWithWords) {
  booking.location = "";
  booking.reason = "";
  auto values = ValuesOf("booking_created");
  BOOST_TEST(values.at("location") == "See your booking's page.");
  BOOST_TEST(values.at("reason") == "none given");
  booking.location = "https://app.cal.com/video/secret-uid";
  booking.reason = "Illness";
  values = ValuesOf("booking_created");
  BOOST_TEST(Has(values.at("location"), "Online"));
  BOOST_TEST(values.at("reason") == "Illness");
  for (const auto& [name, value] : values) {
    BOOST_TEST(!Has(value, "secret-uid"), name);
  }
}

BOOST_AUTO_TEST_CASE(NamesTheTenantAsHost) {
  const auto values = ValuesOf("booking_created");
  BOOST_TEST(values.at("host_name") == "Acme & Sons");
  BOOST_TEST(values.at("purpose") == "Intro call");
  BOOST_TEST(values.at("status") == "scheduled");
  BOOST_TEST(values.at("start_at") == "2026-11-23T13:30:00Z");
  BOOST_TEST(values.at("end_at") == "2026-11-23T14:00:00Z");
  BOOST_TEST(values.at("join_url") == values.at("manage_url"));
}

BOOST_AUTO_TEST_CASE(MakesAPurposeReadableWithoutATitle) {
  message.event_key = "booking_created";
  MessageContext context = Context();
  context.purpose_title.clear();
  BOOST_TEST(MessageValues(message, context, kNow).at("purpose") == "Intro call");
}

BOOST_AUTO_TEST_CASE(HasATenantPhoneOnlyWhenConfigured) {
  BOOST_TEST(ValuesOf("booking_created").count("tenant_phone") == 0U);
  settings.contact_phone = "+49 30 1";
  BOOST_TEST(ValuesOf("booking_created").at("tenant_phone") == "+49 30 1");
}

BOOST_AUTO_TEST_CASE(ReadsTheClockAsThePersonDoes) {
  message.event_key = "booking_created";
  MessageContext context = Context();
  context.hour_cycle = HourCycle::k12;
  BOOST_TEST(MessageValues(message, context, kNow).at("start_time") == "2:30 pm");
}

BOOST_AUTO_TEST_CASE(LinksAccountMails) {
  message.booking.reset();
  message.secret = kToken;
  const std::string portal = "https://acme.nexcyte.test:8443";
  for (const auto& [event_key, link] : std::vector<std::pair<std::string, std::string>>{
           {"account_verify", portal + "/verify?token=" + kToken},
           {"account_exists", portal + "/verify?token=" + kToken},
           {"account_reset", portal + "/reset?token=" + kToken},
           {"member_invited", portal + "/invite?token=" + kToken}}) {
    BOOST_TEST_CONTEXT(event_key) {
      const MessageTexts mail = Rendered(event_key);
      BOOST_TEST(Has(mail.text, link + "\n"));
      BOOST_TEST(Has(mail.html, "href=\"" + link + "\""));
      BOOST_TEST(Has(mail.subject, "Acme & Sons"));
      BOOST_TEST(Has(mail.html, "Acme &amp; Sons"));
      BOOST_TEST(CheckTemplate(DefaultTexts(event_key, Channel::kEmail).html, event_key).empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(SendsAMemberToTheLogin) {
  message.booking.reset();
  const MessageTexts mail = Rendered("account_exists");
  BOOST_TEST(Has(mail.text, "https://acme.nexcyte.test:8443/login\n"));
  BOOST_TEST(Has(mail.text, "Forgotten password"));
  BOOST_TEST(!Has(mail.text, "token="));
}

BOOST_AUTO_TEST_CASE(SendsNoMailWhoseLinkIsGone) {
  message.booking.reset();
  for (const char* event_key : {"account_verify", "account_reset", "member_invited"}) {
    BOOST_TEST(RefusalOf([&] { Rendered(event_key); }) == "missing_value manage_url");
  }
}

BOOST_AUTO_TEST_CASE(SaysHowLongALinkWorks) {
  BOOST_TEST(kVerifyTokenLife.count() == 24);
  BOOST_TEST(Has(DefaultTexts("account_verify", Channel::kEmail).text, "within 24 hours"));
  BOOST_TEST(kResetTokenLife.count() == 45);
  BOOST_TEST(Has(DefaultTexts("account_reset", Channel::kEmail).text, "within 45 minutes"));
}

BOOST_AUTO_TEST_CASE(SendsACodeBySmsOnly) {
  message.booking.reset();
  message.secret = "123456";
  BOOST_TEST(Has(Rendered("phone_code", Channel::kSms).text, "123456"));
  BOOST_TEST(RefusalOf([] { DefaultTexts("phone_code", Channel::kEmail); }) == "unknown_event");
  BOOST_TEST(RefusalOf([] { DefaultTexts("account_reset", Channel::kSms); }) == "unknown_event");
  BOOST_TEST(RefusalOf([] { DefaultTexts("nonsense", Channel::kEmail); }) == "unknown_event");
}

BOOST_AUTO_TEST_CASE(RefusesAZoneThatIsNoMore) {
  booking.time_zone = "Mars/Olympus";
  BOOST_TEST(RefusalOf([&] { ValuesOf("booking_created"); }) == "invalid timeZone");
}

BOOST_AUTO_TEST_CASE(TellsEveryChangeOfABookingThatExists) {
  message.event_key = "booking_created";
  BOOST_TEST(!IsPointless(message, booking));
  BOOST_TEST(IsPointless(message, std::nullopt));
  booking.revision = 2;
  BOOST_TEST(!IsPointless(message, booking));
}

BOOST_AUTO_TEST_CASE(PrintsTheTimesOfItsOwnChange) {
  message.payload["start"] = "2026-12-01T08:00:00Z";
  message.payload["end"] = "2026-12-01T08:30:00Z";
  BOOST_TEST(ValuesOf("booking_created").at("start_at") == "2026-12-01T08:00:00Z");
}

BOOST_AUTO_TEST_CASE(DropsRemindersOfOtherTimes) {
  message.event_key = "booking_reminder";
  message.payload["start"] = FormatRfc3339(booking.time.start);
  message.payload["end"] = FormatRfc3339(booking.time.end);
  BOOST_TEST(!IsPointless(message, booking));
  booking.status = BookingStatus::kRequested;
  BOOST_TEST(IsPointless(message, booking));
  booking.status = BookingStatus::kScheduled;
  booking.time.start += std::chrono::minutes(30);
  BOOST_TEST(IsPointless(message, booking));
}

BOOST_AUTO_TEST_CASE(IsNewsWhileTheBookingStandsAsItSays) {
  message.event_key = "booking_created";
  BOOST_TEST(IsNewsStill(message, booking, kNow));
  BOOST_TEST(!IsNewsStill(message, std::nullopt, kNow));
  BOOST_TEST(!IsNewsStill(message, booking, booking.time.start));
  booking.status = BookingStatus::kCancelled;
  BOOST_TEST(!IsNewsStill(message, booking, kNow));
  message.event_key = "booking_cancelled";
  BOOST_TEST(IsNewsStill(message, booking, kNow));
  booking.revision = 2;
  BOOST_TEST(!IsNewsStill(message, booking, kNow));
}

BOOST_AUTO_TEST_CASE(NeverDropsAccountMails) {
  message.event_key = "account_verify";
  message.booking.reset();
  BOOST_TEST(!IsPointless(message, std::nullopt));
  BOOST_TEST(IsBookingEvent("booking_reminder"));
  BOOST_TEST(!IsBookingEvent("account_verify"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::domain
