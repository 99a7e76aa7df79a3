#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "domain/crypto.h"
#include "fcgi/outbound/calcom.h"
#include "fcgi/outbound/curl_client.h"
#include "fcgi/outbound/mailgun.h"
#include "fcgi/outbound/mailgun_events.h"
#include "fcgi/outbound/twilio.h"
#include "tests/fcgi/outbound/calcom_print.h"
#include "tests/fcgi/outbound/child_process.h"
#include "tests/fcgi/outbound/invite_fixture.h"
#include "tests/fcgi/outbound/send_mails.h"

// The clients against the stand-ins, over HTTP: that both speak the same language.

namespace nexcyte::fcgi {
namespace {

using domain::CalendarBooking;
using domain::CalendarEventType;
using domain::CalendarFailure;
using domain::CalendarHold;
using domain::CalendarStatus;
using domain::SendOutcome;
using domain::Slot;
using domain::TimeRange;
using domain::Timestamp;
using std::chrono::hours;
using std::chrono::minutes;
namespace json = boost::json;

constexpr char kRef[] = "018f9c1e-3f2a-7c1b-9d55-0a4f6f5b9e11";
constexpr char kOtherRef[] = "018f9c1e-3f2a-7c1b-9d55-0a4f6f5b9e22";
constexpr domain::CalEventTypeId kIntroCall = 1101;
constexpr domain::CalEventTypeId kNeedsApproval = 1104;

class OpenGate final : public domain::CallGate {
 public:
  Verdict Ask(const std::string&, int, int) override { return {}; }
  void Succeeded(const std::string&) override {}
  void Failed(const std::string&) override {}
  void RateLimited(const std::string&, std::chrono::seconds) override {}
};

const CurlLibrary& Library() {
  static const CurlLibrary library;
  return library;
}

// One running set of stand-ins and a client of each.
struct Fixture {
  ChildProcess node{{"node", NX_SOURCE_DIR "/tests/sandbox/main.mjs", "--port", "0",
                     "--calcom-rate", "10000", "--latency", "0"}};
  std::string root = "http://127.0.0.1:" + std::to_string(node.PortAfter("stand-ins ready on"));
  CurlClient http{Library(), {{BaseUrl::Parse(root).value()}, "", 64, 48}};
  OpenGate gate;
  Calcom calcom{http, gate,
                CalcomSettings{BaseUrl::Parse(root + "/calcom").value(), "cal_standin_key"}};
  Mailgun mailgun{MailgunSettings{BaseUrl::Parse(root + "/mailgun").value(), "key-standin",
                                  "mg.nexcyte.localhost", "outbound"}};

  TwilioSettings twilio_settings{BaseUrl::Parse(root + "/twilio").value(),
                                 "AC" + std::string(32, '0'),
                                 {"AC" + std::string(32, '0'), "standin-twilio-token"},
                                 "+15005550006",
                                 "",
                                 "nexcyte.localhost:8443"};

  Fixture() { domain::InitCrypto(); }

  // Days of the near future, whole in UTC.
  TimeRange Days(int first, int count) const {
    const Timestamp today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    return {today + std::chrono::days(first), today + std::chrono::days(first + count)};
  }

  std::vector<Slot> Slots(const TimeRange& range, const std::string& moving = "") {
    return std::get<std::vector<Slot>>(calcom.ListSlots(kIntroCall, range, moving));
  }

  bool IsFree(const Slot& slot) {
    const auto slots = Slots(Days(2, 1));
    return std::find(slots.begin(), slots.end(), slot) != slots.end();
  }

  domain::NewCalendarBooking NewBooking(Timestamp start, const char* ref = kRef) const {
    domain::NewCalendarBooking booking;
    booking.ref = domain::BookingId::Parse(ref).value();
    booking.event_type_id = kIntroCall;
    booking.start = start;
    booking.attendee_name = "Jane \"JD\" Döe";
    booking.attendee_email = "jane+portal@example.org";
    booking.attendee_phone = "+4930901820";
    booking.time_zone = "Asia/Kolkata";
    booking.notes = "First visit\nwith two lines";
    return booking;
  }

