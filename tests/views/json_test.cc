#include "views/json.h"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>

#include "tests/views/sample.h"

namespace nexcyte::views {
namespace {

namespace bj = boost::json;
using domain::Error;
using domain::ErrorCode;
using sample::At;
using sample::Now;
using namespace std::chrono_literals;

bj::object BookingOf(const domain::Booking& booking, domain::Timestamp now = Now()) {
  return bj::parse(BookingJson(booking, {true, false}, now)).at("booking").as_object();
}

bj::value Expected(const char* text) { return bj::parse(text); }

}  // namespace

BOOST_AUTO_TEST_SUITE(Json)

BOOST_AUTO_TEST_CASE(GivesSlotsByLocalDay) {
  const domain::SlotsByDay days = {
      {"2026-11-23", {{At("2026-11-23T08:00:00Z"), At("2026-11-23T08:30:00Z")}}},
      {"2026-11-24", {}}};
  BOOST_TEST(bj::parse(SlotsJson("intro_call", "Europe/Berlin", days)) == Expected(R"({
    "purpose": "intro_call", "timeZone": "Europe/Berlin",
    "slots": {"2026-11-23": [{"start": "2026-11-23T08:00:00Z", "end": "2026-11-23T08:30:00Z"}],
              "2026-11-24": []}})"));
  BOOST_TEST(SlotsJson("x", "UTC", {}) == R"({"purpose":"x","timeZone":"UTC","slots":{}})");
}

BOOST_AUTO_TEST_CASE(GivesAReservationWithoutCalComsHold) {
  BOOST_TEST(bj::parse(ReservationJson(sample::Held())) == Expected(R"({"reservation": {
    "id": "aaaaaaaa-0000-4000-8000-aaaaaaaaaaaa", "purpose": "intro_call",
    "start": "2026-11-26T13:30:00Z", "end": "2026-11-26T14:00:00Z",
    "expiresAt": "2026-11-23T08:10:00Z"}})"));
}

BOOST_AUTO_TEST_CASE(GivesABookingWithOurUidOnly) {
  BOOST_TEST(bj::parse(BookingJson(sample::Scheduled(), {true, false}, Now())) ==
             Expected(R"({"booking": {
    "uid": "bbbbbbbb-0000-4000-8000-bbbbbbbbbbbb", "purpose": "intro_call",
    "title": "Introduction", "status": "scheduled", "start": "2026-11-26T13:30:00Z",
    "end": "2026-11-26T14:00:00Z", "timeZone": "Europe/Berlin",
    "location": "Hauptstraße 1, Berlin", "joinUrl": null, "notes": "I am new here.",
    "rescheduledFrom": null, "canCancel": true, "canReschedule": false,
    "createdAt": "2026-11-20T10:00:00Z", "updatedAt": "2026-11-21T10:00:00Z"}})"));
}

BOOST_AUTO_TEST_CASE(GivesTheLinkToJoinNearTheStart) {
  domain::Booking booking = sample::Scheduled();
  booking.location = "https://meet.example.com/room";
  BOOST_TEST(BookingOf(booking).at("joinUrl").is_null());
  BOOST_TEST(BookingOf(booking).at("location").is_null());
  BOOST_TEST(BookingOf(booking, booking.time.start - 10min).at("joinUrl") ==
             "https://meet.example.com/room");
  booking.location = "https://app.cal.com/video/abc";
  BOOST_TEST(BookingOf(booking, booking.time.start).at("joinUrl").is_null());
}

BOOST_AUTO_TEST_CASE(SaysWhatIsOpenOnABooking) {
  domain::Booking booking = sample::Scheduled();
  BOOST_TEST(!BookingOf(booking).contains("change"));
  booking.open_intent = domain::IntentKind::kCancel;
  BOOST_TEST(BookingOf(booking).at("change") == "cancelling");
  booking.open_intent = domain::IntentKind::kMove;
  BOOST_TEST(BookingOf(booking).at("change") == "moving");
  booking.status = domain::BookingStatus::kPending;
  booking.open_intent = domain::IntentKind::kBook;
  BOOST_TEST(BookingOf(booking).at("status") == "pending");
  BOOST_TEST(!BookingOf(booking).contains("change"));
}

