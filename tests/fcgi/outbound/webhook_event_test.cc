#include <boost/test/unit_test.hpp>
#include <string>

#include "domain/crypto.h"
#include "fcgi/outbound/mailgun_event.h"
#include "fcgi/outbound/twilio_event.h"

namespace nexcyte::fcgi {
namespace {

using domain::DeliveryReport;
using domain::DeliveryState;
using domain::SuppressionReason;
using Wish = TwilioReply::Wish;

constexpr char kId[] = "6f1c2f8e-8f0a-4a53-9a53-0b6d4a5f9f11";

std::string Body(const std::string& event) {
  return R"({"signature":{"timestamp":"1529006854","token":"t1","signature":"s"},"event-data":)" +
         event + "}";
}

// An event of our message, with more members.
std::string Event(const std::string& more, const std::string& id = "e1",
                  const std::string& time = "1529701969.8") {
  return Body(R"({"id":")" + id + R"(","timestamp":)" + time +
              R"(,"recipient":"joan@example.com","user-variables":{"nid":")" + kId +
              R"("},"message":{"headers":{"message-id":"m@mg"}},)" + more + "}");
}

DeliveryReport ReportOf(const std::string& more) {
  return ReadMailgunHook(Event(more)).value().report.value();
}

BOOST_AUTO_TEST_SUITE(MailgunEvents)

BOOST_AUTO_TEST_CASE(TellOfOurMessage) {
  const DeliveryReport report = ReportOf(R"("event":"delivered")");
  BOOST_TEST(report.id.str() == kId);
  BOOST_TEST(report.recipient == "joan@example.com");
  BOOST_TEST(report.provider_id == "m@mg");
  BOOST_TEST((report.state == DeliveryState::kDelivered));
  BOOST_TEST(!report.suppress.has_value());
  BOOST_TEST(report.marks.size() == 2U);
}

BOOST_AUTO_TEST_CASE(AreMarkedByTokenAndByIdOfTheDay) {
  const auto marks = [](const std::string& event) {
    return ReadMailgunHook(event).value().report.value().marks;
  };
  const auto first = marks(Event(R"("event":"delivered")"));
  const auto later = marks(Event(R"("event":"delivered")", "e1", "1529702000"));
  const auto next_day = marks(Event(R"("event":"delivered")", "e1", "1529788369"));
  const auto other = marks(Event(R"("event":"delivered")", "e2"));
  BOOST_TEST((first == later));
  BOOST_TEST((first[0] == next_day[0] && first[1] != next_day[1]));
  BOOST_TEST((first[0] == other[0] && first[1] != other[1]));
}

BOOST_AUTO_TEST_CASE(SayHowFarAMailHasCome) {
  const auto state = [](const std::string& more) { return ReportOf(more).state; };
  BOOST_TEST((state(R"("event":"accepted")") == DeliveryState::kSent));
  BOOST_TEST((state(R"("event":"failed","severity":"temporary")") == DeliveryState::kSent));
  BOOST_TEST((state(R"("event":"failed","severity":"permanent")") == DeliveryState::kBounced));
  BOOST_TEST((state(R"("event":"complained")") == DeliveryState::kDelivered));
  BOOST_TEST((state(R"("event":"unsubscribed")") == DeliveryState::kDelivered));
}

BOOST_AUTO_TEST_CASE(SayWhomNotToWriteTo) {
  const auto why = [](const std::string& reason) {
    return ReportOf(R"("event":"failed","severity":"permanent","reason":")" + reason + "\"")
        .suppress;
  };
  for (const char* reason : {"bounce", "hardfail", "generic", "suppress-bounce", ""}) {
    BOOST_TEST((why(reason) == SuppressionReason::kPermanentFailure), reason);
  }
  for (const char* reason : {"espblock", "greylisted", "blacklisted", "old"}) {
    BOOST_TEST(!why(reason).has_value(), reason);
  }
  BOOST_TEST((why("suppress-complaint") == SuppressionReason::kComplaint));
  BOOST_TEST((why("suppress-unsubscribe") == SuppressionReason::kUnsubscribed));
  BOOST_TEST((ReportOf(R"("event":"complained")").suppress == SuppressionReason::kComplaint));
  BOOST_TEST((ReportOf(R"("event":"unsubscribed")").suppress == SuppressionReason::kUnsubscribed));
}

BOOST_AUTO_TEST_CASE(OfOthersAreReadAndLeftAlone) {
  for (const std::string& event :
       {Event(R"("event":"opened")"), Body(R"({"event":"delivered","id":"e1"})"),
        Body(R"({"event":"delivered","id":"e1","user-variables":{"nid":"42"}})"),
        Body(R"({"event":"delivered","id":"e1","user-variables":[]})")}) {
    const auto hook = ReadMailgunHook(event).value();
    BOOST_TEST(hook.is_event, event);
    BOOST_TEST(!hook.report.has_value(), event);
  }
}

BOOST_AUTO_TEST_CASE(ThatAreNoneAreToldApart) {
  for (const char* event : {"7", "{}", R"({"event":"delivered"})", R"({"event":3,"id":"e1"})"}) {
    BOOST_TEST(!ReadMailgunHook(Body(event)).value().is_event, event);
  }
  for (const char* body : {"", "[]", "{", R"({"signature":7})", R"({"event-data":{}})",
                           R"({"signature":{"timestamp":1529006854,"token":"t"}})"}) {
    BOOST_TEST(!ReadMailgunHook(body).has_value(), body);
  }
}

