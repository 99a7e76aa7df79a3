#include "fcgi/outbound/twilio_messages.h"

#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <string>

#include "domain/error.h"
#include "tests/fcgi/outbound/fake_http_client.h"

namespace nexcyte::fcgi {
namespace {

using domain::SentMail;
using domain::SentMailTrace;

constexpr char kList[] = R"({{"messages":[{{"sid":"SM0","to":"+14155552671","body":"Another one",
    "date_created":"Mon, 23 Nov 2026 09:00:03 +0000","date_sent":null}},
    {{"sid":"SM1","to":"{}","body":"{}","date_created":"{}","date_sent":null}}]}})";

std::string ListOf(const std::string& to, const std::string& body, const std::string& created) {
  return fmt::format(kList, to, body, created);
}

struct Fixture {
  FakeHttpClient http;
  TwilioMessagesSettings settings{
      BaseUrl::Parse("https://api.twilio.com").value(), "AC1", {"SK1", "secret"}};

  SentMail Find() {
    domain::Sms sms;
    sms.to = "+14155552671";
    sms.body = "See you at 10";
    return TwilioMessages(http, settings)
        .Find(sms, domain::ParseRfc3339("2026-11-23T09:00:00.5Z").value());
  }
  SentMail After(int status, const std::string& body) {
    http.Answer(status, body);
    return Find();
  }
};

BOOST_FIXTURE_TEST_SUITE(TwilioRemembers, Fixture)

BOOST_AUTO_TEST_CASE(ATextMessageByItsNumberAndWords) {
  const SentMail sent =
      After(200, ListOf("+14155552671", "See you at 10", "Mon, 23 Nov 2026 08:59:56 +0000"));
  BOOST_TEST((sent.trace == SentMailTrace::kFound));
  BOOST_TEST(sent.provider_id == "SM1");
  const HttpRequest& request = http.requests.at(0);
  BOOST_TEST((request.method == HttpMethod::kGet));
  BOOST_TEST(request.url ==
             "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json?To=%2B14155552671"
             "&PageSize=50");
  BOOST_TEST(request.auth.user == "SK1");
  BOOST_TEST(request.auth.password == "secret");
}

BOOST_AUTO_TEST_CASE(NotWhatOnlyLooksLikeIt) {
  for (const std::string& page :
       {ListOf("+14155552671", "See you at 10", "Mon, 23 Nov 2026 08:59:55 +0000"),  // before ours
        ListOf("+14155552671", "See you at 11", "Mon, 23 Nov 2026 09:00:01 +0000"),
        ListOf("+14155552672", "See you at 10", "Mon, 23 Nov 2026 09:00:01 +0000"),
        ListOf("+14155552671", "See you at 10", "yesterday"), std::string(R"({"messages":[]})")}) {
    BOOST_TEST((After(200, page).trace == SentMailTrace::kAbsent), page);
  }
}

BOOST_AUTO_TEST_CASE(NothingForCertainWithoutAnAnswer) {
  for (const char* const body : {"", "[]", R"({"messages":{}})", R"({"messages":[1]})"}) {
    const SentMail sent = After(200, body);
    BOOST_TEST((sent.trace == SentMailTrace::kUnknown), body);
    BOOST_TEST(sent.error == "http_200_unreadable");
  }
  BOOST_TEST(After(503, "{}").error == "http_503");
  http.Fail(HttpFault::kTimeLimit, false);
  BOOST_TEST(Find().error == "time_limit");
}

BOOST_AUTO_TEST_CASE(NothingWithoutCredentials) {
  settings.auth.password.clear();
  BOOST_CHECK_THROW(Find(), domain::Error);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
