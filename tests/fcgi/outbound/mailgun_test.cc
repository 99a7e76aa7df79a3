#include "fcgi/outbound/mailgun.h"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>
#include <variant>
#include <vector>

#include "domain/error.h"
#include "tests/fcgi/outbound/fake_http_client.h"
#include "tests/fcgi/outbound/invite_fixture.h"
#include "tests/fcgi/outbound/send_mails.h"

namespace nexcyte::fcgi {
namespace {

using domain::Email;
using domain::SendOutcome;

constexpr char kQueued[] = R"({"id":"<x@mg.example.com>","message":"Queued. Thank you."})";

Email Mail() {
  Email mail;
  mail.message_id = "6f1c2f8e-8f0a-4a53-9a53-0b6d4a5f9f11@mg.example.com";
  mail.from_name = "Acme";
  mail.from_address = "no-reply@mg.example.com";
  mail.to = "maria@example.com";
  mail.subject = "Booked: 10:00";
  mail.text = "Hello";
  mail.html = "<p>Hello</p>";
  mail.useful_for = std::chrono::minutes(125);
  return mail;
}

struct Fixture {
  FakeHttpClient http;
  MailgunSettings settings{BaseUrl::Parse("https://api.eu.mailgun.net").value(), "key-1",
                           "mg.example.com", ""};

