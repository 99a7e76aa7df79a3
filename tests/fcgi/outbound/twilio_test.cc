#include "fcgi/outbound/twilio.h"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>

#include "domain/error.h"
#include "tests/fcgi/outbound/fake_http_client.h"

namespace nexcyte::fcgi {
namespace {

using domain::SendOutcome;
using domain::SendResult;
using domain::Sms;

constexpr char kId[] = "6f1c2f8e-8f0a-4a53-9a53-0b6d4a5f9f11";

Sms Message() {
  return {domain::OutboxId::Parse(kId).value(), "+15558675310", "Termin: 10 € & mehr\n1+1",
          std::chrono::minutes(10)};
}

struct Fixture {
  TwilioSettings settings{BaseUrl::Parse("https://api.twilio.com").value(),
                          "AC0",
                          {"SK1", "secret:1"},
                          "+15005550006",
                          "",
                          "portal.example.org:8443"};

  HttpRequest RequestOf(const Sms& sms) const {
    return std::get<HttpRequest>(Twilio(settings).Prepare(sms));
  }
  SendResult RefusalOf(const Sms& sms) const {
    return std::get<SendResult>(Twilio(settings).Prepare(sms));
  }
};

BOOST_FIXTURE_TEST_SUITE(TwilioRequests, Fixture)

BOOST_AUTO_TEST_CASE(SendsOneMessage) {
  const HttpRequest request = RequestOf(Message());
  BOOST_TEST(request.url == "https://api.twilio.com/2010-04-01/Accounts/AC0/Messages.json");
  BOOST_TEST((request.method == HttpMethod::kPost));
  BOOST_TEST(request.send_once);
  BOOST_TEST(request.auth.user == "SK1");
  BOOST_TEST(request.auth.password == "secret:1");
  BOOST_TEST((request.connect_limit == std::chrono::seconds(5)));
  BOOST_TEST((request.total_limit == std::chrono::seconds(30)));
  BOOST_TEST(request.max_answer_bytes == 65536U);
  BOOST_TEST(HeaderOf(request, "Content-Type") == "application/x-www-form-urlencoded");
  BOOST_TEST(request.form.empty());
  BOOST_TEST(request.body ==
             "To=%2B15558675310&Body=Termin%3A%2010%20%E2%82%AC%20%26%20mehr%0A1%2B1"
             "&From=%2B15005550006"
             "&StatusCallback=https%3A%2F%2Fportal.example.org%3A8443%2Fapi%2Fwebhooks%2Ftwilio"
             "%2Fstatus%3Fnid%3D6f1c2f8e-8f0a-4a53-9a53-0b6d4a5f9f11%23rc%3D3%26rp%3Dall"
             "&ValidityPeriod=600&SmartEncoded=true");
}

BOOST_AUTO_TEST_CASE(PrefersTheMessagingService) {
  settings.messaging_service_sid = "MG1";
  const std::string body = RequestOf(Message()).body;
  BOOST_TEST(body.find("&MessagingServiceSid=MG1&") != std::string::npos);
  BOOST_TEST(body.find("From=") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(KeepsTheWindowThatTwilioTakes) {
  const auto period = [&](std::chrono::seconds useful_for) {
    Sms sms = Message();
    sms.useful_for = useful_for;
    const std::string body = RequestOf(sms).body;
    const std::size_t begin = body.find("ValidityPeriod=") + 15;
    return body.substr(begin, body.find('&', begin) - begin);
  };
  BOOST_TEST(period(std::chrono::seconds(1)) == "60");
  BOOST_TEST(period(std::chrono::hours(72)) == "36000");
  BOOST_TEST(period(std::chrono::seconds(-1)) == "60");
}

BOOST_AUTO_TEST_CASE(AsksNothingForABadNumber) {
  for (const char* number : {"", "15558675310", "+0555867531", "+1555 867", "+1555867531012345"}) {
    Sms sms = Message();
    sms.to = number;
    const SendResult refused = RefusalOf(sms);
    BOOST_TEST((refused.outcome == SendOutcome::kFailedForGood), number);
    BOOST_TEST(refused.error == "bad_number");
    BOOST_TEST(refused.bad_address);
  }
}

BOOST_AUTO_TEST_CASE(AsksNothingForABadText) {
  for (const std::string& body : {std::string(), std::string("a\rb"), std::string("\xFF"),
                                  std::string(1601, 'a'), std::string("a\0b", 3)}) {
    Sms sms = Message();
    sms.body = body;
    const SendResult refused = RefusalOf(sms);
    BOOST_TEST((refused.outcome == SendOutcome::kFailedForGood));
    BOOST_TEST(refused.error == "bad_text");
    BOOST_TEST(!refused.bad_address);
  }
}

BOOST_AUTO_TEST_CASE(RefusesOddSettings) {
  const auto refuses = [](TwilioSettings odd) {
    BOOST_CHECK_THROW(Twilio{std::move(odd)}, domain::Error);
  };
  for (auto field : {&TwilioSettings::account_sid, &TwilioSettings::from_number,
                     &TwilioSettings::callback_authority}) {
    TwilioSettings odd = settings;
    odd.*field = "";
    refuses(odd);
  }
  TwilioSettings odd = settings;
  odd.auth.password = "";
  refuses(odd);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
