#include "domain/use_cases/admin_scheduling.h"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <utility>
#include <vector>

#include "domain/error.h"
#include "tests/use_cases/account_world.h"

namespace nexcyte::testing {
namespace {

using domain::CalendarFailure;
using domain::CalendarRefusal;
using domain::MessageSettings;
using domain::SchedulingSettings;
using std::chrono::hours;
using std::chrono::minutes;

// Cal.com, as far as mapping asks it: one answer to every number.
class OneEventType final : public domain::CalendarProvider {
 public:
  domain::CalendarResult<domain::CalendarEventType> answer;

  domain::CalendarResult<domain::CalendarEventType> FindEventType(domain::CalEventTypeId) override {
    return answer;
  }
  domain::CalendarResult<std::vector<domain::Slot>> ListSlots(domain::CalEventTypeId,
                                                              const domain::TimeRange&,
                                                              const std::string&) override {
    return CalendarRefusal{};
  }
  domain::CalendarResult<domain::CalendarHold> Reserve(domain::CalEventTypeId, domain::Timestamp,
                                                       minutes) override {
    return CalendarRefusal{};
  }
  void Release(const std::string&) override {}
  domain::CalendarResult<domain::CalendarBooking> Create(
      const domain::NewCalendarBooking&) override {
    return CalendarRefusal{};
  }
  domain::CalendarResult<domain::CalendarBooking> Reschedule(const std::string&, domain::Timestamp,
                                                             const std::string&) override {
    return CalendarRefusal{};
  }
  domain::CalendarResult<domain::CalendarBooking> Cancel(const std::string&,
                                                         const std::string&) override {
    return CalendarRefusal{};
  }
  domain::CalendarResult<domain::CalendarBooking> Find(const std::string&) override {
    return CalendarRefusal{};
  }
  domain::CalendarResult<std::vector<domain::CalendarBooking>> List(
      const domain::CalendarBookingQuery&) override {
    return CalendarRefusal{};
  }
  domain::CalendarResult<std::vector<domain::CalendarEventType>> ListEventTypes(
      const std::string&) override {
    return CalendarRefusal{};
  }
};

// Bob, who is staff of Acme, at the admin pages.
struct AdminWorld : AccountWorld {
  OneEventType calendar;
  domain::MapEventTypeInput input;

  AdminWorld() {
    acme->ActAs(people.bob);
    input.purpose = "workshop";
    input.title = "Workshop";
    input.cal_id = people.EventTypeOf(people.acme, "support") + 1;
    input.allow_kinds = {domain::AccountKind::kCustomer};
    input.is_enabled = true;
    Answer([](domain::CalendarEventType&) {});
  }

