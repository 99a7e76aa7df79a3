#include "domain/outbox.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/domain/refusal.h"

namespace nexcyte::domain {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const Timestamp kNow = ParseRfc3339("2026-11-23T09:00:00Z").value();

OutboxMessage Attempt(int attempt) {
  OutboxMessage message;
  message.attempt = attempt;
  message.expires_at = kNow + hours(72);
  return message;
}

SendResult Result(SendOutcome outcome, seconds retry_after = seconds(0)) {
  return {outcome, {}, {}, retry_after};
}

Email GoodMail() {
  Email mail;
  mail.message_id = "5c1f7c86-0a3c-4a53-9a6e-0a9c8f5d2b11@mg.nexcyte.test";
  mail.from_name = "Acme, \"The\" Zo\xC3\xAB (Berlin)";
  mail.from_address = "no-reply@mg.nexcyte.test";
  mail.reply_to = "hello@acme.test";
  mail.to = "ada+x@acme.test";
  mail.subject = "Booked: caf\xC3\xA9, 14:30";
  mail.text = "Hello\r\nAda";
  mail.html = "<p>Hello</p>\n";
  return mail;
}

std::string RefusalOfMail(void (*spoil)(Email&)) {
  Email mail = GoodMail();
  spoil(mail);
  return RefusalOf([&] { CheckEmail(mail); });
}

BOOST_AUTO_TEST_SUITE(RetryPolicy)

BOOST_AUTO_TEST_CASE(EndsWhatIsDecided) {
  BOOST_TEST(
      (Next(Result(SendOutcome::kAccepted), Attempt(1), kNow, 0.5).state == OutboxState::kSent));
  BOOST_TEST((Next(Result(SendOutcome::kFailedForGood), Attempt(1), kNow, 0.5).state ==
              OutboxState::kDead));
  BOOST_TEST((Next(Result(SendOutcome::kOptedOut), Attempt(1), kNow, 0.5).state ==
              OutboxState::kSuppressed));
}

BOOST_AUTO_TEST_CASE(DoublesTheWaitUpToAQuarterOfAnHour) {
  const std::vector<std::pair<int, seconds>> table{
      {1, seconds(5)},   {2, seconds(10)},  {3, seconds(20)},  {4, seconds(40)}, {5, seconds(80)},
      {6, seconds(160)}, {7, seconds(320)}, {8, seconds(640)}, {9, minutes(15)}, {11, minutes(15)}};
  for (const auto& [attempt, longest] : table) {
    const SendResult failed = Result(SendOutcome::kFailedForNow);
    const NextStep step = Next(failed, Attempt(attempt), kNow, 1.0);
    BOOST_TEST_CONTEXT("attempt " << attempt) {
      BOOST_TEST((step.state == OutboxState::kPending));
      BOOST_TEST(step.wait.count() == milliseconds(longest).count());
      BOOST_TEST(Next(failed, Attempt(attempt), kNow, 0.25).wait.count() ==
                 milliseconds(longest).count() / 4);
      BOOST_TEST(Next(failed, Attempt(attempt), kNow, 0.0).wait.count() == 0);
    }
  }
}

BOOST_AUTO_TEST_CASE(HeedsTheProvidersHintUpToAnHour) {
  BOOST_TEST(
      Next(Result(SendOutcome::kFailedForNow, seconds(90)), Attempt(1), kNow, 1.0).wait.count() ==
      90'000);
  BOOST_TEST(
      Next(Result(SendOutcome::kFailedForNow, seconds(2)), Attempt(1), kNow, 1.0).wait.count() ==
      5'000);
  BOOST_TEST(
      Next(Result(SendOutcome::kFailedForNow, hours(30)), Attempt(1), kNow, 1.0).wait.count() ==
      3'600'000);
}

BOOST_AUTO_TEST_CASE(LooksSoonForWhatIsUncertain) {
  const NextStep step = Next(Result(SendOutcome::kUncertain), Attempt(2), kNow, 1.0);
  BOOST_TEST((step.state == OutboxState::kUncertain));
  BOOST_TEST(step.wait.count() == 30'000);
}

BOOST_AUTO_TEST_CASE(NeverTiresBeforeTheMessageIsOld) {
  const NextStep step = Next(Result(SendOutcome::kFailedForNow), Attempt(500), kNow, 1.0);
  BOOST_TEST((step.state == OutboxState::kPending));
  BOOST_TEST(step.wait.count() == 900'000);
}

BOOST_AUTO_TEST_CASE(GivesUpWhatNobodyNeedsAnyMore) {
  OutboxMessage message = Attempt(1);
  message.expires_at = kNow;
  for (const SendOutcome outcome :
       {SendOutcome::kFailedForNow, SendOutcome::kUncertain, SendOutcome::kConfiguration}) {
    BOOST_TEST((Next(Result(outcome), message, kNow, 0.5).state == OutboxState::kDead));
  }
  BOOST_TEST(
      (Next(Result(SendOutcome::kAccepted), message, kNow, 0.5).state == OutboxState::kSent));
}

BOOST_AUTO_TEST_CASE(WaitsForAnOperator) {
  const NextStep step = Next(Result(SendOutcome::kConfiguration), Attempt(17), kNow, 0.0);
  BOOST_TEST((step.state == OutboxState::kPending));
  BOOST_TEST(step.wait.count() == 60'000);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(InDoubt)

OutboxMessage InDoubtSince(std::chrono::minutes ago, int resends) {
  OutboxMessage message = Attempt(1);
  message.in_doubt_for = ago;
  message.resends = resends;
  return message;
}

BOOST_AUTO_TEST_CASE(IsSentAgainAfterTwoMinutesOfSilence) {
  const Doubt early = AboutDoubt(InDoubtSince(minutes(1), 0), true);
  BOOST_TEST((early.step == DoubtStep::kWait));
  BOOST_TEST(early.wait.count() == 60'000);
  BOOST_TEST((AboutDoubt(InDoubtSince(minutes(2), 0), true).step == DoubtStep::kSendAgain));
}

BOOST_AUTO_TEST_CASE(WaitsTenMinutesWhenNobodyCanBeAsked) {
  const Doubt early = AboutDoubt(InDoubtSince(minutes(4), 0), false);
  BOOST_TEST((early.step == DoubtStep::kWait));
  BOOST_TEST(early.wait.count() == 360'000);
  BOOST_TEST((AboutDoubt(InDoubtSince(minutes(10), 0), false).step == DoubtStep::kSendAgain));
}

BOOST_AUTO_TEST_CASE(IsSentAgainOnce) {
  const Doubt second = AboutDoubt(InDoubtSince(minutes(5), 1), true);
  BOOST_TEST((second.step == DoubtStep::kWait));
  BOOST_TEST(second.wait.count() == 300'000);
  BOOST_TEST((AboutDoubt(InDoubtSince(minutes(40), 1), true).step == DoubtStep::kGiveUp));
}

// Looked for after half a minute, two minutes and ten.
BOOST_AUTO_TEST_CASE(IsNeverSentAgainAsText) {
  const auto after = [](std::chrono::seconds ago, bool asked) {
    OutboxMessage message = Attempt(1);
    message.channel = Channel::kSms;
    message.in_doubt_for = ago;
    const Doubt doubt = AboutDoubt(message, asked);
    return doubt.step == DoubtStep::kGiveUp ? -1 : doubt.wait.count();
  };
  BOOST_TEST(after(std::chrono::seconds(10), true) == 20'000);
  BOOST_TEST(after(std::chrono::seconds(31), true) == 89'000);
  BOOST_TEST(after(minutes(3), true) == 420'000);
  BOOST_TEST(after(minutes(10), true) == -1);
  BOOST_TEST(after(minutes(10), false) == 120'000);  // nobody could be asked
  BOOST_TEST(after(minutes(20), false) == -1);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(EmailCheck)

BOOST_AUTO_TEST_CASE(LetsAGoodMailPass) {
  BOOST_TEST(RefusalOfMail([](Email&) {}) == "");
  BOOST_TEST(RefusalOfMail([](Email& mail) { mail.reply_to.clear(); }) == "");
}

BOOST_AUTO_TEST_CASE(RefusesInjectedHeaders) {
  const std::vector<std::string> injections{"x\r\nBcc: eve@evil.test",
                                            "x\nBcc: eve@evil.test",
                                            "x\rBcc: eve@evil.test",
                                            std::string("x\0y", 3),
                                            "x\ty",
                                            "x\x7F",
                                            "x\x1Fy",
                                            "x\xFFy"};
  for (const std::string& text : injections) {
    BOOST_TEST_CONTEXT(text) {
      for (std::string Email::*field : {&Email::message_id, &Email::from_name, &Email::from_address,
                                        &Email::reply_to, &Email::to, &Email::subject}) {
        Email mail = GoodMail();
        mail.*field += text;
        BOOST_TEST(RefusalOf([&] { CheckEmail(mail); }) == "bad_header");
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(ChecksAnInviteAsWell) {
  const auto refusal = [](void (*spoil)(Invite&)) {
    Email mail = GoodMail();
    mail.invite = Invite{};
    mail.invite->organizer_address = "no-reply@mg.nexcyte.test";
    mail.invite->attendee_address = "ada@acme.test";
    spoil(*mail.invite);
    return RefusalOf([&] { CheckEmail(mail); });
  };
  BOOST_TEST(refusal([](Invite&) {}) == "");
  BOOST_TEST(refusal([](Invite& invite) { invite.summary = "a\r\nb"; }) == "");
  BOOST_TEST(refusal([](Invite& invite) { invite.uid = "a\r\nb"; }) == "bad_header");
  BOOST_TEST(refusal([](Invite& invite) { invite.url = "a\nb"; }) == "bad_header");
  BOOST_TEST(refusal([](Invite& invite) { invite.organizer_address = "x"; }) == "bad_header");
  BOOST_TEST(refusal([](Invite& invite) { invite.attendee_address = "a@b.c,d@e.f"; }) ==
             "bad_header");
  for (std::string Invite::*field : {&Invite::organizer_name, &Invite::attendee_name,
                                     &Invite::summary, &Invite::description, &Invite::location}) {
    Email mail = GoodMail();
    mail.invite = Invite{};
    mail.invite->organizer_address = mail.invite->attendee_address = "ada@acme.test";
    (*mail.invite).*field = "\xFF";
    BOOST_TEST(RefusalOf([&] { CheckEmail(mail); }) == "bad_header");
  }
}

BOOST_AUTO_TEST_CASE(RefusesASecondRecipient) {
  const std::vector<std::string> lists{"",
                                       "ada",
                                       "ada@acme.test,eve@evil.test",
                                       "ada@acme.test;eve@evil.test",
                                       "Ada <ada@acme.test>",
                                       "ada@acme.test eve@evil.test",
                                       "ada@acme.test@evil.test",
                                       "group:ada@acme.test",
                                       "\"a\"@acme.test",
                                       "zo\xC3\xAB@acme.test",
                                       "ada@acme"};
  for (const std::string& text : lists) {
    BOOST_TEST_CONTEXT(text) {
      for (std::string Email::*field : {&Email::from_address, &Email::to, &Email::message_id}) {
        Email mail = GoodMail();
        mail.*field = text;
        BOOST_TEST(RefusalOf([&] { CheckEmail(mail); }) == "bad_header");
      }
    }
  }
  BOOST_TEST(RefusalOfMail([](Email& mail) { mail.reply_to = "a@b.test,c@d.test"; }) ==
             "bad_header");
}

BOOST_AUTO_TEST_CASE(RefusesBodiesThatAreNoText) {
  BOOST_TEST(RefusalOfMail([](Email& mail) { mail.text = "\xC3"; }) == "bad_header");
  BOOST_TEST(RefusalOfMail([](Email& mail) { mail.html = "\xC3"; }) == "bad_header");
  BOOST_TEST(RefusalOfMail([](Email& mail) { mail.text = std::string("a\0b", 3); }) ==
             "bad_header");
}

BOOST_AUTO_TEST_CASE(NamesChannelsAndStates) {
  for (const Channel channel : {Channel::kEmail, Channel::kSms, Channel::kInApp}) {
    BOOST_TEST((ParseChannel(ToString(channel)) == channel));
  }
  BOOST_TEST(ToString(Channel::kInApp) == "in_app");
  BOOST_TEST(!ParseChannel("fax"));
  BOOST_TEST(ToString(OutboxState::kPending) == "pending");
  BOOST_TEST(ToString(OutboxState::kSending) == "sending");
  BOOST_TEST(ToString(OutboxState::kSent) == "sent");
  BOOST_TEST(ToString(OutboxState::kUncertain) == "uncertain");
  BOOST_TEST(ToString(OutboxState::kSuppressed) == "suppressed");
  BOOST_TEST(ToString(OutboxState::kSuperseded) == "superseded");
  BOOST_TEST(ToString(OutboxState::kDead) == "dead");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::domain