  std::vector<domain::SendResult> Send(const std::vector<Email>& mails) {
    return SendMails(http, Mailgun(settings), mails);
  }
  // The request of one mail that is queued.
  HttpRequest RequestOf(const Email& mail) {
    http.Answer(200, kQueued);
    const auto results = Send({mail});
    BOOST_TEST((results.at(0).outcome == SendOutcome::kAccepted));
    return http.requests.back();
  }
};

BOOST_FIXTURE_TEST_SUITE(MailgunRequests, Fixture)

BOOST_AUTO_TEST_CASE(SendsOneMail) {
  const HttpRequest request = RequestOf(Mail());
  BOOST_TEST(request.url == "https://api.eu.mailgun.net/v3/mg.example.com/messages");
  BOOST_TEST((request.method == HttpMethod::kPost));
  BOOST_TEST(request.send_once);
  BOOST_TEST(request.auth.user == "api");
  BOOST_TEST(request.auth.password == "key-1");
  BOOST_TEST((request.connect_limit == std::chrono::seconds(5)));
  BOOST_TEST((request.total_limit == std::chrono::seconds(30)));
  BOOST_TEST(request.max_answer_bytes == 65536U);
  BOOST_TEST(FieldOf(request, "from") == "\"Acme\" <no-reply@mg.example.com>");
  BOOST_TEST(FieldOf(request, "to") == "maria@example.com");
  BOOST_TEST(FieldOf(request, "subject") == "Booked: 10:00");
  BOOST_TEST(FieldOf(request, "text") == "Hello");
  BOOST_TEST(FieldOf(request, "html") == "<p>Hello</p>");
  BOOST_TEST(FieldOf(request, "h:Message-Id") ==
             "<6f1c2f8e-8f0a-4a53-9a53-0b6d4a5f9f11@mg.example.com>");
  BOOST_TEST(FieldOf(request, "v:nid") == "6f1c2f8e-8f0a-4a53-9a53-0b6d4a5f9f11");
  BOOST_TEST(FieldOf(request, "o:tracking") == "no");
  BOOST_TEST(FieldOf(request, "o:deliver-within") == "2h5m");
  BOOST_TEST(FieldOf(request, "o:suppress-headers") == "X-Mailgun-Variables,X-Mailgun-Tag");
  BOOST_TEST(request.form.size() == 10U);
}

BOOST_AUTO_TEST_CASE(SendsWhatIsOptional) {
  settings.message_stream = "Outbound.1";
  Email mail = Mail();
  mail.reply_to = "office@acme.example";
  const HttpRequest request = RequestOf(mail);
  BOOST_TEST(FieldOf(request, "o:tag") == "outbound.1");
  BOOST_TEST(FieldOf(request, "h:Reply-To") == "office@acme.example");
}

BOOST_AUTO_TEST_CASE(SendsAnInviteAsAMessageBuiltHere) {
  settings.message_stream = "outbound";
  Email mail = Mail();
  mail.invite = SampleInvite();
  const HttpRequest request = RequestOf(mail);
  BOOST_TEST(request.url == "https://api.eu.mailgun.net/v3/mg.example.com/messages.mime");
  BOOST_TEST(request.send_once);
  BOOST_TEST(FieldOf(request, "to") == "maria@example.com");
  BOOST_TEST(FieldOf(request, "v:nid") == "6f1c2f8e-8f0a-4a53-9a53-0b6d4a5f9f11");
  BOOST_TEST(FieldOf(request, "o:tag") == "outbound");
  BOOST_TEST(FieldOf(request, "o:tracking") == "no");
  BOOST_TEST(FieldOf(request, "o:deliver-within") == "2h5m");
  BOOST_TEST(FieldOf(request, "o:suppress-headers") == "X-Mailgun-Variables,X-Mailgun-Tag");
  BOOST_TEST(request.form.size() == 7U);
  const FormPart& message = request.form.at(1);
  BOOST_TEST(message.name == "message");
  BOOST_TEST(message.filename == "message.eml");
  BOOST_TEST(message.content_type == "message/rfc822");
  BOOST_TEST(message.value.find("Message-Id: <" + mail.message_id + ">\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(BreaksTokensInAnInviteToo) {
  Email mail = Mail();
  mail.subject = "%recipient.x%";
  mail.text = mail.html = "%unsubscribe_url%";
  mail.invite = SampleInvite();
  mail.invite->summary = mail.invite->description = mail.invite->location = "%recipient%";
  const std::string message = RequestOf(mail).form.at(1).value;
  BOOST_TEST(message.find("%recipient") == std::string::npos);
  BOOST_TEST(message.find("%unsubscribe") == std::string::npos);
  BOOST_TEST(message.find("%=E2=81=A0unsubscribe_url%") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(RefusesAnInviteOfSomebodyStrange) {
  std::vector<Email> mails(2, Mail());
  mails[0].invite = mails[1].invite = SampleInvite();
  mails[0].invite->attendee_address = "a@example.com\r\nBcc: b@example.com";
  mails[1].invite->url = "https://x\r\nATTENDEE:mailto:b@example.com";
  for (const domain::SendResult& result : Send(mails)) {
    BOOST_TEST((result.outcome == SendOutcome::kFailedForGood));
    BOOST_TEST(result.error == "bad_header");
  }
  BOOST_TEST(http.requests.empty());
}

BOOST_AUTO_TEST_CASE(KeepsTheWindowThatMailgunTakes) {
  const auto within = [&](std::chrono::seconds useful_for) {
    Email mail = Mail();
    mail.useful_for = useful_for;
    return FieldOf(RequestOf(mail), "o:deliver-within");
  };
  BOOST_TEST(within(std::chrono::seconds(1)) == "0h5m");
  BOOST_TEST(within(std::chrono::hours(100)) == "24h0m");
  BOOST_TEST(within(std::chrono::seconds(0)) == "");
}

BOOST_AUTO_TEST_CASE(SendsAllAtOnceAndRefusesTheBadOne) {
  std::vector<Email> mails(3, Mail());
  mails[1].subject = "a\r\nBcc: b@example.com";
  mails[2].to = "second@example.com";
  http.Answer(200, kQueued).Answer(401, "Forbidden");
  const auto results = Send(mails);
  BOOST_TEST(http.requests.size() == 2U);
  BOOST_TEST((results[0].outcome == SendOutcome::kAccepted));
  BOOST_TEST((results[1].outcome == SendOutcome::kFailedForGood));
  BOOST_TEST(results[1].error == "bad_header");
  BOOST_TEST((results[2].outcome == SendOutcome::kConfiguration));
}

BOOST_AUTO_TEST_CASE(RefusesASenderThatMailgunGarbles) {
  Email mail = Mail();
  mail.from_address = "büro@mg.example.com";
  const auto results = Send({mail});
  BOOST_TEST((results[0].outcome == SendOutcome::kConfiguration));
  BOOST_TEST(http.requests.empty());
}

BOOST_AUTO_TEST_CASE(PreparesWhatAnotherCarries) {
  const Mailgun mailgun(settings);
  const auto prepared = mailgun.Prepare(Mail());
  const auto* request = std::get_if<HttpRequest>(&prepared);
  BOOST_REQUIRE(request != nullptr);
  BOOST_TEST(FieldOf(*request, "to") == "maria@example.com");
  Email bad = Mail();
  bad.to = "a@example.com, b@example.com";
  const auto refused = mailgun.Prepare(bad);
  BOOST_REQUIRE(std::holds_alternative<domain::SendResult>(refused));
  BOOST_TEST(std::get<domain::SendResult>(refused).error == "bad_header");
  BOOST_TEST(http.requests.empty());
  BOOST_TEST((mailgun.Read(HttpAnswer{200, {}, kQueued}).outcome == SendOutcome::kAccepted));
  BOOST_TEST(
      (mailgun.Read(HttpFailure{HttpFault::kConnect, true}).outcome == SendOutcome::kFailedForNow));
}

BOOST_AUTO_TEST_CASE(RefusesOddSettings) {
  const auto refuses = [&](MailgunSettings odd) {
    BOOST_CHECK_THROW(Mailgun(std::move(odd)), domain::Error);
  };
  MailgunSettings odd = settings;
  odd.api_key = "";
  refuses(odd);
  for (const char* domain : {"", "mg.example.com/..", "mg.example.com%2fx", "mg example.com"}) {
    odd = settings;
    odd.domain = domain;
    refuses(odd);
  }
  for (const std::string& stream : {std::string("a b"), std::string(129, 'a'), std::string("ä")}) {
    odd = settings;
    odd.message_stream = stream;
    refuses(odd);
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(MailgunTexts)

BOOST_AUTO_TEST_CASE(QuotesNames) {
  BOOST_TEST(Mailbox("", "a@b.c") == "a@b.c");
  BOOST_TEST(Mailbox("Doe, Jane <x@y.z>", "a@b.c") == "\"Doe, Jane <x@y.z>\" <a@b.c>");
  BOOST_TEST(Mailbox("The \"Best\" \\ Co", "a@b.c") == "\"The \\\"Best\\\" \\\\ Co\" <a@b.c>");
  BOOST_TEST(Mailbox("Müller (Köln), GmbH", "a@b.c") == "\"Müller Köln GmbH\" <a@b.c>");
}

BOOST_AUTO_TEST_CASE(BreaksTokens) {
  const std::string joiner = "\u2060";
  BOOST_TEST(WithoutMailgunTokens("a %recipient.name% b") == "a %" + joiner + "recipient.name% b");
  for (const char* token :
       {"recipient_email%", "Recipient%", "unsubscribe_url%", "tag_unsubscribe_url%",
        "mailing_list_unsubscribe_url%", "unsubscribe_email%"}) {
    BOOST_TEST(WithoutMailgunTokens("%" + std::string(token)) == "%" + joiner + token);
  }
  BOOST_TEST(WithoutMailgunTokens("50 % of %re %7Bx %") == "50 % of %re %7Bx %");
  BOOST_TEST(WithoutMailgunTokens("%%recipient%") == "%%" + joiner + "recipient%");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
