#include "fcgi/outbound/twilio_answer.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

namespace nexcyte::fcgi {
namespace {

using domain::SendOutcome;
using domain::SendResult;
using std::chrono::seconds;

SendResult Classify(int status, std::string body,
                    std::vector<std::pair<std::string, std::string>> headers = {}) {
  return ClassifyTwilio(HttpAnswer{status, std::move(headers), std::move(body)});
}

SendResult OfCode(int status, int code) {
  return Classify(status, "{\"code\":" + std::to_string(code) +
                              ",\"message\":\"The 'To' number +14155552671 is not valid.\"}");
}

void Expect(const SendResult& result, SendOutcome outcome, const std::string& error) {
  BOOST_TEST((result.outcome == outcome), error);
  BOOST_TEST(result.error == error);
}

std::string Word(int code) { return "twilio_" + std::to_string(code); }

BOOST_AUTO_TEST_SUITE(TwilioAnswers)

BOOST_AUTO_TEST_CASE(AcceptsAMessageWithASid) {
  const auto result = Classify(201, R"({"sid":"SM0123","status":"queued"})");
  Expect(result, SendOutcome::kAccepted, "");
  BOOST_TEST(result.provider_id == "SM0123");
  BOOST_TEST((Classify(200, R"({"sid":"SM1"})").outcome == SendOutcome::kAccepted));
}

BOOST_AUTO_TEST_CASE(IsUncertainWithoutASid) {
  for (const char* body : {"", "{\"sid\":\"SM01", "{}", "[]", "<html>", R"({"sid":7})"}) {
    Expect(Classify(201, body), SendOutcome::kUncertain, "http_201_no_sid");
  }
}

BOOST_AUTO_TEST_CASE(BlamesTheMessage) {
  for (const int code : {21612, 21408, 21602, 21604, 21617, 21619, 21658, 21609, 21624, 35111,
                         35114, 35115, 35116, 35117, 35118, 29999}) {
    const auto result = OfCode(400, code);
    Expect(result, SendOutcome::kFailedForGood, Word(code));
    BOOST_TEST(!result.bad_address);
    BOOST_TEST(!result.pauses_account);
  }
  Expect(Classify(400, "<html>"), SendOutcome::kFailedForGood, "http_400");
  Expect(Classify(413, ""), SendOutcome::kFailedForGood, "http_413");
}

BOOST_AUTO_TEST_CASE(BlamesTheNumber) {
  for (const int code : {21211, 21217, 21401, 21614, 21635}) {
    const auto result = OfCode(400, code);
    Expect(result, SendOutcome::kFailedForGood, Word(code));
    BOOST_TEST(result.bad_address);
  }
}

BOOST_AUTO_TEST_CASE(KnowsWhoOptedOut) {
  const auto result = OfCode(400, 21610);
  Expect(result, SendOutcome::kOptedOut, "twilio_21610");
  BOOST_TEST(!result.pauses_account);
}

BOOST_AUTO_TEST_CASE(BlamesTheAccount) {
  for (const auto& [status, code] : std::vector<std::pair<int, int>>{{401, 20003},
                                                                     {403, 20005},
                                                                     {403, 20403},
                                                                     {403, 20008},
                                                                     {404, 20404},
                                                                     {400, 21701},
                                                                     {400, 21705},
                                                                     {400, 21212},
                                                                     {400, 21603},
                                                                     {400, 21606},
                                                                     {400, 21616},
                                                                     {400, 21659},
                                                                     {400, 21703},
                                                                     {400, 21704},
                                                                     {400, 21608}}) {
    const auto result = OfCode(status, code);
    Expect(result, SendOutcome::kConfiguration, Word(code));
    BOOST_TEST(result.pauses_account);
  }
  for (const int status : {401, 402, 403, 404, 302}) {
    Expect(Classify(status, "Forbidden"), SendOutcome::kConfiguration,
           "http_" + std::to_string(status));
  }
}

BOOST_AUTO_TEST_CASE(PausesAtALimit) {
  const auto expect_pause = [](const SendResult& result, seconds wait) {
    BOOST_TEST((result.outcome == SendOutcome::kFailedForNow), result.error);
    BOOST_TEST(result.pauses_account);
    BOOST_TEST((result.retry_after == wait), result.error);
  };
  expect_pause(OfCode(429, 20429), seconds(1));
  expect_pause(Classify(429, ""), seconds(1));
  expect_pause(OfCode(400, 21611), seconds(300));
  for (const int status : {400, 429, 500}) {
    expect_pause(OfCode(status, 63038), seconds(3600));
  }
}

BOOST_AUTO_TEST_CASE(HonoursAHint) {
  const auto wait = [](const std::string& hint) {
    return Classify(429, "", {{"retry-after", hint}}).retry_after;
  };
  BOOST_TEST((wait("17") == seconds(17)));
  BOOST_TEST((wait("100000") == seconds(3600)));
  for (const char* odd : {"", "0", "-5", "soon", "7.5", "99999999999999"}) {
    BOOST_TEST((wait(odd) == seconds(1)), odd);
  }
}

BOOST_AUTO_TEST_CASE(IsUncertainAboutServerErrors) {
  Expect(OfCode(500, 20500), SendOutcome::kUncertain, "twilio_20500");
  Expect(OfCode(503, 20503), SendOutcome::kUncertain, "twilio_20503");
  // A code of the table behind a server error is no proof that nothing was created.
  Expect(OfCode(500, 21211), SendOutcome::kUncertain, "twilio_21211");
  for (const int status : {500, 502, 503, 504, 408}) {
    Expect(Classify(status, "<html>"), SendOutcome::kUncertain, "http_" + std::to_string(status));
  }
}

BOOST_AUTO_TEST_CASE(ReadsOddCodesAsNone) {
  for (const char* code : {"\"21610\"", "-1", "1e3", "99999999999", "null"}) {
    Expect(Classify(400, "{\"code\":" + std::string(code) + "}"), SendOutcome::kFailedForGood,
           "http_400");
  }
}

BOOST_AUTO_TEST_CASE(TellsNotSentFromUncertain) {
  Expect(ClassifyTwilio(HttpFailure{HttpFault::kConnect, true}), SendOutcome::kFailedForNow,
         "connect");
  Expect(ClassifyTwilio(HttpFailure{HttpFault::kTimeLimit, true}), SendOutcome::kFailedForNow,
         "time_limit");
  Expect(ClassifyTwilio(HttpFailure{HttpFault::kTimeLimit, false}), SendOutcome::kUncertain,
         "time_limit");
  Expect(ClassifyTwilio(HttpFailure{HttpFault::kBroken, false}), SendOutcome::kUncertain, "broken");
  Expect(ClassifyTwilio(HttpFailure{HttpFault::kNotAllowed, true}), SendOutcome::kConfiguration,
         "not_allowed");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