BOOST_AUTO_TEST_CASE(SaysWhereABookingWasBefore) {
  domain::Booking booking = sample::Scheduled();
  booking.moved_from = At("2026-11-24T09:00:00Z");
  BOOST_TEST(BookingOf(booking).at("rescheduledFrom") ==
             Expected(R"({"start": "2026-11-24T09:00:00Z"})"));
}

BOOST_AUTO_TEST_CASE(EscapesText) {
  domain::Booking booking = sample::Scheduled();
  const std::string text = "\"\\/\b\f\n\r\t\x01\x1f <script> ü 漢字 \xF0\x9F\x98\x80";
  booking.title = booking.notes = text;
  BOOST_TEST(BookingOf(booking).at("title").as_string() == text);
  BOOST_TEST(BookingOf(booking).at("notes").as_string() == text);
  booking.notes = std::string(5000, '"');
  BOOST_TEST(BookingOf(booking).at("notes").as_string() == booking.notes);
}

BOOST_AUTO_TEST_CASE(ListsBookingsWithTheirRights) {
  domain::BookingPage page{{sample::Scheduled(), sample::Scheduled()}, "next"};
  const std::vector<BookingRights> rights = {{true, true}, {false, false}};
  const auto list = bj::parse(BookingListJson(page, rights, Now()));
  BOOST_TEST(list.at("bookings").as_array().size() == 2U);
  BOOST_TEST(list.at("bookings").at(0).at("canCancel") == true);
  BOOST_TEST(list.at("bookings").at(1).at("canReschedule") == false);
  BOOST_TEST(list.at("nextCursor") == "next");
  BOOST_TEST(BookingListJson({}, {}, Now()) == R"({"bookings":[],"nextCursor":null})");
}

BOOST_AUTO_TEST_CASE(TellsTheSession) {
  const domain::Tenant tenant{{}, "acme", "Acme", "Europe/Berlin", true};
  domain::Actor actor = sample::Person();
  actor.time_zone = "";
  BOOST_TEST(bj::parse(SessionJson(tenant, actor, "proof")) == Expected(R"({
    "user": {"id": "cccccccc-0000-4000-8000-cccccccccccc", "name": "Carol Winter",
             "email": "carol@acme.test", "timeZone": "Europe/Berlin"},
    "tenant": {"slug": "acme", "name": "Acme", "timeZone": "Europe/Berlin"},
    "role": "member", "accountKind": "customer", "csrfToken": "proof"})"));
}

BOOST_AUTO_TEST_CASE(GivesSettingsUnderTheNamesOfTheForm) {
  domain::TenantSettings all;
  domain::SchedulingSettings& settings = all.scheduling;
  settings.is_enabled = true;
  settings.organization_slug = "acme";
  settings.default_time_zone = "UTC";
  settings.attendee_address = domain::AttendeeAddress::kAlias;
  settings.alias_domain = "b.acme.test";
  settings.cancel_notice = 2h;
  settings.reschedule_notice = 1h;
  settings.max_moves = 3;
  settings.max_open_bookings = 4;
  settings.reason = domain::ReasonRule::kRequired;
  settings.contact_email = "a@acme.test";
  settings.contact_phone = "1";
  settings.version = 7;
  all.messages.staff_email = "desk@acme.test";
  all.messages.sender_name = "A \"B\"";
  all.messages.sender_address = "b@acme.test";
  all.messages.reply_to = "c@acme.test";
  BOOST_TEST(bj::parse(SettingsJson(all)) == Expected(R"({"settings": {
    "is_enabled": true, "organization_slug": "acme", "default_time_zone": "UTC",
    "attendee_address": "alias", "alias_domain": "b.acme.test", "cancel_notice_minutes": 120,
    "reschedule_notice_minutes": 60, "max_moves": 3, "max_open_bookings": 4, "hold_minutes": 10,
    "reason_rule": "required", "contact_email": "a@acme.test", "contact_phone": "1", "sms_enabled": false,
    "staff_email": "desk@acme.test", "reminder_minutes": [1440, 60], "quiet_hours": false,
    "quiet_from": null, "quiet_to": null, "sender_name": "A \"B\"",
    "sender_address": "b@acme.test", "reply_to": "c@acme.test", "version": 7}})"));
  all.messages.quiet_hours = {21h + 30min, 7h};
  const auto json = bj::parse(SettingsJson(all)).at("settings");
  BOOST_TEST(json.at("quiet_hours") == true);
  BOOST_TEST(json.at("quiet_from") == "21:30");
  BOOST_TEST(json.at("quiet_to") == "07:00");
}

