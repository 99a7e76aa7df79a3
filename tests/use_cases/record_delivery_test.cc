#include "domain/use_cases/record_delivery.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "domain/crypto.h"
#include "domain/error.h"
#include "persistence/database.h"
#include "persistence/delivery_repository.h"
#include "tests/support/two_tenants.h"

namespace nexcyte::testing {
namespace {

using domain::Channel;
using domain::DeliveryReport;
using domain::DeliveryState;
using domain::SuppressionReason;

struct DeliveryWorld {
  DeliveryWorld() {
    domain::InitCrypto();
    phone = "+49151" + people.sql().Text("select lpad((random() * 1e8)::bigint::text, 8, '1')");
    mail = "carol@" + people.acme.slug + ".test";
  }

  // A row of Acme's outbox in a state.
  domain::OutboxId AddRow(Channel channel, const std::string& state,
                          const std::string& provider_id = "") {
    const bool is_sms = channel == Channel::kSms;
    return domain::OutboxId::Parse(
               people.sql().Text(
                   "insert into nx.nx_notification_outbox (tenant_id, event_key, channel, "
                   "recipient_kind, recipient, state, expires_at, lease_expires_at, secret, "
                   "provider_message_id) values ($1, $2, $3, 'account', $4, $5, now() + interval "
                   "'1 day', case when $5 = 'sending' then now() + interval '1 hour' end, case "
                   "when $5 in ('sending', 'uncertain') then 's' end, nullif($6, '')) returning id",
                   {people.acme.id.str(), is_sms ? "phone_code" : "account_reset",
                    std::string(ToString(channel)), is_sms ? phone : mail, state, provider_id}))
        .value();
  }
  DeliveryReport Report(const domain::OutboxId& id, Channel channel, DeliveryState state) {
    DeliveryReport report;
    report.provider = channel == Channel::kSms ? "twilio" : "mailgun";
    report.id = id;
    report.channel = channel;
    report.recipient = channel == Channel::kSms ? phone : mail;
    report.provider_id = "P1";
    report.state = state;
    report.marks = {domain::Sha256(id.str() + std::to_string(++serial))};
    return report;
  }
  bool Record(const DeliveryReport& report) { return RecordDelivery(database, directory, report); }
  std::string StateOf(const domain::OutboxId& id) {
    return people.sql().Text(
        "select state || ' ' || coalesce(provider_message_id, '-') from nx.nx_notification_outbox "
        "where id = $1",
        {id.str()});
  }
  // The state after a report on a row that was in `before`.
  std::string After(Channel channel, const std::string& before, DeliveryState state) {
    const auto id = AddRow(channel, before);
    Record(Report(id, channel, state));
    return people.sql().Text("select state from nx.nx_notification_outbox where id = $1",
                             {id.str()});
  }
  std::string IsSuppressed(const domain::Tenant& tenant, const std::string& channel,
                           const std::string& address) {
    Pg dispatcher(DispatchUrl());
    return dispatcher.Text("select nx.is_suppressed($1, $2, $3)",
                           {tenant.id.str(), channel, address});
  }

