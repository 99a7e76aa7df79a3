#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/use_cases/dispatch_world.h"

namespace nexcyte::testing {
namespace {

using domain::DispatchReport;
using domain::SendOutcome;
using std::chrono::hours;
using std::chrono::seconds;

constexpr const char* kToken = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

domain::Timestamp Now() {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

struct OneBooking : DispatchWorld {
  std::string booking = AddBooking(people.acme, people.carol);

  // The booking's mail is answered like this.
  DispatchReport Answered(SendOutcome outcome, seconds retry_after = seconds(0)) {
    mail.answer = [=](const domain::Email&) {
      return domain::SendResult{outcome, {}, "http_503", retry_after};
    };
    return Dispatch();
  }
};

BOOST_FIXTURE_TEST_SUITE(DispatchNotifications, OneBooking)

BOOST_AUTO_TEST_CASE(SendsOneMailPerChange) {
  const DispatchReport report = Dispatch();
  BOOST_TEST(report.claimed == 1);
  BOOST_TEST(report.sent == 1);
  BOOST_TEST(report.remaining == 0);
  BOOST_REQUIRE(mail.sent.size() == 1U);
  const domain::Email& one = mail.sent[0];
  BOOST_TEST(one.to == people.carol.email);
  BOOST_TEST(one.from_name == "Acme");
  BOOST_TEST(one.from_address == "no-reply@mg.nexcyte.test");
  BOOST_TEST(one.reply_to == "");
  BOOST_TEST(one.message_id == Row("booking_created", "id") + "@mg.nexcyte.test");
  BOOST_TEST(one.subject == "Booked: Intro Call on Monday, 23 November 2099, 19:00 (Asia/Kolkata)");
  BOOST_TEST(Has(one.text, "Monday, 23 November 2099, 19:00 (Asia/Kolkata, IST, UTC+05:30)"));
  BOOST_TEST(Has(one.html, "https://" + people.acme.slug + ".nexcyte.test:8443/t/" +
                               people.acme.slug + "/bookings/" + booking));
  BOOST_REQUIRE(one.invite.has_value());
  BOOST_TEST(one.invite->uid == booking + "@nexcyte.test");
  BOOST_TEST(one.invite->organizer_address == one.from_address);
  BOOST_TEST(one.invite->attendee_address == one.to);
  BOOST_TEST((one.useful_for > hours(71)));
  BOOST_TEST(Row("booking_created", "state") == "sent");
  BOOST_TEST(Row("booking_created", "provider_message_id") == "<" + one.message_id + ">");
  BOOST_TEST(Dispatch().claimed == 0);
  BOOST_TEST(mail.sent.size() == 1U);
}

BOOST_AUTO_TEST_CASE(ReadsTheClockAsTheAttendeeDoes) {
  people.sql().Run("update nx.nx_tenant_membership set hour_cycle = '12' where user_id = $1",
                   {people.carol.user.str()});
  Dispatch();
  BOOST_TEST(Has(mail.sent.at(0).subject, "7:00 pm"));
}

BOOST_AUTO_TEST_CASE(AnswersToTheTenant) {
  people.sql().Run(
      "update nx.nx_scheduler_settings set contact_email = 'hello@acme.test'"
      " where tenant_id = $1",
      {people.acme.id.str()});
  Dispatch();
  BOOST_TEST(mail.sent.at(0).reply_to == "hello@acme.test");
}

BOOST_AUTO_TEST_CASE(SendsTheTenantsOwnText) {
  AddTemplate("booking_created", "{{tenant_name}}: {{start_time}}", "<b>{{attendee_name}}</b>");
  people.sql().Run("update nx.nx_scheduler_booking set attendee_name = 'Zo & Co'");
  Dispatch();
  BOOST_TEST(mail.sent.at(0).subject == "Acme: 19:00");
  BOOST_TEST(mail.sent.at(0).text == "<b>Zo & Co</b>");
  BOOST_TEST(mail.sent.at(0).html == "<b>Zo &amp; Co</b>");
}

BOOST_AUTO_TEST_CASE(LaysOutAnOwnTextThatHasNoHtml) {
  AddTemplate("booking_created", "Hi", "Dear {{attendee_name}},\n\nSee it:\n{{manage_url}}");
  people.sql().Run("update nx.nx_notification_template set body_html_template = ''");
  people.sql().Run("update nx.nx_scheduler_booking set attendee_name = '<Zo>'");
  Dispatch();
  BOOST_TEST(Has(mail.sent.at(0).html, "Dear &lt;Zo&gt;,</p>"));
  BOOST_TEST(Has(mail.sent.at(0).html, ">See it</a>"));
  BOOST_TEST(Has(mail.sent.at(0).html, "/bookings/" + booking + "\""));
}

BOOST_AUTO_TEST_CASE(SendsOurTextWhileTheTenantsIsOff) {
  AddTemplate("booking_created", "Off", "Off");
  people.sql().Run("update nx.nx_notification_template set is_enabled = false");
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_TEST(mail.sent.at(0).subject.starts_with("Booked: "));
}

BOOST_AUTO_TEST_CASE(SendsATestAsItWasFilledIn) {
  people.sql().Run(
      "insert into nx.nx_notification_outbox (tenant_id, event_key, channel, recipient_kind,"
      " recipient, payload, expires_at) select $1, 'template_test', c, 'account', r,"
      " '{\"subject\": \"[Test] {{x}}\", \"text\": \"{{y\", \"html\": \"<b>{{z}}</b>\"}',"
      " nx.now() + interval '1 hour' from (values ('email', 'alice@acme.test'),"
      " ('sms', '+15005550006')) v (c, r)",
      {people.acme.id.str()});
  people.sql().Run("delete from nx.nx_notification_outbox where booking_uid is not null");
  BOOST_TEST(Dispatch().sent == 2);
  BOOST_REQUIRE(mail.sent.size() == 1U);
  BOOST_TEST(mail.sent[0].to == "alice@acme.test");
  BOOST_TEST(mail.sent[0].subject == "[Test] {{x}}");
  BOOST_TEST(mail.sent[0].text == "{{y");
  BOOST_TEST(mail.sent[0].html == "<b>{{z}}</b>");
  BOOST_TEST(!mail.sent[0].invite.has_value());
  BOOST_TEST(mail.texts.at(0).body == "{{y");
}

BOOST_AUTO_TEST_CASE(AsksNobodyToJoinInWordsForSomethingElse) {
  people.sql().Run("delete from nx.nx_notification_outbox");
  AddTemplate("account_exists", "Own", "Log in: {{manage_url}}");
  AddAccountMail("account_exists", "");
  AddAccountMail("account_exists", kToken);
  BOOST_TEST(Dispatch().sent == 2);
  int own = 0;
  for (const domain::Email& one : mail.sent) {
    own += one.subject == "Own" ? 1 : 0;
    BOOST_TEST((one.subject == "Own") == !Has(one.text, "/verify?token="));
  }
  BOOST_TEST(own == 1);
}

BOOST_AUTO_TEST_CASE(KeepsLineEndsOutOfTheSubject) {
  AddTemplate("booking_created", "For {{attendee_name}}", "{{attendee_name}}");
  people.sql().Run(
      "update nx.nx_scheduler_booking set attendee_name = e'Eve\\r\\nBcc: eve@evil.test'");
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_TEST(mail.sent.at(0).subject == "For Eve  Bcc: eve@evil.test");
  BOOST_TEST(mail.sent.at(0).text == "Eve\r\nBcc: eve@evil.test");
}

BOOST_AUTO_TEST_CASE(EscapesPeoplesWordsInHtmlAlone) {
  people.sql().Run("update nx.nx_scheduler_booking set attendee_name = '<i>Eve</i> & Co'");
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_TEST(Has(mail.sent.at(0).text, "<i>Eve</i> & Co"));
  BOOST_TEST(Has(mail.sent.at(0).html, "&lt;i&gt;Eve&lt;/i&gt; &amp; Co"));
  BOOST_TEST(!Has(mail.sent.at(0).html, "<i>Eve"));
}

BOOST_AUTO_TEST_CASE(BuriesWhatCannotBeRenderedAndGoesOn) {
  AddTemplate("booking_created", "{{tenant_phone}}", "x");
  AddBooking(people.globex, people.dave);
  const DispatchReport report = Dispatch();
  BOOST_TEST(report.dead == 1);
  BOOST_TEST(report.sent == 1);
  BOOST_REQUIRE(mail.sent.size() == 1U);
  BOOST_TEST(mail.sent[0].to == people.dave.email);
  BOOST_TEST(people.sql().Text("select last_error from nx.nx_notification_outbox"
                               " where state = 'dead'") == "missing_value tenant_phone");
}

BOOST_AUTO_TEST_CASE(BuriesAnAddressThatIsAList) {
  people.sql().Run(
      "update nx.nx_notification_outbox set recipient = 'a@b.test,c@d.test'"
      " where channel = 'email'");
  BOOST_TEST(Dispatch().dead == 1);
  BOOST_TEST(Row("booking_created", "last_error") == "bad_header to");
  BOOST_TEST(mail.sent.empty());
}

BOOST_AUTO_TEST_CASE(TellsEveryChange) {
  people.sql().Run("update nx.nx_scheduler_booking set status = 'cancelled', revision = 1");
  BOOST_TEST(Dispatch().sent == 2);
  BOOST_TEST(Row("booking_created", "state") == "sent");
  BOOST_TEST(Row("booking_cancelled", "state") == "sent");
}

BOOST_AUTO_TEST_CASE(DropsAReminderOfAnotherTime) {
  people.sql().Run("delete from nx.nx_notification_outbox");
  people.sql().Run(
      "insert into nx.nx_notification_outbox (tenant_id, booking_uid, event_key, channel,"
      " recipient_kind, recipient, payload, expires_at) values ($1, $2, 'booking_reminder',"
      " 'email', 'attendee', 'carol@acme.test',"
      " '{\"start\": \"2099-11-20T13:30:00Z\", \"end\": \"2099-11-20T14:00:00Z\"}',"
      " nx.now() + interval '1 hour')",
      {people.acme.id.str(), booking});
  BOOST_TEST(Dispatch().suppressed == 1);
  BOOST_TEST(Row("booking_reminder", "state") == "superseded");
  BOOST_TEST(mail.sent.empty());
}

BOOST_AUTO_TEST_CASE(TellsOldAndNewTime) {
  Dispatch();
  people.sql().Run(
      "update nx.nx_scheduler_booking set start_at = '2099-11-24T13:30Z',"
      " end_at = '2099-11-24T14:00Z', revision = 1");
  Dispatch();
  BOOST_REQUIRE(mail.sent.size() == 2U);
  BOOST_TEST(Has(mail.sent[1].text, "Tuesday, 24 November 2099, 19:00"));
  BOOST_TEST(Has(mail.sent[1].text, "Previously: Monday, 23 November 2099, 19:00"));
}

BOOST_AUTO_TEST_CASE(TriesAgainWhatSurelyDidNotLeave) {
  const DispatchReport report = Answered(SendOutcome::kFailedForNow, seconds(90));
  BOOST_TEST(report.failed == 1);
  BOOST_TEST(Row("booking_created", "state") == "pending");
  BOOST_TEST(Row("booking_created", "attempt") == "1");
  BOOST_TEST(Row("booking_created", "last_error") == "http_503");
  BOOST_TEST(Row("booking_created",
                 "due_at between nx.now() + interval '80 s'"
                 " and nx.now() + interval '90 s'") == "t");
  BOOST_TEST(Dispatch().claimed == 0);
  fresh.MoveClock("2 minutes");
  mail.answer = nullptr;
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_REQUIRE(mail.sent.size() == 2U);
  BOOST_TEST(mail.sent[0].message_id == mail.sent[1].message_id);
}

BOOST_AUTO_TEST_CASE(BuriesWhatTheProviderRefuses) {
  BOOST_TEST(Answered(SendOutcome::kFailedForGood).dead == 1);
  BOOST_TEST(Row("booking_created", "state") == "dead");
}

BOOST_AUTO_TEST_CASE(LooksUpWhatMayHaveLeft) {
  BOOST_TEST(Answered(SendOutcome::kUncertain).uncertain == 1);
  BOOST_TEST(Row("booking_created", "state") == "uncertain");
  BOOST_TEST(Dispatch().claimed == 0);
  fresh.MoveClock("31 s");
  lookup.answer = {domain::SentMailTrace::kFound, "<found@mailgun>", {}, seconds(0)};
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_TEST(mail.sent.size() == 1U);
  BOOST_TEST(lookup.asked.at(0) == mail.sent[0].message_id);
  BOOST_TEST(Row("booking_created", "state") == "sent");
  BOOST_TEST(Row("booking_created", "provider_message_id") == "<found@mailgun>");
}

BOOST_AUTO_TEST_CASE(SendsAgainOnceWhatNobodyKnows) {
  Answered(SendOutcome::kUncertain);
  lookup.answer.trace = domain::SentMailTrace::kAbsent;
  MoveOn("31 s");
  BOOST_TEST(Dispatch().uncertain == 1);
  BOOST_TEST(mail.sent.size() == 1U);
  MoveOn("95 s");
  Dispatch();
  BOOST_REQUIRE(mail.sent.size() == 2U);
  BOOST_TEST(mail.sent[0].message_id == mail.sent[1].message_id);
  BOOST_TEST(Row("booking_created", "resends") == "1");
  MoveOn("1 hour");
  BOOST_TEST(Dispatch().dead == 1);
  BOOST_TEST(mail.sent.size() == 2U);
}

// B17: two minutes of patience are two minutes of the database; our clock may be off by ten.
BOOST_AUTO_TEST_CASE(WaitsByDatabaseTimeBeforeItSendsAgain) {
  const auto be_off = [this](std::chrono::minutes by) {
    clock = [right = clock, by] { return right() + by; };
  };
  Answered(SendOutcome::kUncertain);
  lookup.answer.trace = domain::SentMailTrace::kAbsent;
  MoveOn("31 s");
  be_off(std::chrono::minutes(10));
  BOOST_TEST(Dispatch().uncertain == 1);
  BOOST_TEST(mail.sent.size() == 1U);
  MoveOn("95 s");
  be_off(-std::chrono::minutes(10));
  Dispatch();
  BOOST_TEST(mail.sent.size() == 2U);
}

BOOST_AUTO_TEST_CASE(WaitsLongerWhenItCannotAsk) {
  can_look_up = false;
  Answered(SendOutcome::kUncertain);
  mail.answer = nullptr;
  MoveOn("9 minutes");
  BOOST_TEST(Dispatch().uncertain == 1);
  BOOST_TEST(mail.sent.size() == 1U);
  MoveOn("2 minutes");
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_TEST(mail.sent.size() == 2U);
}

BOOST_AUTO_TEST_CASE(AsksAProviderThatDoesNotAnswerOncePerCall) {
  AddBooking(people.acme, people.carol);
  AddBooking(people.acme, people.carol);
  BOOST_TEST(Answered(SendOutcome::kUncertain).uncertain == 3);
  mail.answer = nullptr;
  MoveOn("11 minutes");
  lookup.answer.trace = domain::SentMailTrace::kUnknown;
  const DispatchReport report = Dispatch();
  BOOST_TEST(lookup.asked.size() == 1U);
  BOOST_TEST(report.sent == 1);  // after ten minutes without an answer
  BOOST_TEST(report.uncertain == 2);
  BOOST_TEST(mail.sent.size() == 4U);
}

BOOST_AUTO_TEST_CASE(OutlivesADayWithoutTheProvider) {
  for (int hour = 0; hour < 24; ++hour) {
    Answered(SendOutcome::kFailedForNow);
    MoveOn("1 hour");
  }
  BOOST_TEST(Row("booking_created", "state") == "pending");
  mail.answer = nullptr;
  BOOST_TEST(Dispatch().sent == 1);
}

BOOST_AUTO_TEST_CASE(LeavesAnAccountAloneThatIsAtFault) {
  AddBooking(people.globex, people.dave);
  BOOST_TEST(Answered(SendOutcome::kConfiguration).failed == 2);
  BOOST_TEST(mail.sent.size() <= 2U);
  const std::size_t tried = mail.sent.size();
  MoveOn("2 minutes");
  BOOST_TEST(Dispatch().claimed == 0);
  MoveOn("2 minutes");
  BOOST_TEST(Answered(SendOutcome::kConfiguration).claimed == 1);  // the probe
  BOOST_TEST(mail.sent.size() == tried + 1);
  MoveOn("4 minutes");
  mail.answer = nullptr;
  BOOST_TEST(Dispatch().sent == 2);  // the probe lifts the pause
}

BOOST_AUTO_TEST_CASE(PausesWhenTheProviderAsksForPeace) {
  mail.answer = [](const domain::Email&) {
    domain::SendResult result{SendOutcome::kFailedForNow, {}, "http_429", seconds(120)};
    result.pauses_account = true;
    return result;
  };
  BOOST_TEST(Dispatch().failed == 1);
  BOOST_TEST(Row("booking_created", "attempt") == "0");
  AddBooking(people.globex, people.dave);
  MoveOn("100 s");
  BOOST_TEST(Dispatch().claimed == 0);
  mail.answer = nullptr;
  MoveOn("21 s");
  BOOST_TEST(Dispatch().sent == 2);
}

BOOST_AUTO_TEST_CASE(PausesWhenNothingIsTakenAnyMore) {
  for (int i = 0; i < 30; ++i) {
    AddBooking(people.globex, people.dave);
  }
  mail.at_once = 1;
  const DispatchReport report = Answered(SendOutcome::kFailedForNow);
  BOOST_TEST(mail.sent.size() == 8U);
  BOOST_TEST(report.failed == report.claimed);
  BOOST_TEST(people.sql().Text("select count(*) from nx.nx_notification_outbox"
                               " where channel = 'email' and attempt > 0") == "8");
}

BOOST_AUTO_TEST_CASE(GivesTheAttemptBackWhenTheAccountIsAtFault) {
  BOOST_TEST(Answered(SendOutcome::kConfiguration).failed == 1);
  BOOST_TEST(Row("booking_created", "state") == "pending");
  BOOST_TEST(Row("booking_created", "attempt") == "0");
}

BOOST_AUTO_TEST_CASE(SendsNothingLate) {
  people.sql().Run(
      "update nx.nx_notification_outbox set expires_at = nx.now()"
      " where channel = 'email' and event_key = 'booking_created'");
  BOOST_TEST(Dispatch().dead == 1);
  BOOST_TEST(Row("booking_created", "last_error") == "expired");
  BOOST_TEST(mail.sent.empty());
}

BOOST_AUTO_TEST_CASE(LetsNothingLeaveInADryRun) {
  settings.dry_run = true;
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_TEST(mail.sent.empty());
  BOOST_TEST(Row("booking_created", "state") == "sent");
  BOOST_TEST(Row("booking_created", "last_error") == "dry_run");
}

BOOST_AUTO_TEST_CASE(LeavesARowToWhoeverTookItOver) {
  queue.after_lease = [this] {
    people.sql().Run(
        "update nx.nx_notification_outbox set attempt = attempt + 1"
        " where state = 'sending'");
  };
  const DispatchReport report = Dispatch();
  BOOST_TEST(report.claimed == 1);
  BOOST_TEST(report.sent == 0);
  BOOST_TEST(mail.sent.empty());
  AddAccountMail("phone_code", "123456", "sms");
  BOOST_TEST(Dispatch().claimed == 1);
  BOOST_TEST(mail.texts.empty());
}

// One that is lost after its mark is never sent again, so the mark comes before the call.
BOOST_AUTO_TEST_CASE(MarksATextMessageBeforeItsCall) {
  AddAccountMail("phone_code", "123456", "sms");
  std::string mark;
  mail.text_answer = [&](const domain::Sms&) {
    mark = Row("phone_code", "call_started_at is not null");
    return domain::SendResult{SendOutcome::kAccepted, "SM1", {}, seconds(0)};
  };
  BOOST_TEST(Dispatch().sent == 2);
  BOOST_TEST(mark == "t");
}

BOOST_AUTO_TEST_CASE(CountsNoResultThatCameTooLate) {
  queue.before_settle = [this] {
    people.sql().Run(
        "update nx.nx_notification_outbox set attempt = attempt + 1"
        " where state = 'sending'");
  };
  BOOST_TEST(Dispatch().sent == 0);
  BOOST_TEST(Row("booking_created", "state") == "sending");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(DispatchOthers, DispatchWorld)

BOOST_AUTO_TEST_CASE(SendsLinksAndForgetsTheSecret) {
  AddAccountMail("account_verify", kToken);
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_TEST(mail.sent.at(0).to == "ada@acme.test");
  BOOST_TEST(Has(mail.sent[0].text,
                 "https://" + people.acme.slug + ".nexcyte.test:8443/verify?token=" + kToken));
  BOOST_TEST(Row("account_verify", "secret is null") == "t");
}

BOOST_AUTO_TEST_CASE(SendsNoSmsWhileItIsOff) {
  settings.sms_on = false;
  AddAccountMail("phone_code", "123456", "sms");
  const DispatchReport report = Dispatch();
  BOOST_TEST(report.suppressed == 1);
  BOOST_TEST(mail.sent.empty());
  BOOST_TEST(Row("phone_code", "state") == "suppressed");
  BOOST_TEST(Row("phone_code", "last_error") == "sms_off");
}

BOOST_AUTO_TEST_CASE(SendsTextMessages) {
  AddAccountMail("phone_code", "123456", "sms");
  people.sql().Run(
      "update nx.nx_notification_outbox set recipient = '+4915112345678' where channel = 'sms'");
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_REQUIRE(mail.texts.size() == 1U);
  BOOST_TEST(mail.texts[0].to == "+4915112345678");
  BOOST_TEST(Has(mail.texts[0].body, "123456"));
  BOOST_TEST(mail.texts[0].id.str() == Row("phone_code", "id"));
  BOOST_TEST(Row("phone_code", "provider_message_id") == "SM" + Row("phone_code", "id"));
}

BOOST_AUTO_TEST_CASE(HasFewTextMessagesUnderWayAtOnce) {
  for (int i = 0; i < 10; ++i) {
    AddAccountMail("phone_code", "123456", "sms");
  }
  AddAccountMail("account_verify", kToken);
  BOOST_TEST(Dispatch().sent == 11);
  BOOST_TEST(mail.waves.front() == 5U);  // four of them and the mail
  BOOST_TEST(*std::max_element(mail.waves.begin(), mail.waves.end()) == 5U);
}

BOOST_AUTO_TEST_CASE(NeverSendsATextMessageInDoubtAgain) {
  AddAccountMail("phone_code", "123456", "sms");
  people.sql().Run("update nx.nx_notification_outbox set expires_at = nx.now() + interval '1 day'");
  mail.text_answer = [](const domain::Sms&) { return domain::SendResult{}; };
  BOOST_TEST(Dispatch().uncertain == 1);
  text_lookup.answer.trace = domain::SentMailTrace::kAbsent;
  for (const char* const later : {"31 seconds", "91 seconds"}) {
    MoveOn(later);
    BOOST_TEST(Dispatch().uncertain == 1);
  }
  BOOST_TEST(text_lookup.asked.size() == 2U);
  BOOST_TEST(text_lookup.asked.front().body == mail.texts.front().body);
  MoveOn("9 minutes");
  BOOST_TEST(Dispatch().dead == 1);
  BOOST_TEST(mail.texts.size() == 1U);
  BOOST_TEST(Row("phone_code", "last_error") == "in_doubt");
}

BOOST_AUTO_TEST_CASE(FindsATextMessageThatWasAccepted) {
  AddAccountMail("phone_code", "123456", "sms");
  mail.text_answer = [](const domain::Sms&) { return domain::SendResult{}; };
  BOOST_TEST(Dispatch().uncertain == 1);
  text_lookup.answer = {domain::SentMailTrace::kFound, "SM1", {}, {}};
  MoveOn("31 seconds");
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_TEST(mail.texts.size() == 1U);
  BOOST_TEST(Row("phone_code", "provider_message_id") == "SM1");
  BOOST_TEST(Row("phone_code", "last_error") == "looked_up");
}

BOOST_AUTO_TEST_CASE(SendsNothingToWhoeverIsSuppressed) {
  AddBooking(people.acme, people.carol);
  AddAccountMail("account_verify", kToken);
  for (const std::string& address : {people.carol.email, std::string("ada@acme.test")}) {
    people.sql().Run(
        "insert into nx.nx_suppression (tenant_id, channel, address, reason)"
        " values ($1, 'email', $2, 'complaint')",
        {people.acme.id.str(), address});
  }
  BOOST_TEST(Dispatch().suppressed == 1);
  BOOST_TEST(Row("booking_created", "last_error") == "suppressed");
  BOOST_REQUIRE(mail.sent.size() == 1U);  // a link to one's account is asked for
  BOOST_TEST(mail.sent[0].to == "ada@acme.test");
}

BOOST_AUTO_TEST_CASE(RemembersWhoWantsNoTextMessages) {
  AddAccountMail("phone_code", "123456", "sms");
  people.sql().Run(
      "update nx.nx_notification_outbox set recipient = '+4915112345678' where channel = 'sms'");
  mail.text_answer = [](const domain::Sms&) {
    return domain::SendResult{SendOutcome::kOptedOut, {}, "twilio_21610", seconds(0)};
  };
  BOOST_TEST(Dispatch().suppressed == 1);
  BOOST_TEST(people.sql().Text("select phone from nx.nx_sms_opt_out") == "+4915112345678");
}

BOOST_AUTO_TEST_CASE(LetsWhoeverWaitsAtAScreenGoFirst) {
  AddBooking(people.acme, people.carol);
  AddAccountMail("account_verify", kToken);
  settings.limit = 1;
  Dispatch();
  BOOST_TEST(mail.sent.at(0).to == "ada@acme.test");
}

BOOST_AUTO_TEST_CASE(WorksUpToTheLimit) {
  for (int i = 0; i < 40; ++i) {
    AddAccountMail("account_verify", kToken);
  }
  settings.limit = 35;
  const DispatchReport report = Dispatch();
  BOOST_TEST(report.claimed == 35);
  BOOST_TEST(report.sent == 35);
  BOOST_TEST(report.remaining == 5);
}

BOOST_AUTO_TEST_CASE(KeepsNobodyWaitingBehindALongQueue) {
  const std::string add =
      "insert into nx.nx_notification_outbox (tenant_id, event_key, channel, recipient_kind,"
      " recipient, secret, due_at, expires_at) select $1, 'account_verify', 'email', 'account',"
      " 'a' || n || '@b.test', 'token', nx.now() - $3::interval, nx.now() + interval '1 day'"
      " from generate_series(1, $2::integer) n";
  people.sql().Run(add, {people.acme.id.str(), "5000", "1 hour"});
  people.sql().Run(add, {people.globex.id.str(), "10", "0 s"});
  settings.limit = 100;
  BOOST_TEST(Dispatch().sent == 100);
  BOOST_TEST(people.sql().Text("select count(*) from nx.nx_notification_outbox where tenant_id = $1"
                               " and state = 'sent'",
                               {people.globex.id.str()}) == "10");
}

BOOST_AUTO_TEST_CASE(BeginsNothingAfterItsBudget) {
  for (int i = 0; i < 100; ++i) {
    AddAccountMail("account_verify", kToken);
  }
  settings.limit = 100;
  mail.answer = [this](const domain::Email&) {
    clock = [late = Now() + seconds(21)] { return late; };
    return domain::SendResult{SendOutcome::kAccepted, "x", {}, seconds(0)};
  };
  const auto start = clock();
  BOOST_TEST(Dispatch().claimed == 96);
  BOOST_TEST((clock() > start + settings.budget));
}

BOOST_AUTO_TEST_CASE(GivesBackWhatWaitedTooLong) {
  for (int i = 0; i < 40; ++i) {
    AddAccountMail("account_verify", kToken);
  }
  settings.budget = std::chrono::minutes(10);
  mail.at_once = 1;
  mail.answer = [this](const domain::Email&) {
    clock = [late = Now() + seconds(81)] { return late; };
    return domain::SendResult{SendOutcome::kAccepted, "x", {}, seconds(0)};
  };
  const DispatchReport report = Dispatch();
  BOOST_TEST(report.sent == 1);
  BOOST_TEST(report.failed == 39);
  BOOST_TEST(people.sql().Text("select count(*) from nx.nx_notification_outbox"
                               " where state = 'pending' and attempt = 0") == "39");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