  CalendarBooking Book(Timestamp start) {
    const auto result = calcom.Create(NewBooking(start));
    BOOST_REQUIRE_MESSAGE(RefusalOf(result) == nullptr, "not booked");
    return std::get<CalendarBooking>(result);
  }

  // What a look-up by attendee and time finds.
  std::vector<CalendarBooking> LookUp(const Slot& slot) {
    return std::get<std::vector<CalendarBooking>>(
        calcom.List({"jane+portal@example.org", kIntroCall, {slot.start, slot.end}}));
  }

  void Fault(const std::string& target, const std::string& kind, json::object more = {}) {
    more["target"] = target;
    more["kind"] = kind;
    more["times"] = 1;
    HttpRequest request;
    request.method = HttpMethod::kPost;
    request.url = root + "/faults";
    request.headers = {{"Content-Type", "application/json"}};
    request.body = json::serialize(more);
    BOOST_REQUIRE(std::get<HttpAnswer>(http.Send(request)).status == 201);
  }

  json::value ReadJson(const std::string& path) {
    HttpRequest request;
    request.url = root + path;
    return json::parse(std::get<HttpAnswer>(http.Send(request)).body);
  }

  domain::SendResult SendSms(const std::string& to, const std::string& body) {
    const Twilio twilio(twilio_settings);
    const auto request =
        twilio.Prepare({domain::OutboxId::Parse(kRef).value(), to, body, minutes(10)});
    return twilio.Read(http.Send(std::get<HttpRequest>(request)));
  }