  TwoTenants people;
  persistence::Database database{{.url = DispatchUrl(), .keep_statements = true}};
  persistence::PgDeliveryDirectory directory{database.connection()};
  std::string phone;
  std::string mail;
  int serial = 0;
};

BOOST_FIXTURE_TEST_SUITE(RecordDeliveryOf, DeliveryWorld)

BOOST_AUTO_TEST_CASE(MailsMovesForwardOnly) {
  using enum DeliveryState;
  for (const char* open : {"sending", "uncertain"}) {
    BOOST_TEST(After(Channel::kEmail, open, kSent) == "sent", open);
    BOOST_TEST(After(Channel::kEmail, open, kDelivered) == "delivered", open);
    BOOST_TEST(After(Channel::kEmail, open, kBounced) == "bounced", open);
  }
  BOOST_TEST(After(Channel::kEmail, "sent", kDelivered) == "delivered");
  BOOST_TEST(After(Channel::kEmail, "delivered", kSent) == "delivered");
  BOOST_TEST(After(Channel::kEmail, "delivered", kBounced) == "bounced");
  BOOST_TEST(After(Channel::kEmail, "bounced", kDelivered) == "bounced");
  for (const char* other : {"pending", "superseded", "suppressed", "dead"}) {
    BOOST_TEST(After(Channel::kEmail, other, kDelivered) == other);
  }
}

BOOST_AUTO_TEST_CASE(TextMessagesKeepsTheFirstFinalState) {
  using enum DeliveryState;
  BOOST_TEST(After(Channel::kSms, "uncertain", kSent) == "sent");
  BOOST_TEST(After(Channel::kSms, "sent", kDelivered) == "delivered");
  BOOST_TEST(After(Channel::kSms, "sent", kBounced) == "bounced");
  BOOST_TEST(After(Channel::kSms, "delivered", kBounced) == "delivered");
  BOOST_TEST(After(Channel::kSms, "bounced", kDelivered) == "bounced");
}

BOOST_AUTO_TEST_CASE(AnUncertainMessageNamesItOnce) {
  const auto id = AddRow(Channel::kSms, "uncertain");
  BOOST_TEST(Record(Report(id, Channel::kSms, DeliveryState::kSent)));
  BOOST_TEST(StateOf(id) == "sent P1");
  auto other = Report(id, Channel::kSms, DeliveryState::kDelivered);
  other.provider_id = "P2";
  BOOST_TEST(!Record(other));
  BOOST_TEST(StateOf(id) == "sent P1");
}

BOOST_AUTO_TEST_CASE(AMessageThatIsNotOursChangesNothing) {
  BOOST_TEST(!Record(Report(domain::OutboxId::Parse("6f1c2f8e-8f0a-4a53-9a53-0b6d4a5f9f11").value(),
                            Channel::kEmail, DeliveryState::kBounced)));
}

BOOST_AUTO_TEST_CASE(AnotherRecipientChangesNothing) {
  const auto id = AddRow(Channel::kEmail, "sent");
  auto report = Report(id, Channel::kEmail, DeliveryState::kBounced);
  report.recipient = "dave@" + people.acme.slug + ".test";
  report.suppress = SuppressionReason::kComplaint;
  BOOST_TEST(!Record(report));
  BOOST_TEST(StateOf(id) == "sent -");
  BOOST_TEST(IsSuppressed(people.acme, "email", report.recipient) == "f");
  BOOST_TEST(IsSuppressed(people.acme, "email", mail) == "f");
  report = Report(id, Channel::kSms, DeliveryState::kBounced);
  report.recipient = mail;
  BOOST_TEST(!Record(report));
  BOOST_TEST(StateOf(id) == "sent -");
}

BOOST_AUTO_TEST_CASE(AnAddressInOtherLettersIsTheSame) {
  const auto id = AddRow(Channel::kEmail, "sent");
  auto report = Report(id, Channel::kEmail, DeliveryState::kDelivered);
  report.recipient[0] = 'C';
  BOOST_TEST(Record(report));
}

// Whoever holds one signed triple can put any event beside it.
BOOST_AUTO_TEST_CASE(ARepetitionDoesNothing) {
  const auto id = AddRow(Channel::kEmail, "sent");
  auto report = Report(id, Channel::kEmail, DeliveryState::kDelivered);
  BOOST_TEST(Record(report));
  report.state = DeliveryState::kBounced;
  report.suppress = SuppressionReason::kComplaint;
  BOOST_TEST(!Record(report));
  BOOST_TEST(StateOf(id) == "delivered P1");
  BOOST_TEST(IsSuppressed(people.acme, "email", mail) == "f");
}

BOOST_AUTO_TEST_CASE(AFailureDoesNotUseTheMarkUp) {
  const auto id = AddRow(Channel::kEmail, "sent");
  const auto report = Report(id, Channel::kEmail, DeliveryState::kDelivered);
  const auto store = database.ForSystem(people.acme.id);
  BOOST_CHECK_THROW(store->Transact([&](domain::UnitOfWork& unit) {
    BOOST_TEST(unit.deliveries().TakeOnce("mailgun", report.marks[0]));
    throw domain::NotFound();
  }),
                    domain::Error);
  BOOST_TEST(Record(report));
  BOOST_TEST(StateOf(id) == "delivered P1");
}

BOOST_AUTO_TEST_CASE(AComplaintSuppressesTheAddressForThatTenant) {
  const auto id = AddRow(Channel::kEmail, "delivered");
  auto report = Report(id, Channel::kEmail, DeliveryState::kDelivered);
  report.suppress = SuppressionReason::kComplaint;
  BOOST_TEST(IsSuppressed(people.acme, "email", mail) == "f");
  BOOST_TEST(Record(report));
  BOOST_TEST(IsSuppressed(people.acme, "email", mail) == "t");
  BOOST_TEST(IsSuppressed(people.acme, "email", "C" + mail.substr(1)) == "t");
  BOOST_TEST(IsSuppressed(people.acme, "sms", mail) == "f");
  BOOST_TEST(IsSuppressed(people.globex, "email", mail) == "f");
}

BOOST_AUTO_TEST_CASE(ANumberThatOptedOutCountsForAllTenants) {
  const auto id = AddRow(Channel::kSms, "sent");
  auto report = Report(id, Channel::kSms, DeliveryState::kBounced);
  report.opted_out = true;
  BOOST_TEST(Record(report));
  BOOST_TEST(IsSuppressed(people.acme, "sms", phone) == "t");
  BOOST_TEST(IsSuppressed(people.globex, "sms", phone) == "t");
}

BOOST_AUTO_TEST_SUITE_END()

struct FullQueueWorld : DeliveryWorld {
  // A text message about a booking of Carol's that is useful for so long.
  domain::OutboxId AddText(const std::string& useful_for,
                           const std::string& event = "booking_created") {
    const std::string booking = people.sql().Text(
        "insert into nx.nx_scheduler_booking (tenant_id, purpose, cal_event_type_id, status,"
        " start_at, end_at, time_zone, attendee_user_id, attendee_email, attendee_name)"
        " values ($1, 'intro_call', 1, 'scheduled', '2099-11-23T13:30Z', '2099-11-23T14:00Z',"
        " 'UTC', $2, $3, 'Carol') returning uid",
        {people.acme.id.str(), people.carol.user.str(), people.carol.email});
    return domain::OutboxId::Parse(
               people.sql().Text(
                   "insert into nx.nx_notification_outbox (tenant_id, booking_uid, event_key,"
                   " channel, recipient_kind, recipient_user_id, recipient, state, expires_at)"
                   " values ($1, $2, $3, 'sms', 'attendee', $4, $5, 'sent',"
                   " nx.now() + $6::interval) returning id",
                   {people.acme.id.str(), booking, event, people.carol.user.str(), phone,
                    useful_for}))
        .value();
  }
  DeliveryReport NeverSent(const domain::OutboxId& id) {
    DeliveryReport report = Report(id, Channel::kSms, DeliveryState::kBounced);
    report.error = "twilio_30001";
    report.was_never_sent = true;
    return report;
  }
  // A column of the only message that was made of this one, or empty.
  std::string Second(const domain::OutboxId& id, const std::string& column) {
    return people.sql().Text("select coalesce((select (" + column +
                                 ")::text from nx.nx_notification_outbox"
                                 " where tenant_id = $1 and resend_of = $2), '')",
                             {people.acme.id.str(), id.str()});
  }
};

BOOST_FIXTURE_TEST_SUITE(AMessageThatWasNeverSent, FullQueueWorld)

BOOST_AUTO_TEST_CASE(IsSentOnceMoreAQuarterOfAnHourLater) {
  const auto id = AddText("1 day");
  BOOST_TEST(Record(NeverSent(id)));
  BOOST_TEST(StateOf(id) == "bounced P1");
  BOOST_TEST(Second(id, "state || ' ' || recipient || ' ' || last_error") ==
             "pending " + phone + " waited_for_room");
  BOOST_TEST(
      Second(id, "due_at between nx.now() + interval '14 min' and nx.now() + interval '15 min'") ==
      "true");
  BOOST_TEST(Second(id, "expires_at < nx.now() + interval '1 day'") == "true");
}

BOOST_AUTO_TEST_CASE(IsSentOnceMoreHoweverOftenThatIsTold) {
  const auto id = AddText("1 day");
  const DeliveryReport report = NeverSent(id);
  BOOST_TEST(Record(report));
  BOOST_TEST(!Record(report));
  DeliveryReport other = NeverSent(id);  // first `failed`, then `undelivered`
  Record(other);
  BOOST_TEST(Second(id, "1") == "1");
}

BOOST_AUTO_TEST_CASE(IsSentOnceMoreWhoeverAsksForIt) {
  const auto id = AddText("1 day");
  for (int time = 0; time < 2; ++time) {
    database.ForSystem(people.acme.id)->Transact([&](domain::UnitOfWork& unit) {
      unit.deliveries().SendOnceMore(id, std::chrono::minutes(15), "waited_for_room");
    });
  }
  BOOST_TEST(Second(id, "1") == "1");
}

BOOST_AUTO_TEST_CASE(IsNeverSentAThirdTime) {
  const auto id = AddText("1 day");
  Record(NeverSent(id));
  const auto second = domain::OutboxId::Parse(Second(id, "id")).value();
  people.sql().Run("update nx.nx_notification_outbox set state = 'sent' where id = $1",
                   {second.str()});
  DeliveryReport report = NeverSent(second);
  report.provider_id = "P2";
  BOOST_TEST(Record(report));
  BOOST_TEST(StateOf(second) == "bounced P2");
  BOOST_TEST(Second(second, "1") == "");
}

BOOST_AUTO_TEST_CASE(IsNotSentWhereThatWouldBeTooLate) {
  const auto id = AddText("14 minutes", "booking_reminder");
  Record(NeverSent(id));
  BOOST_TEST(Second(id, "1") == "");
}

// Its code is gone, and nobody waits for it any more.
BOOST_AUTO_TEST_CASE(IsNotSentWhereItIsAboutAnAccount) {
  const auto id = AddRow(Channel::kSms, "sent");
  BOOST_TEST(Record(NeverSent(id)));
  BOOST_TEST(Second(id, "1") == "");
}

BOOST_AUTO_TEST_CASE(IsNotSentForOtherReasons) {
  const auto id = AddText("1 day");
  DeliveryReport report = NeverSent(id);
  report.was_never_sent = false;
  report.error = "twilio_30003";
  BOOST_TEST(Record(report));
  BOOST_TEST(Second(id, "1") == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(OptOut, DeliveryWorld)

BOOST_AUTO_TEST_CASE(GoesByThePersonsOwnWords) {
  BOOST_TEST(directory.ReceiveOptOut(domain::Sha256(phone + "1"), phone, true));
  BOOST_TEST(IsSuppressed(people.acme, "sms", phone) == "t");
  BOOST_TEST(IsSuppressed(people.globex, "sms", phone) == "t");
  BOOST_TEST(directory.ReceiveOptOut(domain::Sha256(phone + "2"), phone, false));
  BOOST_TEST(IsSuppressed(people.acme, "sms", phone) == "f");
}

BOOST_AUTO_TEST_CASE(IsNotUndoneByARepeatedStart) {
  directory.ReceiveOptOut(domain::Sha256(phone + "1"), phone, false);
  directory.ReceiveOptOut(domain::Sha256(phone + "2"), phone, true);
  BOOST_TEST(!directory.ReceiveOptOut(domain::Sha256(phone + "1"), phone, false));
  BOOST_TEST(IsSuppressed(people.acme, "sms", phone) == "t");
}

BOOST_AUTO_TEST_CASE(IsNotedWhenTwilioSaysSo) {
  directory.NoteOptOut(phone);
  directory.NoteOptOut(phone);
  BOOST_TEST(IsSuppressed(people.globex, "sms", phone) == "t");
}

BOOST_AUTO_TEST_CASE(ListsAreOutOfReachOfThePortal) {
  directory.NoteOptOut(phone);
  for (const std::string& url : {AppUrl(), DispatchUrl()}) {
    Pg role(url);
    BOOST_TEST(role.Try("select from nx_sms_opt_out").sqlstate == "42501");
    BOOST_TEST(role.Try("delete from nx_sms_opt_out").sqlstate == "42501");
  }
  Pg portal(AppUrl());
  for (const std::string call :
       {"nx.is_suppressed(null, 'sms', '+15005550006')", "nx.note_opt_out('+15005550006')",
        "nx.receive_opt_out('\\x00', '+15005550006', true)"}) {
    BOOST_TEST(portal.Try("select " + call).sqlstate == "42501", call);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