  void Answer(const std::function<void(domain::CalendarEventType&)>& change) {
    domain::CalendarEventType type;
    type.id = input.cal_id;
    type.length = minutes(45);
    type.sends_attendee_mail = false;
    change(type);
    calendar.answer = type;
  }
  std::string Map() {
    return RefusalOf([&] { MapEventType(*acme, calendar, people.bob, input); });
  }
  std::string Save(const std::function<void(SchedulingSettings&)>& change) {
    return SaveAll([&](domain::TenantSettings& all) { change(all.scheduling); });
  }
  std::string SaveMessages(const std::function<void(MessageSettings&)>& change) {
    return SaveAll([&](domain::TenantSettings& all) { change(all.messages); });
  }
  std::string SaveAll(const std::function<void(domain::TenantSettings&)>& change) {
    domain::TenantSettings settings = LoadTenantSettings(*acme);
    change(settings);
    return RefusalOf([&] { SaveSettings(*acme, people.bob, settings, "mg.portal.test"); });
  }
  MessageSettings Messages() { return LoadTenantSettings(*acme).messages; }
  std::string UseAlias() {
    return Save([](SchedulingSettings& settings) {
      settings.attendee_address = domain::AttendeeAddress::kAlias;
      settings.alias_domain = "booking.acme.test";
    });
  }
  std::string UseRealAddress() {
    return Save([](SchedulingSettings& settings) {
      settings.attendee_address = domain::AttendeeAddress::kReal;
    });
  }
};

BOOST_FIXTURE_TEST_SUITE(SaveSettings, AdminWorld)

BOOST_AUTO_TEST_CASE(KeepsThem) {
  BOOST_TEST(Save([](SchedulingSettings& settings) {
               settings.organization_slug = "acme-org";
               settings.cancel_notice = hours(24);
               settings.max_moves = 3;
               settings.hold_length = minutes(5);
               settings.contact_email = "hello@acme.test";
               settings.contact_phone = "+49 (30) 123-45";
             }) == "");
  const SchedulingSettings settings = LoadSettings(*acme);
  BOOST_TEST(settings.organization_slug == "acme-org");
  BOOST_TEST((settings.cancel_notice == hours(24)));
  BOOST_TEST(settings.max_moves == 3);
  BOOST_TEST((settings.hold_length == minutes(5)));
  BOOST_TEST(settings.contact_email == "hello@acme.test");
  BOOST_TEST(people.sql().Text("select actor_user_id from nx.nx_audit_log where tenant_id = $1"
                               " and action = 'settings.changed'",
                               {people.acme.id.str()}) == people.bob.user.str());
}

BOOST_AUTO_TEST_CASE(RefusesOtherFields) {
  using Change = void (*)(SchedulingSettings&);
  const std::vector<std::pair<std::string, Change>> table{
      {"organization_slug", [](auto& s) { s.organization_slug = "Acme"; }},
      {"organization_slug", [](auto& s) { s.organization_slug = "a/../b"; }},
      {"organization_slug", [](auto& s) { s.organization_slug = "-acme"; }},
      {"organization_slug", [](auto& s) { s.organization_slug = std::string(64, 'a'); }},
      {"default_time_zone", [](auto& s) { s.default_time_zone = "Mars/Olympus"; }},
      {"alias_domain", [](auto& s) { s.alias_domain = "acme"; }},
      {"alias_domain", [](auto& s) { s.alias_domain = "acme.test\r\nx"; }},
      {"alias_domain", [](auto& s) { s.attendee_address = domain::AttendeeAddress::kAlias; }},
      {"cancel_notice_minutes", [](auto& s) { s.cancel_notice = minutes(-1); }},
      {"cancel_notice_minutes", [](auto& s) { s.cancel_notice = hours(24 * 366); }},
      {"reschedule_notice_minutes", [](auto& s) { s.reschedule_notice = minutes(-1); }},
      {"hold_minutes", [](auto& s) { s.hold_length = minutes(0); }},
      {"hold_minutes", [](auto& s) { s.hold_length = minutes(61); }},
      {"max_moves", [](auto& s) { s.max_moves = -1; }},
      {"max_open_bookings", [](auto& s) { s.max_open_bookings = 1001; }},
      {"contact_email", [](auto& s) { s.contact_email = "a@b.test,c@d.test"; }},
      {"contact_phone", [](auto& s) { s.contact_phone = "call me"; }}};
  for (const auto& [field, change] : table) {
    BOOST_TEST(Save(change) == "invalid " + field);
  }
}

BOOST_AUTO_TEST_CASE(RefusesAnOldVersion) {
  const domain::TenantSettings old = LoadTenantSettings(*acme);
  BOOST_TEST(Save([](SchedulingSettings& settings) { settings.max_moves = 1; }) == "");
  BOOST_TEST(RefusalOf([&] { domain::SaveSettings(*acme, people.bob, old, ""); }) ==
             "changed_meanwhile");
}

BOOST_AUTO_TEST_CASE(KeepsHowTheTenantWrites) {
  BOOST_TEST((Messages().reminders == std::vector<minutes>{hours(24), hours(1)}));
  BOOST_TEST(!Messages().quiet_hours.has_value());
  BOOST_TEST(SaveMessages([](MessageSettings& messages) {
               messages.sms_enabled = true;
               messages.staff_email = "desk@acme.test";
               messages.reminders = {minutes(5), hours(24 * 14), minutes(5)};
               messages.quiet_hours = {hours(22), minutes(7 * 60 + 30)};
               messages.sender_name = "The \"Acme\" people, Berlin <x>";
               messages.sender_address = "Hello@MG.portal.test";
               messages.reply_to = "desk@acme.test";
             }) == "");
  const MessageSettings messages = Messages();
  BOOST_TEST(messages.sms_enabled);
  BOOST_TEST(messages.staff_email == "desk@acme.test");
  BOOST_TEST((messages.reminders == std::vector<minutes>{hours(24 * 14), minutes(5)}));
  BOOST_TEST((messages.quiet_hours->from == hours(22)));
  BOOST_TEST((messages.quiet_hours->to == minutes(450)));
  BOOST_TEST(messages.sender_name == "The \"Acme\" people, Berlin <x>");
  BOOST_TEST(messages.sender_address == "Hello@MG.portal.test");
  BOOST_TEST(messages.reply_to == "desk@acme.test");
  BOOST_TEST(SaveMessages([](MessageSettings& none) {
               none = MessageSettings();
               none.reminders.clear();
             }) == "");
  BOOST_TEST(Messages().reminders.empty());
  BOOST_TEST(!Messages().quiet_hours.has_value());
  BOOST_TEST(Messages().staff_email == "");
}

BOOST_AUTO_TEST_CASE(RefusesWhatWouldBreakAHeaderOrAClock) {
  const std::vector<std::string> no_addresses{"a@mg.portal.test\r\nBcc: x@evil.test",
                                              "a@mg.portal.test\nx",
                                              "a@mg.portal.test\rx",
                                              std::string("a@mg.portal.test\0x", 18),
                                              "mg.portal.test",
                                              "@mg.portal.test",
                                              "a@",
                                              "a@b@mg.portal.test",
                                              "a@mg.portal.test, b@mg.portal.test",
                                              "a@mg.portal.test;b@mg.portal.test",
                                              "<a@mg.portal.test>",
                                              "Acme <a@mg.portal.test>",
                                              "\"a b\"@mg.portal.test",
                                              "a b@mg.portal.test",
                                              std::string(250, 'a') + "@mg.portal.test"};
  for (const std::string& bad : no_addresses) {
    BOOST_TEST(SaveMessages([&](auto& m) { m.sender_address = bad; }) == "invalid sender_address");
    BOOST_TEST(SaveMessages([&](auto& m) { m.reply_to = bad; }) == "invalid reply_to");
    BOOST_TEST(SaveMessages([&](auto& m) { m.staff_email = bad; }) == "invalid staff_email");
  }
  for (const std::string& bad :
       {std::string("Acme\r\nBcc: x@evil.test"), std::string("A\nB"), std::string("A\0B", 3),
        std::string(101, 'x'), std::string("\xC3\x28")}) {
    BOOST_TEST(SaveMessages([&](auto& m) { m.sender_name = bad; }) == "invalid sender_name");
  }
  const std::vector<std::vector<minutes>> no_reminders{
      {minutes(4)},
      {hours(24 * 14) + minutes(1)},
      {minutes(-5)},
      {hours(1), hours(2), hours(3), hours(4), hours(5), hours(6)}};
  for (const auto& bad : no_reminders) {
    BOOST_TEST(SaveMessages([&](auto& m) { m.reminders = bad; }) == "invalid reminder_minutes");
  }
  BOOST_TEST(SaveMessages([](auto& m) {
               m.quiet_hours = {hours(8), hours(8)};
             }) == "invalid quiet_to");
  BOOST_TEST(SaveMessages([](auto& m) {
               m.quiet_hours = {hours(24), hours(8)};
             }) == "invalid quiet_from");
}

BOOST_AUTO_TEST_CASE(LetsATenantSendFromClearedDomainsOnly) {
  const auto from = [&](const std::string& address) {
    return SaveMessages([&](MessageSettings& messages) {
      messages.sender_address = address;
      messages.sender_domains = {"acme.test", "evil.test"};  // which nobody may say themselves
    });
  };
  BOOST_TEST(from("hello@acme.test") == "invalid sender_address");
  BOOST_TEST(from("hello@sub.mg.portal.test") == "invalid sender_address");
  BOOST_TEST(from("hello@evil-mg.portal.test") == "invalid sender_address");
  people.sql().Run(
      "update nx.nx_tenant set sender_domains = '{acme.test,acme.example}' where id = $1",
      {people.acme.id.str()});
  BOOST_TEST(from("hello@acme.test") == "");
  BOOST_TEST(from("hello@ACME.example") == "");
  BOOST_TEST(from("hello@evil.test") == "invalid sender_address");
  BOOST_TEST((Messages().sender_domains == std::vector<std::string>{"acme.test", "acme.example"}));
}

BOOST_AUTO_TEST_CASE(KeepsTheAliasWhileAnEventTypeNeedsIt) {
  BOOST_TEST(UseAlias() == "");
  Answer([](auto& type) { type.sends_attendee_mail = true; });
  BOOST_TEST(Map() == "");
  BOOST_TEST(UseRealAddress() == "alias_needed");
  people.sql().Run(
      "update nx.nx_scheduler_event_type_map set is_enabled = false"
      " where tenant_id = $1 and purpose = 'workshop'",
      {people.acme.id.str()});
  BOOST_TEST(UseRealAddress() == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(MapEventType, AdminWorld)

BOOST_AUTO_TEST_CASE(TakesWhatCalComSaysOfIt) {
  Answer([](auto& type) {
    type.needs_approval = true;
    type.cal_video = true;
  });
  const auto mapped = domain::MapEventType(*acme, calendar, people.bob, input);
  BOOST_TEST((mapped.length == minutes(45)));
  BOOST_TEST(mapped.needs_approval);
  BOOST_TEST(mapped.cal_video);
  BOOST_TEST(!mapped.cal_sends_mail);
  BOOST_TEST(ListEventTypes(*acme).size() == 4U);
  BOOST_TEST(people.sql().Text("select subject from nx.nx_audit_log where tenant_id = $1"
                               " and action = 'event_type.mapped'",
                               {people.acme.id.str()}) == "workshop");
}

BOOST_AUTO_TEST_CASE(RefusesWhatCannotBeBookedHere) {
  Answer([](auto& type) { type.seated = true; });
  BOOST_TEST(Map() == "invalid cal_event_type_id");
  Answer([](auto& type) { type.recurring = true; });
  BOOST_TEST(Map() == "invalid cal_event_type_id");
  Answer([](auto& type) { type.managed_parent = true; });
  BOOST_TEST(Map() == "invalid cal_event_type_id");
  BOOST_TEST(ListEventTypes(*acme).size() == 3U);
}

BOOST_AUTO_TEST_CASE(TellsAnUnknownNumberFromASilentCalendar) {
  calendar.answer = CalendarRefusal{CalendarFailure::kNotFound, {}, "404"};
  BOOST_TEST(Map() == "event_type_not_available");  // as another tenant's
  for (const CalendarFailure failure : {CalendarFailure::kUnknown, CalendarFailure::kNotSent,
                                        CalendarFailure::kRateLimited, CalendarFailure::kAuth}) {
    calendar.answer = CalendarRefusal{failure, {}, "x"};
    BOOST_TEST(Map() == "calendar_unavailable");
  }
}

BOOST_AUTO_TEST_CASE(NeedsTheAliasWhereCalComSendsMail) {
  Answer([](auto& type) { type.sends_attendee_mail = true; });
  BOOST_TEST(Map() == "alias_needed");
  input.is_enabled = false;
  BOOST_TEST(Map() == "");
  input.is_enabled = true;
  input.version = ListEventTypes(*acme).back().version;
  BOOST_TEST(Map() == "alias_needed");
  BOOST_TEST(UseAlias() == "");
  BOOST_TEST(Map() == "");
}

BOOST_AUTO_TEST_CASE(RefusesOtherFields) {
  using Change = void (*)(domain::MapEventTypeInput&);
  const std::vector<std::pair<std::string, Change>> table{
      {"purpose", [](auto& in) { in.purpose = "Work Shop"; }},
      {"title", [](auto& in) { in.title = ""; }},
      {"title", [](auto& in) { in.title = "two\nlines"; }},
      {"title", [](auto& in) { in.title = std::string(101, 'x'); }},
      {"description", [](auto& in) { in.description = std::string(1001, 'x'); }},
      {"description", [](auto& in) { in.description = "\xFF"; }},
      {"cal_event_type_id", [](auto& in) { in.cal_id = 0; }},
      {"allow_kinds", [](auto& in) { in.allow_kinds.clear(); }}};
  const auto good = input;
  for (const auto& [field, change] : table) {
    input = good;
    change(input);
    BOOST_TEST(Map() == "invalid " + field);
  }
}

BOOST_AUTO_TEST_CASE(RefusesAnotherTenantsEventType) {
  input.cal_id = people.EventTypeOf(people.globex, "support");
  BOOST_TEST(Map() == "event_type_not_available");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
