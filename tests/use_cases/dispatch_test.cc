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

BOOST_AUTO_TEST_CASE(KeepsLineEndsOutOfTheSubject) {
  AddTemplate("booking_created", "For {{attendee_name}}", "{{attendee_name}}");
  people.sql().Run(
      "update nx.nx_scheduler_booking set attendee_name = e'Eve\\r\\nBcc: eve@evil.test'");
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_TEST(mail.sent.at(0).subject == "For Eve  Bcc: eve@evil.test");
  BOOST_TEST(mail.sent.at(0).text == "Eve\r\nBcc: eve@evil.test");
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

BOOST_AUTO_TEST_CASE(KeepsWhatMayHaveLeftApart) {
  BOOST_TEST(Answered(SendOutcome::kUncertain).uncertain == 1);
  BOOST_TEST(Row("booking_created", "state") == "uncertain");
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

BOOST_AUTO_TEST_CASE(SendsNoSms) {
  AddAccountMail("phone_code", "123456", "sms");
  const DispatchReport report = Dispatch();
  BOOST_TEST(report.suppressed == 1);
  BOOST_TEST(mail.sent.empty());
  BOOST_TEST(Row("phone_code", "state") == "suppressed");
  BOOST_TEST(Row("phone_code", "last_error") == "sms_off");
}

BOOST_AUTO_TEST_CASE(WorksInWavesUpToTheLimit) {
  for (int i = 0; i < 40; ++i) {
    AddAccountMail("account_verify", kToken);
  }
  settings.limit = 35;
  const DispatchReport report = Dispatch();
  BOOST_TEST(report.claimed == 35);
  BOOST_TEST(report.sent == 35);
  BOOST_TEST(report.remaining == 5);
  BOOST_TEST((mail.waves == std::vector<std::size_t>{16, 16, 3}));
}

BOOST_AUTO_TEST_CASE(BeginsNoWaveAfterItsBudget) {
  for (int i = 0; i < 40; ++i) {
    AddAccountMail("account_verify", kToken);
  }
  mail.answer = [this](const domain::Email&) {
    clock = [late = Now() + seconds(21)] { return late; };
    return domain::SendResult{SendOutcome::kAccepted, "x", {}, seconds(0)};
  };
  const auto start = clock();
  const domain::DispatchTools tools{queue, database, mail, [this] { return clock(); },
                                    [] { return 1.0; }};
  BOOST_TEST(domain::DispatchNotifications(tools, settings).claimed == 16);
  BOOST_TEST((clock() > start + settings.budget));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