  domain::Email Mail() const {
    domain::Email mail;
    mail.message_id = std::string(kRef) + "@mg.nexcyte.localhost";
    mail.from_name = "Acme, \"the\" Company";
    mail.from_address = "no-reply@mg.nexcyte.localhost";
    mail.reply_to = "office@acme.example";
    mail.to = "jane@example.org";
    mail.subject = "Gebucht für 10:00";
    mail.text = "Hello %recipient%";
    mail.html = "<p>Hello</p>";
    mail.useful_for = hours(2);
    return mail;
  }
};

BOOST_FIXTURE_TEST_SUITE(CalcomStandIn, Fixture)

BOOST_AUTO_TEST_CASE(OffersSlotsWithinTheRange) {
  const auto slots = Slots(Days(2, 1));
  BOOST_TEST(slots.size() > 20U);
  for (const Slot& slot : slots) {
    BOOST_TEST((slot.start >= Days(2, 1).start && slot.start < Days(2, 1).end));
    BOOST_TEST((slot.end - slot.start == minutes(30)));
  }
}

BOOST_AUTO_TEST_CASE(HoldsHideASlotUntilReleased) {
  const Slot slot = Slots(Days(2, 1)).front();
  const auto hold = calcom.Reserve(kIntroCall, slot.start, minutes(10));
  BOOST_TEST(!IsFree(slot));
  BOOST_TEST(RefusalOf(calcom.Reserve(kIntroCall, slot.start, minutes(10)))->failure ==
             CalendarFailure::kReservedByOther);
  calcom.Release(std::get<CalendarHold>(hold).uid);
  BOOST_TEST(IsFree(slot));
}

BOOST_AUTO_TEST_CASE(BooksMovesAndCancels) {
  const auto slots = Slots(Days(2, 1));
  const CalendarBooking booked = Book(slots[0].start);
  BOOST_TEST((booked.status == CalendarStatus::kAccepted));
  BOOST_TEST((booked.time == slots[0]));
  BOOST_TEST(booked.nx_ref == kRef);
  BOOST_TEST(!IsFree(slots[0]));
  BOOST_TEST(Slots(Days(2, 1), booked.uid).size() == slots.size());

  const auto moved =
      std::get<CalendarBooking>(calcom.Reschedule(booked.uid, slots[4].start, "Another day"));
  BOOST_TEST(moved.uid != booked.uid);
  BOOST_TEST(moved.nx_ref == kRef);
  const auto old = std::get<CalendarBooking>(calcom.Find(booked.uid));
  BOOST_TEST((old.status == CalendarStatus::kCancelled));
  BOOST_TEST(old.rescheduled_to_uid == moved.uid);
  BOOST_TEST(RefusalOf(calcom.Reschedule(booked.uid, slots[6].start, ""))->failure ==
             CalendarFailure::kAlreadyMoved);

  const auto cancelled = std::get<CalendarBooking>(calcom.Cancel(moved.uid, "  "));
  BOOST_TEST((cancelled.status == CalendarStatus::kCancelled));
  BOOST_TEST(RefusalOf(calcom.Cancel(moved.uid, "Ill"))->failure ==
             CalendarFailure::kAlreadyCancelled);
  BOOST_TEST(RefusalOf(calcom.Reschedule(moved.uid, slots[6].start, ""))->failure ==
             CalendarFailure::kAlreadyCancelled);
  BOOST_TEST(IsFree(slots[4]));
}

BOOST_AUTO_TEST_CASE(RefusesWhatCannotBeBooked) {
  const Slot slot = Slots(Days(2, 1)).front();
  Book(slot.start);
  BOOST_TEST(RefusalOf(calcom.Create(NewBooking(slot.start, kOtherRef)))->failure ==
             CalendarFailure::kSlotTaken);
  const auto past = slot.start - std::chrono::days(30);
  BOOST_TEST(RefusalOf(calcom.Create(NewBooking(past)))->failure == CalendarFailure::kSlotInvalid);
  auto unknown = NewBooking(slot.start);
  unknown.event_type_id = 424242;
  BOOST_TEST(RefusalOf(calcom.Create(unknown))->failure == CalendarFailure::kNotFound);
  auto nowhere = NewBooking(slot.start);
  nowhere.time_zone = "Mars/Olympus";
  BOOST_TEST(RefusalOf(calcom.Create(nowhere))->failure == CalendarFailure::kValidation);
  BOOST_TEST(RefusalOf(calcom.Find("unknownuid"))->failure == CalendarFailure::kNotFound);
}

BOOST_AUTO_TEST_CASE(ApprovalTypesArePending) {
  auto booking = NewBooking(Slots(Days(2, 1)).front().start);
  booking.event_type_id = kNeedsApproval;
  const auto requested = std::get<CalendarBooking>(calcom.Create(booking));
  BOOST_TEST((requested.status == CalendarStatus::kPending));
  // Cal.com answers a repeated request with the booking that exists: it is not the other one.
  auto repeated = booking;
  repeated.ref = domain::BookingId::Parse(kOtherRef).value();
  BOOST_TEST(RefusalOf(calcom.Create(repeated))->failure == CalendarFailure::kUnknown);
}

BOOST_AUTO_TEST_CASE(ListsAllPages) {
  const auto range = Days(3, 6);
  std::vector<Slot> slots = Slots(range);
  BOOST_REQUIRE(slots.size() > 120U);
  slots.resize(120);
  for (const Slot& slot : slots) {
    Book(slot.start);
  }
  const auto found = calcom.List({"jane+portal@example.org", kIntroCall, range});
  BOOST_TEST(std::get<std::vector<CalendarBooking>>(found).size() == 120U);
  const auto others = calcom.List({"jane@example.org", kIntroCall, range});
  BOOST_TEST(std::get<std::vector<CalendarBooking>>(others).empty());
}

BOOST_AUTO_TEST_CASE(DescribesEventTypes) {
  const auto offered = std::get<std::vector<CalendarEventType>>(calcom.ListEventTypes(11));
  const auto find = [&](domain::CalEventTypeId id) {
    const auto found = std::find_if(offered.begin(), offered.end(),
                                    [&](const auto& type) { return type.id == id; });
    BOOST_REQUIRE(found != offered.end());
    return *found;
  };
  BOOST_TEST((find(1102).length == minutes(45)));
  BOOST_TEST(find(1102).team == "Acme");
  BOOST_TEST((find(1102).hosts == std::vector<std::string>{"Ben Sommer"}));
  BOOST_TEST(find(1101).needs_authentication);
  BOOST_TEST(find(1101).hidden);
  BOOST_TEST(!find(1101).sends_attendee_mail);
  BOOST_TEST(!find(1101).sends_host_mail);
  BOOST_TEST(!find(1101).verifies_mail);
  BOOST_TEST(!find(1101).needs_approval);
  BOOST_TEST(!find(1101).cal_video);
  BOOST_TEST(find(1104).needs_approval);
  BOOST_TEST(find(1105).sends_attendee_mail);
  BOOST_TEST(find(1105).sends_host_mail);
  BOOST_TEST(find(1106).cal_video);
}

BOOST_AUTO_TEST_CASE(FindsOrganizationsAndListsTheirEventTypes) {
  const auto count = [&](const char* slug) {
    const auto id = std::get<std::int64_t>(calcom.FindOrganization(slug));
    return std::get<std::vector<CalendarEventType>>(calcom.ListEventTypes(id)).size();
  };
  BOOST_TEST(count("acme") == 6U);
  BOOST_TEST(count("globex") == 3U);
  BOOST_TEST(RefusalOf(calcom.FindOrganization("umbrella"))->failure == CalendarFailure::kNotFound);
  BOOST_TEST(RefusalOf(calcom.FindOrganization("acme-team"))->failure ==
             CalendarFailure::kNotFound);
}

BOOST_AUTO_TEST_CASE(RefusesOtherKeys) {
  for (const char* key : {"cal_unknown", "cal_standin_expired_key"}) {
    Calcom stranger(http, gate, CalcomSettings{BaseUrl::Parse(root + "/calcom").value(), key});
    BOOST_TEST(RefusalOf(stranger.Find("x"))->failure == CalendarFailure::kAuth, key);
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(CalcomFaults, Fixture)

// Whatever spoils the answer, the look-up finds the one booking that there is.
BOOST_AUTO_TEST_CASE(FindsWhatWasBookedWithoutAnAnswer) {
  auto slots = Slots(Days(2, 1));
  for (const char* kind : {"drop_after_effect", "truncate", "garbage", "redirect", "endless"}) {
    Fault("calcom.create", kind);
    const Slot slot = slots.back();
    slots.pop_back();
    const auto result = calcom.Create(NewBooking(slot.start));
    BOOST_REQUIRE_MESSAGE(RefusalOf(result) != nullptr, kind);
    BOOST_TEST(RefusalOf(result)->failure == CalendarFailure::kUnknown, kind);
    const auto found = LookUp(slot);
    BOOST_REQUIRE_MESSAGE(found.size() == 1U, kind);
    BOOST_TEST(found[0].nx_ref == kRef);
  }
}

BOOST_AUTO_TEST_CASE(FindsNothingWhenNothingWasBooked) {
  const Slot slot = Slots(Days(2, 1)).front();
  Fault("calcom.create", "drop_before_effect");
  BOOST_TEST(RefusalOf(calcom.Create(NewBooking(slot.start)))->failure ==
             CalendarFailure::kUnknown);
  Fault("calcom.create", "status", {{"status", 503}});
  BOOST_TEST(RefusalOf(calcom.Create(NewBooking(slot.start)))->failure ==
             CalendarFailure::kUnknown);
  BOOST_TEST(LookUp(slot).empty());
}

// No fault makes the client ask twice.
BOOST_AUTO_TEST_CASE(AsksOnce) {
  const auto slots = Slots(Days(2, 1));
  const char* kinds[] = {"drop_before_effect", "drop_after_effect", "truncate"};
  for (std::size_t i = 0; i < std::size(kinds); ++i) {
    Fault("calcom.create", kinds[i]);
    calcom.Create(NewBooking(slots[i].start));
  }
  const json::value counters = ReadJson("/counters.json");
  BOOST_TEST(counters.at("requests").at("calcom.create") == 3);
}

BOOST_AUTO_TEST_CASE(WaitsWhenToldSo) {
  Fault("calcom.get", "status",
        {{"status", 429}, {"headers", {{"X-RateLimit-Reset-Default", "33"}}}});
  const auto result = calcom.Find("x");
  BOOST_TEST(RefusalOf(result)->failure == CalendarFailure::kRateLimited);
  BOOST_TEST((RefusalOf(result)->retry_after == std::chrono::seconds(33)));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(MailgunStandIn, Fixture)

BOOST_AUTO_TEST_CASE(DeliversWhatWasSent) {
  const auto results = SendMails(http, mailgun, std::vector{Mail()});
  BOOST_TEST((results.at(0).outcome == SendOutcome::kAccepted), results.at(0).error);
  BOOST_TEST(results.at(0).provider_id == std::string(kRef) + "@mg.nexcyte.localhost");
  const json::value inbox = ReadJson("/inbox.json");
  BOOST_REQUIRE(inbox.as_array().size() == 1U);
  const json::value& mail = inbox.as_array().front();
  BOOST_TEST(mail.at("subject").as_string() == "Gebucht für 10:00");
  BOOST_TEST(mail.at("from").as_string() ==
             "\"Acme, \\\"the\\\" Company\" <no-reply@mg.nexcyte.localhost>");
  BOOST_TEST(mail.at("text").as_string() == "Hello %\u2060recipient%");
  BOOST_TEST(json::serialize(mail.at("to")) == "[\"jane@example.org\"]");
  BOOST_TEST(json::serialize(mail.at("tags")) == "[\"outbound\"]");
}

BOOST_AUTO_TEST_CASE(DeliversAnInvite) {
  domain::Email one = Mail();
  one.invite = SampleInvite();
  const auto results = SendMails(http, mailgun, std::vector{one});
  BOOST_TEST(results.at(0).provider_id == one.message_id, results.at(0).error);
  const json::value inbox = ReadJson("/inbox.json");
  const json::value& mail = inbox.as_array().front();
  BOOST_TEST(mail.at("subject").as_string() == "Gebucht für 10:00");
  BOOST_TEST(mail.at("headers").at("Reply-To").as_string() == "office@acme.example");
  BOOST_TEST(std::string(mail.at("ics").as_string()).find("METHOD:REQUEST\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(RemembersWhatItAccepted) {
  MailgunEvents events(
      http, {BaseUrl::Parse(root + "/mailgun").value(), "key-standin", "mg.nexcyte.localhost"});
  const domain::Email mail = Mail();
  const Timestamp now =
      std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  BOOST_TEST((events.Find(mail.message_id, now).trace == domain::SentMailTrace::kAbsent));
  Fault("mailgun.send", "drop_after_effect");
  BOOST_TEST(
      (SendMails(http, mailgun, std::vector{mail}).at(0).outcome == SendOutcome::kUncertain));
  const domain::SentMail sent = events.Find(mail.message_id, now);
  BOOST_TEST((sent.trace == domain::SentMailTrace::kFound), sent.error);
  BOOST_TEST(sent.provider_id == mail.message_id);
  Fault("mailgun.events", "status", {{"status", 500}});
  BOOST_TEST(events.Find(mail.message_id, now).error == "http_500");
}

BOOST_AUTO_TEST_CASE(SendsManyAtOnce) {
  std::vector<domain::Email> mails(100, Mail());
  for (std::size_t i = 0; i < mails.size(); ++i) {
    mails[i].message_id = std::to_string(i) + "@mg.nexcyte.localhost";
  }
  const auto results = SendMails(http, mailgun, mails);
  for (std::size_t i = 0; i < results.size(); ++i) {
    BOOST_TEST(results[i].provider_id == mails[i].message_id, results[i].error);
  }
  BOOST_TEST(ReadJson("/inbox.json").as_array().size() == 100U);
}

BOOST_AUTO_TEST_CASE(TellsFaultsApart) {
  const auto outcome = [&](const std::string& kind, json::object more = {}) {
    Fault("mailgun.send", kind, std::move(more));
    return SendMails(http, mailgun, std::vector{Mail()}).at(0).outcome;
  };
  BOOST_TEST((outcome("status", {{"status", 429}}) == SendOutcome::kFailedForNow));
  BOOST_TEST(
      (outcome("status", {{"status", 401}, {"body", "Forbidden"}}) == SendOutcome::kConfiguration));
  BOOST_TEST((outcome("status", {{"status", 500}}) == SendOutcome::kUncertain));
  BOOST_TEST((outcome("redirect") == SendOutcome::kUncertain));
  BOOST_TEST((outcome("drop_after_effect") == SendOutcome::kUncertain));
  BOOST_TEST((outcome("truncate") == SendOutcome::kUncertain));
  BOOST_TEST((outcome("endless") == SendOutcome::kUncertain));
  BOOST_TEST(ReadJson("/counters.json").at("requests").at("mailgun.send") == 7);
}

BOOST_AUTO_TEST_CASE(AWrongKeyIsNotTheMessagesFault) {
  Mailgun stranger(MailgunSettings{BaseUrl::Parse(root + "/mailgun").value(), "key-other",
                                   "mg.nexcyte.localhost", ""});
  const auto results = SendMails(http, stranger, std::vector{Mail()});
  BOOST_TEST((results.at(0).outcome == SendOutcome::kConfiguration), results.at(0).error);
  BOOST_TEST(ReadJson("/inbox.json").as_array().empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(TwilioStandIn, Fixture)

constexpr char kPhone[] = "+4915112345678";

BOOST_AUTO_TEST_CASE(DeliversWhatWasSent) {
  const auto result = SendSms(kPhone, "Termin: 10 € & mehr\n1+1 = 2");
  BOOST_TEST((result.outcome == SendOutcome::kAccepted), result.error);
  const json::value inbox = ReadJson("/inbox.json");
  BOOST_REQUIRE(inbox.as_array().size() == 1U);
  const json::value& sms = inbox.as_array().front();
  BOOST_TEST(sms.at("text").as_string() == "Termin: 10 € & mehr\n1+1 = 2");
  BOOST_TEST(sms.at("messageId").as_string() == result.provider_id);
  BOOST_TEST(json::serialize(sms.at("to")) == "[\"+4915112345678\"]");
  BOOST_TEST(sms.at("variables").at("StatusCallback").as_string() ==
             "https://nexcyte.localhost:8443/api/webhooks/twilio/status?nid=" + std::string(kRef) +
                 "#rc=3&rp=all");
}

BOOST_AUTO_TEST_CASE(SendsThroughAService) {
  twilio_settings.messaging_service_sid = "MG" + std::string(32, '0');
  BOOST_TEST((SendSms(kPhone, "Hi").outcome == SendOutcome::kAccepted));
}

// The magic numbers of Twilio's test credentials.
BOOST_AUTO_TEST_CASE(TellsRefusalsApart) {
  const auto expect = [&](const char* to, SendOutcome outcome, const char* error) {
    const auto result = SendSms(to, "Hi");
    BOOST_TEST((result.outcome == outcome), to);
    BOOST_TEST(result.error == error);
  };
  expect("+15005550001", SendOutcome::kFailedForGood, "twilio_21211");
  expect("+15005550002", SendOutcome::kFailedForGood, "twilio_21612");
  expect("+15005550003", SendOutcome::kFailedForGood, "twilio_21408");
  expect("+15005550004", SendOutcome::kOptedOut, "twilio_21610");
  expect("+15005550009", SendOutcome::kFailedForGood, "twilio_21614");
  twilio_settings.from_number = "+15005550008";
  expect(kPhone, SendOutcome::kFailedForNow, "twilio_21611");
  twilio_settings.from_number = "+15005550007";
  expect(kPhone, SendOutcome::kConfiguration, "twilio_21606");
  twilio_settings.auth.password = "other";
  expect(kPhone, SendOutcome::kConfiguration, "twilio_20003");
  BOOST_TEST(ReadJson("/inbox.json").as_array().empty());
}

BOOST_AUTO_TEST_CASE(TellsFaultsApart) {
  const auto outcome = [&](const std::string& kind, json::object more = {}) {
    Fault("twilio.send", kind, std::move(more));
    return SendSms(kPhone, "Hi").outcome;
  };
  BOOST_TEST((outcome("status", {{"status", 429}}) == SendOutcome::kFailedForNow));
  BOOST_TEST((outcome("status", {{"status", 500}}) == SendOutcome::kUncertain));
  BOOST_TEST((outcome("redirect") == SendOutcome::kConfiguration));
  BOOST_TEST((outcome("drop_after_effect") == SendOutcome::kUncertain));
  BOOST_TEST((outcome("truncate") == SendOutcome::kUncertain));
  BOOST_TEST((outcome("garbage") == SendOutcome::kUncertain));
  BOOST_TEST((outcome("endless") == SendOutcome::kUncertain));
  BOOST_TEST(ReadJson("/counters.json").at("requests").at("twilio.send") == 7);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