BOOST_AUTO_TEST_CASE(GivesEventTypesWithTheirFlags) {
  const auto type = Expected(R"({
    "purpose": "support", "title": "Support", "description": "", "cal_event_type_id": 1103,
    "allow_kinds": ["customer"], "is_enabled": false, "position": 0, "version": 3,
    "length_minutes": 45, "needs_approval": true, "cal_sends_mail": true, "cal_video": true,
    "cancel_notice_minutes": null, "reschedule_notice_minutes": null, "max_moves": null,
    "max_open_bookings": null, "reason_rule": null, "cal_title": "", "cal_team": "",
    "cal_hosts": "", "problems": []})");
  domain::EventType own = sample::Support();
  own.rules = {2h, 1h, 0, 4, domain::ReasonRule::kOff};
  own.problems = {domain::TypeProblem::kPublic, domain::TypeProblem::kGone};
  const auto json = bj::parse(EventTypeJson(own)).at("eventType");
  BOOST_TEST(json.at("cancel_notice_minutes") == 120);
  BOOST_TEST(json.at("max_moves") == 0);
  BOOST_TEST(json.at("reason_rule") == "off");
  BOOST_TEST(json.at("problems") == Expected(R"(["public", "gone"])"));
  BOOST_TEST(bj::parse(EventTypeJson(sample::Support())).at("eventType") == type);
  BOOST_TEST(bj::parse(EventTypesJson({sample::Support()})).at("eventTypes").at(0) == type);
}

BOOST_AUTO_TEST_CASE(NamesAnErrorAndItsFields) {
  const Error error =
      Error(ErrorCode::kInvalid, "invalid")
          .With({{"start", "It has passed."}, {"start", "Twice."}, {"a\"b", "Unknown."}});
  BOOST_TEST(bj::parse(ErrorJson(error, "request-1")) == Expected(R"({"error": {
    "code": "invalid", "message": "Something in it cannot be used as it is.",
    "fields": {"start": "It has passed.", "a\"b": "Unknown."}, "requestId": "request-1"}})"));
  BOOST_TEST(bj::parse(ErrorJson(Error(ErrorCode::kConflict, "slot_taken"), "r")) ==
             Expected(R"({"error": {"code": "slot_taken",
                          "message": "Somebody else was a moment faster.", "requestId": "r"}})"));
}

BOOST_AUTO_TEST_CASE(HidesWhatIsInternal) {
  const std::string json =
      ErrorJson(Error(ErrorCode::kInternal, "cal_uid_not_available", "select * from secrets"), "r");
  BOOST_TEST(json.find("cal_uid") == std::string::npos);
  BOOST_TEST(json.find("secrets") == std::string::npos);
  BOOST_TEST(bj::parse(json).at("error").at("code") == "internal");
}

BOOST_AUTO_TEST_CASE(ReportsBackgroundWork) {
  BOOST_TEST(DispatchJson({8, 3, 1, 1, 1, 2, 40, {}}) ==
             R"({"ok":true,"claimed":8,"sent":3,"failed":1,"uncertain":1,"dead":1,)"
             R"("suppressed":2,"remaining":40})");
  domain::ReconcileReport report;
  report.checked = 4;
  report.confirmed = 3;
  report.failed = 1;
  report.repaired = 2;
  BOOST_TEST(ReconcileJson(report) ==
             R"({"ok":true,"checked":4,"confirmed":3,"failed":1,"repaired":2})");
}

BOOST_AUTO_TEST_CASE(HasOneWordForWhateverIsAway) {
  for (const char* const reason : {"unavailable", "calendar_unavailable", "database_unavailable"}) {
    const domain::Error error(domain::ErrorCode::kUnavailable, reason);
    BOOST_TEST(ErrorJson(error, "r").find(R"("code":"calendar_unavailable")") != std::string::npos,
               reason);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::views