BOOST_AUTO_TEST_CASE(AreFreshForADay) {
  const auto is_fresh = [](const std::string& time, const char* now) {
    MailgunHook hook;
    hook.timestamp = time;
    return IsFresh(hook, domain::ParseRfc3339(now).value());
  };
  const std::string sent = "1529006854";  // 2018-06-14T20:07:34Z
  BOOST_TEST(is_fresh(sent, "2018-06-14T20:07:34Z"));
  BOOST_TEST(is_fresh(sent, "2018-06-15T20:07:34Z"));
  BOOST_TEST(!is_fresh(sent, "2018-06-15T20:07:35Z"));
  BOOST_TEST(is_fresh(sent, "2018-06-14T20:02:34Z"));
  BOOST_TEST(!is_fresh(sent, "2018-06-14T20:02:33Z"));
  for (const char* odd : {"x", "-1", "1529006854.5", "99999999999999999999"}) {
    BOOST_TEST(!is_fresh(odd, "2018-06-14T20:07:34Z"), odd);
  }
}

BOOST_AUTO_TEST_SUITE_END()

FormValues Status(const std::string& status, const std::string& code = "") {
  FormValues form = {{"MessageSid", "SM1"}, {"MessageStatus", status}, {"To", "+14155552671"}};
  if (!code.empty()) {
    form.emplace_back("ErrorCode", code);
  }
  return form;
}

BOOST_AUTO_TEST_SUITE(TwilioEvents)

BOOST_AUTO_TEST_CASE(SayHowFarAMessageHasCome) {
  const auto state = [](const char* status) {
    return ReadTwilioStatus(Status(status)).value().state;
  };
  for (const char* status : {"scheduled", "accepted", "queued", "sending", "sent"}) {
    BOOST_TEST((state(status) == DeliveryState::kSent), status);
  }
  BOOST_TEST((state("delivered") == DeliveryState::kDelivered));
  for (const char* status : {"undelivered", "failed", "canceled"}) {
    BOOST_TEST((state(status) == DeliveryState::kBounced), status);
  }
  for (const char* status : {"", "read", "receiving"}) {
    BOOST_TEST(!ReadTwilioStatus(Status(status)).has_value(), status);
  }
  BOOST_TEST(!ReadTwilioStatus({{"MessageStatus", "sent"}}).has_value());
}

BOOST_AUTO_TEST_CASE(SayWhyAMessageFailed) {
  const auto report = [](const char* code) {
    return ReadTwilioStatus(Status("undelivered", code)).value();
  };
  BOOST_TEST(report("30003").error == "twilio_30003");
  BOOST_TEST(!report("30003").suppress.has_value());
  BOOST_TEST((report("30006").suppress == SuppressionReason::kPermanentFailure));
  BOOST_TEST(report("21610").opted_out);
  BOOST_TEST(!report("30003").opted_out);
  BOOST_TEST(report("30001").was_never_sent);
  BOOST_TEST(!report("30003").was_never_sent);
  BOOST_TEST(report("300 3").error == "twilio_undelivered");
  BOOST_TEST(ReadTwilioStatus(Status("delivered")).value().error == "");
}

BOOST_AUTO_TEST_CASE(AreMarkedByMessageAndStatus) {
  const auto mark = [](const char* status) {
    return ReadTwilioStatus(Status(status)).value().marks.at(0);
  };
  BOOST_TEST((mark("sent") == mark("sent")));
  BOOST_TEST((mark("sent") != mark("delivered")));
}

Wish WishOf(const std::string& body, const std::string& read_by_twilio = "") {
  FormValues form = {{"MessageSid", "SM1"}, {"From", "+14155552671"}, {"Body", body}};
  if (!read_by_twilio.empty()) {
    form.emplace_back("OptOutType", read_by_twilio);
  }
  return ReadTwilioReply(form).wish;
}

BOOST_AUTO_TEST_CASE(KnowTheWordsOfOptingOut) {
  for (const char* word :
       {"STOP", "stopall", "Unsubscribe", "CANCEL", "end", "QUIT", "revoke", " OptOut\n"}) {
    BOOST_TEST((WishOf(word) == Wish::kStop), word);
  }
  BOOST_TEST((WishOf("Start") == Wish::kStart));
  BOOST_TEST((WishOf("UNSTOP") == Wish::kStart));
  for (const char* word : {"", "HELP", "please stop", "stop it", "yes"}) {
    BOOST_TEST((WishOf(word) == Wish::kNone), word);
  }
}

BOOST_AUTO_TEST_CASE(PreferTwiliosOwnReading) {
  BOOST_TEST((WishOf("Basta", "STOP") == Wish::kStop));
  BOOST_TEST((WishOf("STOP", "HELP") == Wish::kNone));
  BOOST_TEST((WishOf("Hola", "START") == Wish::kStart));
}

BOOST_AUTO_TEST_CASE(NeedANumberAndAnId) {
  BOOST_TEST((ReadTwilioReply({{"MessageSid", "SM1"}, {"From", "12345"}, {"Body", "STOP"}}).wish ==
              Wish::kNone));
  BOOST_TEST((ReadTwilioReply({{"From", "+14155552671"}, {"Body", "STOP"}}).wish == Wish::kNone));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
