#include "fcgi/outbound/mailgun_events.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "domain/error.h"
#include "tests/fcgi/outbound/fake_http_client.h"

namespace nexcyte::fcgi {
namespace {

using domain::SentMail;
using domain::SentMailTrace;

constexpr char kId[] = "6f1c2f8e-8f0a-4a53-9a53-0b6d4a5f9f11@mg.example.com";

std::string PageOf(const std::string& id) {
  return R"({"items":[{"event":"accepted","message":{"headers":{"message-id":")" + id +
         R"("}}}],"paging":{}})";
}

struct Fixture {
  FakeHttpClient http;
  MailgunEventsSettings settings{BaseUrl::Parse("https://api.eu.mailgun.net").value(), "key-2",
                                 "mg.example.com"};

  SentMail Find() {
    return MailgunEvents(http, settings)
        .Find(kId, domain::ParseRfc3339("2026-11-23T09:00:00.5Z").value());
  }
  SentMail After(int status, const std::string& body,
                 std::vector<std::pair<std::string, std::string>> headers = {}) {
    http.Answer(status, body, std::move(headers));
    return Find();
  }
};

BOOST_FIXTURE_TEST_SUITE(MailgunRemembers, Fixture)

BOOST_AUTO_TEST_CASE(AMailByOurId) {
  const SentMail sent = After(200, PageOf(kId));
  BOOST_TEST((sent.trace == SentMailTrace::kFound));
  BOOST_TEST(sent.provider_id == kId);
  const HttpRequest& request = http.requests.at(0);
  BOOST_TEST((request.method == HttpMethod::kGet));
  BOOST_TEST(request.url ==
             "https://api.eu.mailgun.net/v3/mg.example.com/events?message-id=6f1c2f8e-8f0a-4a53-"
             "9a53-0b6d4a5f9f11%40mg.example.com&begin=1795424100&ascending=yes&limit=1");
  BOOST_TEST(request.auth.user == "api");
  BOOST_TEST(request.auth.password == "key-2");
}

BOOST_AUTO_TEST_CASE(NothingOfAMailThatNeverCame) {
  const SentMail sent = After(200, R"({"items":[],"paging":{}})");
  BOOST_TEST((sent.trace == SentMailTrace::kAbsent));
  BOOST_TEST(sent.provider_id == "");
  BOOST_TEST(sent.error == "");
}

BOOST_AUTO_TEST_CASE(NothingForCertainInAnAnswerThatCannotBeRead) {
  for (const char* body :
       {"", "Mailgun Magnificent API", "{", "[]", "{}", R"({"items":{}})", R"({"items":null})",
        R"({"items":[7]})", R"({"items":[{}]})", R"({"items":[{"message":{"headers":[]}}]})",
        R"({"items":[{"message":{"headers":{"message-id":7}}}]})"}) {
    const SentMail sent = After(200, body);
    BOOST_TEST((sent.trace == SentMailTrace::kUnknown), body);
    BOOST_TEST(sent.error == "http_200_unreadable", body);
  }
}

BOOST_AUTO_TEST_CASE(NothingWhenItSpeaksOfAnotherMail) {
  const SentMail sent = After(200, PageOf("another@mg.example.com"));
  BOOST_TEST((sent.trace == SentMailTrace::kUnknown));
  BOOST_TEST(sent.error == "http_200_other_message");
}

BOOST_AUTO_TEST_CASE(NothingForCertainWhenItRefuses) {
  for (const int status : {301, 400, 401, 403, 404, 429, 500, 502, 503, 504}) {
    const SentMail sent = After(status, "Forbidden");
    BOOST_TEST((sent.trace == SentMailTrace::kUnknown), status);
    BOOST_TEST(sent.error == "http_" + std::to_string(status));
    BOOST_TEST(sent.retry_after.count() == 0);
  }
  BOOST_TEST(After(429, "{}", {{"retry-after", "33"}}).retry_after.count() == 33);
  BOOST_TEST(After(429, R"({"message":"try again after 120 seconds"})").retry_after.count() == 120);
}

BOOST_AUTO_TEST_CASE(NothingForCertainWhenItDoesNotAnswer) {
  http.Fail(HttpFault::kTimeLimit, false);
  const SentMail sent = Find();
  BOOST_TEST((sent.trace == SentMailTrace::kUnknown));
  BOOST_TEST(sent.error == "time_limit");
}

BOOST_AUTO_TEST_CASE(NothingWithoutAKeyOrADomain) {
  for (std::string MailgunEventsSettings::*field :
       {&MailgunEventsSettings::api_key, &MailgunEventsSettings::domain}) {
    MailgunEventsSettings odd = settings;
    odd.*field = "";
    BOOST_CHECK_THROW(MailgunEvents(http, std::move(odd)), domain::Error);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
