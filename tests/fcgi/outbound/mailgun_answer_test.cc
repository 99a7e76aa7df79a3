#include "fcgi/outbound/mailgun_answer.h"

#include <date/date.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

namespace nexcyte::fcgi {
namespace {

using domain::SendOutcome;
using domain::SendResult;
using std::chrono::seconds;

// Mon, 20 Dec 2021 20:33:00 UTC
const std::chrono::system_clock::time_point kNow =
    date::sys_days(date::year(2021) / 12 / 20) + std::chrono::hours(20) + std::chrono::minutes(33);

SendResult Classify(int status, std::string body,
                    std::vector<std::pair<std::string, std::string>> headers = {}) {
  return ClassifyMailgun(HttpAnswer{status, std::move(headers), std::move(body)}, kNow);
}

std::string Message(const std::string& text) { return "{\"message\":\"" + text + "\"}"; }

void Expect(const SendResult& result, SendOutcome outcome, const std::string& error) {
  BOOST_TEST((result.outcome == outcome), error);
  BOOST_TEST(result.error == error);
}

BOOST_AUTO_TEST_SUITE(MailgunAnswers)

BOOST_AUTO_TEST_CASE(AcceptsWhatIsQueued) {
  const auto result = Classify(
      200, R"({"id":"<20111114174239.25659.5817@mg.example.com>","message":"Queued. Thank you."})");
  Expect(result, SendOutcome::kAccepted, "");
  BOOST_TEST(result.provider_id == "20111114174239.25659.5817@mg.example.com");
  BOOST_TEST(Classify(200, R"({"id":"a@b","message":"Queued."})").provider_id == "a@b");
}

BOOST_AUTO_TEST_CASE(AcceptsNoOther200) {
  const auto kWrong = SendOutcome::kConfiguration;
  Expect(Classify(200, "Mailgun Magnificent API"), kWrong, "http_200_not_mailgun");
  Expect(Classify(200, R"({"message":"Queued. Thank you."})"), kWrong, "http_200_not_queued");
  Expect(Classify(200, R"({"id":"","message":"Queued."})"), kWrong, "http_200_not_queued");
  Expect(Classify(200, R"({"id":"<a@b>","message":"Dropped"})"), kWrong, "http_200_not_queued");
}

// Cut on the way: it may be queued.
BOOST_AUTO_TEST_CASE(IsUncertainAboutHalfAnAnswer) {
  for (const char* body : {"", "[]", R"({"id":"<a@b>","mess)", "<html>a proxy's page</html>"}) {
    Expect(Classify(200, body), SendOutcome::kUncertain, "http_200_unreadable");
  }
}

BOOST_AUTO_TEST_CASE(BlamesTheMessage) {
  Expect(Classify(400, Message("to parameter is missing")), SendOutcome::kFailedForGood,
         "http_400");
  Expect(Classify(413, Message("request size exceeds 52.4MiB limit")), SendOutcome::kFailedForGood,
         "http_413");
}

BOOST_AUTO_TEST_CASE(BlamesTheAccount) {
  Expect(Classify(400, Message("Domain mg.example.com is not allowed to send: unverified")),
         SendOutcome::kConfiguration, "http_400_domain");
  Expect(Classify(401, "Forbidden"), SendOutcome::kConfiguration, "http_401");
  Expect(Classify(402, Message("x")), SendOutcome::kConfiguration, "http_402");
  Expect(Classify(403, Message("Rejected: IP")), SendOutcome::kConfiguration, "http_403");
  Expect(Classify(404, Message("Domain not found: x")), SendOutcome::kConfiguration, "http_404");
  Expect(Classify(404, "<html>"), SendOutcome::kConfiguration, "http_404");
  Expect(Classify(302, ""), SendOutcome::kUncertain, "http_302");
  Expect(Classify(451, ""), SendOutcome::kConfiguration, "http_451");
}

BOOST_AUTO_TEST_CASE(IsUncertainAboutServerErrors) {
  for (const int status : {500, 502, 503, 504, 408, 201}) {
    Expect(Classify(status, "<html>"), SendOutcome::kUncertain, "http_" + std::to_string(status));
  }
}

seconds WaitOf(int status, const std::string& text,
               std::vector<std::pair<std::string, std::string>> headers = {}) {
  const auto result = Classify(status, Message(text), std::move(headers));
  Expect(result, SendOutcome::kFailedForNow, "http_" + std::to_string(status));
  return result.retry_after;
}

BOOST_AUTO_TEST_CASE(ReadsWhenToTryAgain) {
  const std::string limit = "Domain d is not allowed to send: request limit exceeded, ";
  BOOST_TEST((WaitOf(429, limit + "try again after 120 seconds") == seconds(120)));
  BOOST_TEST((WaitOf(420, limit + "try again after Mon, 20 Dec 2021 20:33:21 UTC") == seconds(21)));
  BOOST_TEST((WaitOf(429, limit + "try again after Mon, 20 Dec 2021 20:32:00 UTC") == seconds(0)));
  BOOST_TEST(
      (WaitOf(429, limit + "try again after Tue, 21 Dec 2021 20:33:21 UTC") == seconds(3600)));
  BOOST_TEST((WaitOf(429, limit + "try again after a while") == seconds(0)));
  BOOST_TEST((WaitOf(429, limit) == seconds(0)));
}

BOOST_AUTO_TEST_CASE(TakesTheLongestHint) {
  const std::string reset = "1640032385.25";  // 20:33:05.25
  BOOST_TEST((WaitOf(429, "", {{"x-ratelimit-reset", reset}}) == seconds(6)));
  BOOST_TEST((WaitOf(429, "", {{"retry-after", "9"}}) == seconds(9)));
  BOOST_TEST((WaitOf(429, "", {{"retry-after", "Mon, 20 Dec 2021 20:33:11 GMT"}}) == seconds(11)));
  BOOST_TEST((WaitOf(429, "try again after 8 seconds",
                     {{"x-ratelimit-reset", reset}, {"retry-after", "7"}}) == seconds(8)));
  BOOST_TEST(
      (WaitOf(429, "", {{"retry-after", "-5"}, {"x-ratelimit-reset", "nan"}}) == seconds(0)));
}

BOOST_AUTO_TEST_CASE(TellsNotSentFromUncertain) {
  Expect(ClassifyMailgun(HttpFailure{HttpFault::kConnect, true}, kNow), SendOutcome::kFailedForNow,
         "connect");
  Expect(ClassifyMailgun(HttpFailure{HttpFault::kTimeLimit, true}, kNow),
         SendOutcome::kFailedForNow, "time_limit");
  Expect(ClassifyMailgun(HttpFailure{HttpFault::kTimeLimit, false}, kNow), SendOutcome::kUncertain,
         "time_limit");
  Expect(ClassifyMailgun(HttpFailure{HttpFault::kNotAllowed, true}, kNow),
         SendOutcome::kConfiguration, "not_allowed");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
