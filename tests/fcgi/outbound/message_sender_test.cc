// Mails and text messages on their way through one HTTP client.
#include "fcgi/outbound/message_sender.h"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "tests/fcgi/outbound/fake_http_client.h"
#include "tests/fcgi/outbound/send_mails.h"

namespace nexcyte::fcgi {
namespace {

using domain::SendOutcome;

struct Fixture {
  FakeHttpClient http;
  Mailgun mailgun{
      {BaseUrl::Parse("https://api.mailgun.net").value(), "key-1", "mg.example.com", ""}};
  Twilio twilio{{.base = BaseUrl::Parse("https://api.twilio.com").value(),
                 .account_sid = "AC00000000000000000000000000000000",
                 .auth = {"AC00000000000000000000000000000000", "token"},
                 .from_number = "+15005550006",
                 .messaging_service_sid = "",
                 .callback_authority = "example.com"}};

  static domain::Email Mail(const std::string& to) {
    domain::Email mail;
    mail.message_id = "6f1c2f8e-8f0a-4a53-9a53-0b6d4a5f9f11@mg.example.com";
    mail.from_address = "no-reply@mg.example.com";
    mail.to = to;
    mail.subject = "Hello";
    mail.text = "Hello";
    return mail;
  }
  static domain::Sms Text() {
    domain::Sms text;
    text.id = domain::OutboxId::Parse("6f1c2f8e-8f0a-4a53-9a53-0b6d4a5f9f12").value();
    text.to = "+4915112345678";
    text.body = "Hello";
    return text;
  }
};

BOOST_FIXTURE_TEST_SUITE(MessageSender, Fixture)

BOOST_AUTO_TEST_CASE(SendsEachToItsProvider) {
  http.Answer(201, R"({"sid":"SM1","status":"queued"})");
  http.Answer(200, R"({"id":"<m1@mg.example.com>","message":"Queued. Thank you."})");
  FixedFlow flow({Text(), Mail("a@b.test")});
  ProviderSender(http, mailgun, &twilio).Send(flow);
  BOOST_TEST(flow.results.at(0).provider_id == "SM1");
  BOOST_TEST(flow.results.at(1).provider_id == "m1@mg.example.com");
  BOOST_TEST(http.requests.at(0).url.starts_with("https://api.twilio.com/"));
  BOOST_TEST(http.requests.at(1).url.starts_with("https://api.mailgun.net/"));
}

BOOST_AUTO_TEST_CASE(GivesEachResultToItsMessageWhenOneCannotBeAsked) {
  http.Answer(200, R"({"id":"<m1@mg.example.com>","message":"Queued. Thank you."})");
  FixedFlow flow({Mail("two@b.test,three@b.test"), Mail("a@b.test")});
  ProviderSender(http, mailgun, &twilio).Send(flow);
  BOOST_TEST((flow.results.at(0).outcome == SendOutcome::kFailedForGood));
  BOOST_TEST((flow.results.at(1).outcome == SendOutcome::kAccepted));
  BOOST_TEST(http.requests.size() == 1U);
}

BOOST_AUTO_TEST_CASE(SendsNoTextMessageWithoutAnAccount) {
  FixedFlow flow({Text()});
  ProviderSender(http, mailgun, nullptr).Send(flow);
  BOOST_TEST((flow.results.at(0).outcome == SendOutcome::kConfiguration));
  BOOST_TEST(flow.results.at(0).error == "sms_off");
  BOOST_TEST(http.requests.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
