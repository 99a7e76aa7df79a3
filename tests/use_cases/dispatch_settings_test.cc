// How a tenant wants its messages to leave: quiet hours and sender; and what somebody is told of.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>

#include "domain/crypto.h"
#include "domain/time_zone.h"
#include "domain/use_cases/record_delivery.h"
#include "persistence/delivery_repository.h"
#include "tests/use_cases/dispatch_world.h"

namespace nexcyte::testing {
namespace {

using domain::DispatchReport;
using domain::SendOutcome;
using std::chrono::minutes;

// Carol gets text messages; the quiet hours of her clock are set around now.
struct QuietWorld : DispatchWorld {
  QuietWorld() {
    people.sql().Run(
        "update nx.nx_tenant_membership set phone = '+4915112345678', phone_verified_at = now(),"
        " sms_consent_at = now(), sms_consent_text = 'yes', time_zone = 'Asia/Tokyo'"
        " where user_id = $1",
        {people.carol.user.str()});
    Set("sms_enabled = true, email_enabled = false, reminder_minutes = '{}'");
  }
  void Set(const std::string& assignment) {
    people.sql().Run("update nx.nx_scheduler_settings set " + assignment + " where tenant_id = $1",
                     {people.acme.id.str()});
  }
  // From an hour ago until in an hour, by this clock.
  void BeQuietNow(const std::string& zone) {
    const auto now = domain::LocalMinute(clock(), zone).count();
    Set("quiet_from_minute = " + std::to_string((now + 1380) % 1440) +
        ", quiet_to_minute = " + std::to_string((now + 60) % 1440));
  }
  // The booking starts so soon, and its reminder is due.
  void RemindOf(const std::string& booking, const std::string& ahead) {
    people.sql().Run(
        "insert into nx.nx_notification_outbox (tenant_id, booking_uid, event_key, channel,"
        " recipient_kind, recipient_user_id, recipient, due_offset_minutes, expires_at)"
        " values ($1, $2, 'booking_reminder', 'sms', 'attendee', $3, '+4915112345678', 60,"
        "         nx.now() + $4::interval)",
        {people.acme.id.str(), booking, people.carol.user.str(), ahead});
    people.sql().Run("alter table nx.nx_scheduler_booking disable trigger user");
    people.sql().Run(
        "update nx.nx_scheduler_booking set start_at = nx.now() + $2::interval,"
        " end_at = nx.now() + $2::interval + interval '30 min' where uid = $1",
        {booking, ahead});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(QuietHoursOfTextMessages, QuietWorld)

BOOST_AUTO_TEST_CASE(DeferThemToTheirEndAndLoseNothing) {
  BeQuietNow("Asia/Tokyo");
  AddBooking(people.acme, people.carol);
  const DispatchReport report = Dispatch();
  BOOST_TEST(report.failed == 1);
  BOOST_TEST(mail.texts.empty());
  BOOST_TEST(Row("booking_created", "state || ' ' || attempt || ' ' || last_error") ==
             "pending 0 quiet_hours");
  BOOST_TEST(Row("booking_created",
                 "due_at between nx.now() + interval '58 min' and nx.now() + interval '61 min'") ==
             "t");
  BOOST_TEST(Dispatch().claimed == 0);
  fresh.MoveClock("62 minutes");
  clock = [] {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now() +
                                                         minutes(62));
  };
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_TEST(mail.texts.size() == 1U);
}

BOOST_AUTO_TEST_CASE(AreThoseOfTheRecipientsClock) {
  BeQuietNow("UTC");  // nine hours behind
  AddBooking(people.acme, people.carol);
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_TEST(mail.texts.size() == 1U);
}

BOOST_AUTO_TEST_CASE(AreThoseOfTheBookingsClockWhereThePersonChoseNone) {
  people.sql().Run("update nx.nx_tenant_membership set time_zone = null where user_id = $1",
                   {people.carol.user.str()});
  BeQuietNow("Asia/Kolkata");
  AddBooking(people.acme, people.carol);
  Dispatch();
  BOOST_TEST(Row("booking_created", "last_error") == "quiet_hours");
}

BOOST_AUTO_TEST_CASE(LeaveAReminderOutThatWouldComeTooLate) {
  const std::string booking = AddBooking(people.acme, people.carol);
  Dispatch();
  BeQuietNow("Asia/Tokyo");
  RemindOf(booking, "50 minutes");
  BOOST_TEST(Dispatch().suppressed == 1);
  BOOST_TEST(Row("booking_reminder", "state || ' ' || last_error") == "superseded quiet_hours");
}

BOOST_AUTO_TEST_CASE(DeferAReminderThatStillComesInTime) {
  const std::string booking = AddBooking(people.acme, people.carol);
  Dispatch();
  BeQuietNow("Asia/Tokyo");
  RemindOf(booking, "3 hours");
  BOOST_TEST(Dispatch().failed == 1);
  BOOST_TEST(Row("booking_reminder", "state || ' ' || last_error") == "pending quiet_hours");
}

BOOST_AUTO_TEST_CASE(KeepNoCodeFromWhoeverWaitsForIt) {
  BeQuietNow("Europe/Berlin");  // the tenant's
  AddAccountMail("phone_code", "123456", "sms");
  BOOST_TEST(Dispatch().sent == 1);
}

BOOST_AUTO_TEST_CASE(DoNotKeepMailsBack) {
  Set("email_enabled = true, sms_enabled = false");
  BeQuietNow("Asia/Tokyo");
  AddBooking(people.acme, people.carol);
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_TEST(mail.sent.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

// Carol's text message has left, and its provider says that it never sent it.
struct FullQueueWorld : QuietWorld {
  FullQueueWorld() {
    booking = AddBooking(people.acme, people.carol);
    Dispatch();
    SayNeverSent("P1");
  }
  // Of the latest text message about the booking.
  void SayNeverSent(const std::string& provider_id) {
    const std::string id = people.sql().Text(
        "select id from nx.nx_notification_outbox where channel = 'sms'"
        " order by created_at desc limit 1");
    domain::DeliveryReport report;
    report.provider = "twilio";
    report.marks = {domain::Sha256(provider_id)};
    report.id = domain::OutboxId::Parse(id).value();
    report.channel = domain::Channel::kSms;
    report.recipient = "+4915112345678";
    report.state = domain::DeliveryState::kBounced;
    report.error = "twilio_30001";
    report.was_never_sent = true;
    BOOST_TEST(RecordDelivery(database, directory, report));
  }
  void Change(const std::string& assignment) {
    people.sql().Run("update nx.nx_scheduler_booking set " + assignment + " where uid = $1",
                     {booking});
  }
  std::string Second(const std::string& column) {
    return people.sql().Text("select " + column +
                             " from nx.nx_notification_outbox where resend_of is not null");
  }

  persistence::PgDeliveryDirectory directory{database.connection()};
  std::string booking;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ATextMessageThatWasNeverSent, FullQueueWorld)

BOOST_AUTO_TEST_CASE(IsSentOnceMoreAndNeverAgain) {
  MoveOn("14 minutes");
  BOOST_TEST(Dispatch().claimed == 0);
  MoveOn("2 minutes");
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_REQUIRE(mail.texts.size() == 2U);
  BOOST_TEST(mail.texts[0].body == mail.texts[1].body);
  BOOST_TEST(mail.texts[0].id.str() != mail.texts[1].id.str());
  SayNeverSent("P2");
  MoveOn("2 hours");
  BOOST_TEST(Dispatch().claimed == 0);
  BOOST_TEST(mail.texts.size() == 2U);
}

BOOST_AUTO_TEST_CASE(IsLeftOutWhenTheBookingIsCancelled) {
  Change("status = 'cancelled', revision = revision + 1");
  MoveOn("16 minutes");
  BOOST_TEST(Dispatch().sent == 1);  // that it is cancelled
  BOOST_TEST(mail.texts.size() == 2U);
  BOOST_TEST(Second("state") == "superseded");
}

BOOST_AUTO_TEST_CASE(IsLeftOutWhenTheBookingHasMoved) {
  Change("start_at = start_at + interval '1 day', end_at = end_at + interval '1 day'");
  MoveOn("16 minutes");
  Dispatch();
  BOOST_TEST(Second("state") == "superseded");
}

BOOST_AUTO_TEST_CASE(IsLeftOutWhenTheAppointmentHasBegun) {
  people.sql().Run("alter table nx.nx_scheduler_booking disable trigger user");
  Change("start_at = nx.now() + interval '10 minutes', end_at = nx.now() + interval '1 hour'");
  MoveOn("16 minutes");
  Dispatch();
  BOOST_TEST(Second("state") == "superseded");
  BOOST_TEST(mail.texts.size() == 1U);
}

BOOST_AUTO_TEST_CASE(WakesNobodyUp) {
  BeQuietNow("Asia/Tokyo");
  MoveOn("16 minutes");
  Dispatch();
  BOOST_TEST(Second("state || ' ' || last_error") == "pending quiet_hours");
  MoveOn("62 minutes");
  Dispatch();
  BOOST_TEST(mail.texts.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(SenderOfATenant, DispatchWorld)

BOOST_AUTO_TEST_CASE(StandsOnItsMailsAndInTheirInvites) {
  people.sql().Run(
      "update nx.nx_scheduler_settings set sender_name = 'Acme Desk', sender_address ="
      " 'desk@mg.nexcyte.test', reply_to = 'answers@acme.test', contact_email = 'c@acme.test'"
      " where tenant_id = $1",
      {people.acme.id.str()});
  AddBooking(people.acme, people.carol);
  Dispatch();
  BOOST_REQUIRE(mail.sent.size() == 1U);
  BOOST_TEST(mail.sent[0].from_name == "Acme Desk");
  BOOST_TEST(mail.sent[0].from_address == "desk@mg.nexcyte.test");
  BOOST_TEST(mail.sent[0].reply_to == "answers@acme.test");
  BOOST_TEST(mail.sent[0].invite.value().organizer_address == "desk@mg.nexcyte.test");
  BOOST_TEST(mail.sent[0].message_id.ends_with("@mg.nexcyte.test"));
}

BOOST_AUTO_TEST_CASE(MayBeInADomainThatTheOperatorClearedAndNotOnceItIsWithdrawn) {
  const auto from_with = [&](const std::string& domains) {
    people.sql().Run("update nx.nx_tenant set sender_domains = $2 where id = $1",
                     {people.acme.id.str(), domains});
    people.sql().Run(
        "update nx.nx_scheduler_settings set sender_address = 'desk@acme.test', contact_email ="
        " 'c@acme.test' where tenant_id = $1",
        {people.acme.id.str()});
    AddBooking(people.acme, people.carol);
    Dispatch();
    return mail.sent.back().from_address;
  };
  BOOST_TEST(from_with("{acme.test}") == "desk@acme.test");
  BOOST_TEST(from_with("{}") == "no-reply@mg.nexcyte.test");
  BOOST_TEST(mail.sent.back().from_name == "Acme");
  BOOST_TEST(mail.sent.back().reply_to == "c@acme.test");
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

struct BrandedWorld : DispatchWorld {
  void Brand(const domain::Tenant& tenant, const std::string& color, const std::string& logo) {
    people.sql().Run("update nx.nx_tenant set brand_color = $2, logo = md5($3) where id = $1",
                     {tenant.id.str(), color, logo});
    people.sql().Run(
        "insert into nx.nx_tenant_logo (tenant_id, name, png, width, height)"
        " values ($1, md5($2), $2::bytea, 200, 50)",
        {tenant.id.str(), logo});
  }
  std::string LogoOf(const domain::Tenant& tenant, const std::string& logo) {
    return "<img src=\"https://" + tenant.slug + ".nexcyte.test:8443/logo/" +
           people.sql().Text("select md5($1)", {logo}) + "\"";
  }
  // The only mail to this person.
  const domain::Email& MailTo(const domain::Actor& person) const {
    const auto found = std::ranges::find(mail.sent, person.email, &domain::Email::to);
    BOOST_REQUIRE((found != mail.sent.end()));
    return *found;
  }
  static bool Has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(LookOfATenantsMails, BrandedWorld)

BOOST_AUTO_TEST_CASE(IsItsOwnAndNobodyElses) {
  Brand(people.acme, "#14532d", "one");
  Brand(people.globex, "#7f1d1d", "two");
  AddBooking(people.acme, people.carol);
  AddBooking(people.globex, people.dave);
  BOOST_TEST(Dispatch().sent == 2);
  const std::string& acme = MailTo(people.carol).html;
  const std::string& globex = MailTo(people.dave).html;
  BOOST_TEST(Has(acme, "#14532d"));
  BOOST_TEST(Has(acme, LogoOf(people.acme, "one")));
  BOOST_TEST(!Has(acme, "#7f1d1d"));
  BOOST_TEST(Has(globex, "#7f1d1d"));
  BOOST_TEST(Has(globex, LogoOf(people.globex, "two")));
  BOOST_TEST(!Has(globex, "#14532d"));
  BOOST_TEST(!Has(acme + globex, "#1f4e79"));
}

BOOST_AUTO_TEST_CASE(IsOursWhereItHasChosenNone) {
  Brand(people.globex, "#7f1d1d", "two");
  AddBooking(people.acme, people.carol);
  BOOST_TEST(Dispatch().sent == 1);
  BOOST_TEST(Has(mail.sent[0].html, "background-color:#1f4e79"));
  BOOST_TEST(!Has(mail.sent[0].html, "<img"));
  BOOST_TEST(!Has(mail.sent[0].html, "border-top"));
}

// The dispatcher needs a logo's name and size, of the tenant whose mails it composes.
BOOST_AUTO_TEST_CASE(IsAllThatTheDispatcherMayReadOfIt) {
  Brand(people.acme, "#14532d", "one");
  Brand(people.globex, "#7f1d1d", "two");
  Pg dispatcher(fresh.Url(DispatchUrl()));
  const char* count = "select count(name || width || height) from nx.nx_tenant_logo";
  BOOST_TEST(dispatcher.Text(count) == "0");
  dispatcher.Run("select set_config('nx.tenant_id', $1, false)", {people.acme.id.str()});
  BOOST_TEST(dispatcher.Text(count) == "1");
  BOOST_TEST(dispatcher.Text("select brand_color from nx.nx_tenant") == "#14532d");
  BOOST_TEST(dispatcher.Try("select png from nx.nx_tenant_logo").sqlstate == "42501");
  BOOST_TEST(dispatcher.Try("update nx.nx_tenant_logo set width = 1").sqlstate == "42501");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(DispatchAlerts, DispatchWorld)

BOOST_AUTO_TEST_CASE(TellOnceThatAnAccountIsPaused) {
  mail.answer = [](const domain::Email&) {
    return domain::SendResult{SendOutcome::kConfiguration, {}, "http_401", std::chrono::seconds(0)};
  };
  AddBooking(people.acme, people.carol);
  const DispatchReport report = Dispatch();
  BOOST_REQUIRE(report.alerts.size() == 1U);
  BOOST_TEST(report.alerts[0].what == "provider_paused");
  BOOST_TEST((report.alerts[0].channel == domain::Channel::kEmail));
  BOOST_TEST(report.alerts[0].reason == "http_401");
  // The probe finds it as it was: nothing new.
  fresh.MoveClock("5 minutes");
  BOOST_TEST(Dispatch().alerts.empty());
  // It worked in between.
  mail.answer = nullptr;
  fresh.MoveClock("10 minutes");
  BOOST_TEST(Dispatch().sent == 1);
  mail.answer = [](const domain::Email&) {
    return domain::SendResult{SendOutcome::kConfiguration, {}, "http_403", std::chrono::seconds(0)};
  };
  AddBooking(people.acme, people.carol);
  BOOST_TEST(Dispatch().alerts.size() == 1U);
}

BOOST_AUTO_TEST_CASE(TellOfEveryMessageThatIsGivenUp) {
  mail.answer = [](const domain::Email&) {
    return domain::SendResult{
        SendOutcome::kFailedForGood, {}, "bad_address", std::chrono::seconds(0)};
  };
  AddBooking(people.acme, people.carol);
  const DispatchReport report = Dispatch();
  BOOST_REQUIRE(report.alerts.size() == 1U);
  BOOST_TEST(report.alerts[0].what == "message_dead");
  BOOST_TEST(report.alerts[0].reason == "bad_address");
  BOOST_TEST(report.alerts[0].tenant == people.acme.id.str());
  BOOST_TEST(report.alerts[0].message == Row("booking_created", "id"));
  BOOST_TEST(Dispatch().alerts.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
