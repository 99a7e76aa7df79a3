#include "domain/use_cases/admin_scheduling.h"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <utility>
#include <vector>

#include "domain/error.h"
#include "domain/use_cases/edit_templates.h"
#include "domain/use_cases/event_types.h"
#include "domain/use_cases/setup.h"
#include "tests/use_cases/account_world.h"

namespace nexcyte::testing {
namespace {

using domain::CalendarFailure;
using domain::CalendarRefusal;
using domain::MessageSettings;
using domain::SchedulingSettings;
using std::chrono::hours;
using std::chrono::minutes;

// Cal.com, as far as these pages ask it: one answer to every question of a kind.
class Catalogue final : public domain::CalendarProvider {
 public:
  domain::CalendarResult<std::vector<domain::CalendarEventType>> answer;
  domain::CalendarResult<std::int64_t> organization =
      CalendarRefusal{CalendarFailure::kNotFound, {}, "404"};
  domain::CalendarResult<std::vector<domain::Slot>> slots = CalendarRefusal{};
  int organizations_asked = 0;
  std::int64_t listed = 0;  // the organization that was asked for last

  domain::CalendarResult<std::int64_t> FindOrganization(const std::string&) override {
    ++organizations_asked;
    return organization;
  }
  domain::CalendarResult<std::vector<domain::Slot>> ListSlots(domain::CalEventTypeId,
                                                              const domain::TimeRange&,
                                                              const std::string&) override {
    return slots;
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
      std::int64_t of) override {
    listed = of;
    return answer;
  }
};

// Bob, who is staff of Acme, at the admin pages.
struct AdminWorld : AccountWorld {
  Catalogue calendar;
  std::int64_t organization = 0;  // Acme's
  domain::MapEventTypeInput input;

  AdminWorld() {
    acme->ActAs(people.bob);
    input.purpose = "workshop";
    input.title = "Workshop";
    input.cal_id = people.EventTypeOf(people.acme, "support") + 1;
    input.allow_kinds = {domain::AccountKind::kCustomer};
    input.is_enabled = true;
    organization = input.cal_id;  // no other test has it
    people.sql().Run(
        "update nx.nx_scheduler_settings set organization_slug = 'acme', organization_id = $2"
        " where tenant_id = $1",
        {people.acme.id.str(), std::to_string(organization)});
    Answer([](domain::CalendarEventType&) {});
  }

  void Answer(const std::function<void(domain::CalendarEventType&)>& change) {
    domain::CalendarEventType type;
    type.id = input.cal_id;
    type.length = minutes(45);
    type.sends_attendee_mail = type.sends_host_mail = false;
    type.hidden = type.needs_authentication = true;
    type.title = "Workshop at Cal.com";
    type.team = "Front desk";
    type.hosts = {"Ada", "Ben"};
    change(type);
    calendar.answer = std::vector{type};
  }
  void Refuse(CalendarFailure failure) { calendar.answer = CalendarRefusal{failure, {}, "x"}; }
  domain::EventType MapNow() {
    return MapEventType(*acme, ReadOffer(*acme, calendar), people.bob, input);
  }
  std::string Map() {
    return RefusalOf([&] { MapNow(); });
  }
  std::vector<domain::EventType> Offered() {
    return AsOffered(ListEventTypes(*acme), ReadOffer(*acme, calendar), domain::Timestamp());
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
    return RefusalOf(
        [&] { SaveSettings(*acme, calendar, people.bob, settings, "mg.portal.test"); });
  }
  std::int64_t MapVersion() { return ListEventTypes(*acme).front().version; }
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
               settings.cancel_notice = hours(24);
               settings.max_moves = 3;
               settings.hold_length = minutes(5);
               settings.contact_email = "hello@acme.test";
               settings.contact_phone = "+49 (30) 123-45";
             }) == "");
  const SchedulingSettings settings = LoadSettings(*acme);
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

BOOST_AUTO_TEST_CASE(KeepsThePhoneNumberThatTextsNeed) {
  const auto number = [&](const std::string& phone) {
    return Save([&](SchedulingSettings& settings) { settings.contact_phone = phone; });
  };
  const auto word = [&](domain::Channel channel, const std::string& text, bool is_enabled) {
    const std::string subject = channel == domain::Channel::kSms ? "" : "Booked";
    SaveTemplate(*acme, people.bob,
                 {{"booking_created", channel}, {subject, text, ""}, is_enabled, 0}, std::nullopt);
  };
  BOOST_TEST(number("+49 30 1") == "");
  word(domain::Channel::kSms, "Call {{tenant_phone}}.", true);
  word(domain::Channel::kEmail, "Call {{ tenant_phone }}.", true);
  BOOST_TEST(number("") == "invalid contact_phone");
  try {
    domain::TenantSettings settings = LoadTenantSettings(*acme);
    settings.scheduling.contact_phone.clear();
    domain::SaveSettings(*acme, calendar, people.bob, settings, "mg.portal.test");
    BOOST_ERROR("the number was taken away");
  } catch (const domain::Error& error) {
    BOOST_TEST(error.fields().at(0).message ==
               "Your own texts need this number: Booking confirmed (E-mail), Booking confirmed "
               "(SMS). Enter one, or take {{tenant_phone}} out of them first.");
  }
  BOOST_TEST(LoadSettings(*acme).contact_phone == "+49 30 1");
  BOOST_TEST(number("+49 30 2") == "");
  word(domain::Channel::kSms, "Call {{tenant_phone}}.", false);
  word(domain::Channel::kEmail, "Come in.", true);
  BOOST_TEST(number("") == "");
  // Where there is none anyway, nobody is kept from saving something else.
  BOOST_TEST(Save([](SchedulingSettings& settings) { settings.max_moves = 5; }) == "");
}

BOOST_AUTO_TEST_CASE(FindsTheOrganizationOnce) {
  const auto save = [&](const std::string& slug) {
    return Save([&](SchedulingSettings& settings) {
      settings.organization_slug = slug;
      settings.organization_id = 666;  // which nobody may say themselves
    });
  };
  BOOST_TEST(save("acme") == "");
  BOOST_TEST(calendar.organizations_asked == 0);
  calendar.organization = organization + 1;
  BOOST_TEST(save("acme-org") == "");
  BOOST_TEST(save("acme-org") == "");
  BOOST_TEST(calendar.organizations_asked == 1);
  BOOST_TEST(LoadSettings(*acme).organization_id.value() == organization + 1);
  BOOST_TEST(save("") == "");
  BOOST_TEST(!LoadSettings(*acme).organization_id.has_value());
}

BOOST_AUTO_TEST_CASE(RefusesAnOrganizationThatIsNotTheirs) {
  const auto save = [&] {
    return Save([](SchedulingSettings& settings) { settings.organization_slug = "other"; });
  };
  BOOST_TEST(save() == "organization_not_available");
  calendar.organization = organization + 2;
  people.sql().Run(
      "update nx.nx_scheduler_settings set organization_slug = 'x', organization_id = $2"
      " where tenant_id = $1",
      {people.globex.id.str(), std::to_string(organization + 2)});
  BOOST_TEST(save() == "organization_not_available");
  calendar.organization = CalendarRefusal{CalendarFailure::kUnknown, {}, "x"};
  BOOST_TEST(save() == "calendar_unavailable");
  BOOST_TEST(LoadSettings(*acme).organization_slug == "acme");
  BOOST_TEST(Save([](SchedulingSettings& settings) { settings.max_moves = 2; }) == "");
}

BOOST_AUTO_TEST_CASE(RefusesAnOldVersion) {
  const domain::TenantSettings old = LoadTenantSettings(*acme);
  BOOST_TEST(Save([](SchedulingSettings& settings) { settings.max_moves = 1; }) == "");
  BOOST_TEST(RefusalOf([&] { domain::SaveSettings(*acme, calendar, people.bob, old, ""); }) ==
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
  const auto mapped = MapNow();
  BOOST_TEST(calendar.listed == organization);
  BOOST_TEST(mapped.seen_title == "Workshop at Cal.com");
  BOOST_TEST(mapped.seen_team == "Front desk");
  BOOST_TEST(mapped.seen_hosts == "Ada, Ben");
  BOOST_TEST((mapped.problems ==
              std::vector{domain::TypeProblem::kNeedsApproval, domain::TypeProblem::kCalVideo}));
  BOOST_TEST(mapped.seen_at.has_value());
  BOOST_TEST((mapped.length == minutes(45)));
  BOOST_TEST(mapped.needs_approval);
  BOOST_TEST(mapped.cal_video);
  BOOST_TEST(!mapped.cal_sends_mail);
  BOOST_TEST(ListEventTypes(*acme).size() == 4U);
  BOOST_TEST(people.sql().Text("select subject from nx.nx_audit_log where tenant_id = $1"
                               " and action = 'event_type.mapped'",
                               {people.acme.id.str()}) == "workshop");
}

BOOST_AUTO_TEST_CASE(WritesDownWhatItWasAndWhatItBecame) {
  const auto noted = [this] {
    return people.sql().Text(
        "select string_agg(d.key || '=' || d.value, ';' order by d.key)"
        "  from (select details from nx.nx_audit_log where tenant_id = $1"
        "           and action = 'event_type.mapped' order by at desc limit 1) l,"
        "       jsonb_each_text(l.details) d",
        {people.acme.id.str()});
  };
  input.version = MapNow().version;
  BOOST_TEST(noted() == "allow_kinds.after=customer;allow_kinds.before=;cal_event_type_id.after=" +
                            std::to_string(input.cal_id) +
                            ";cal_event_type_id.before=;offered.after=on;offered.before=;"
                            "position.after=0;position.before=;title.after=Workshop;title.before=");
  input.title = "Workshop for two";
  input.is_enabled = false;
  input.rules.max_moves = 3;
  input.allow_kinds = {domain::AccountKind::kProspect, domain::AccountKind::kCustomer};
  MapNow();
  BOOST_TEST(noted() ==
             "allow_kinds.after=prospect, customer;allow_kinds.before=customer;max_moves.after=3;"
             "max_moves.before=;offered.after=off;offered.before=on;"
             "title.after=Workshop for two;title.before=Workshop");
}

BOOST_AUTO_TEST_CASE(RefusesWhatCannotBeBookedHere) {
  Answer([](auto& type) { type.seated = true; });
  BOOST_TEST(Map() == "invalid cal_event_type_id");
  Answer([](auto& type) { type.recurring = true; });
  BOOST_TEST(Map() == "invalid cal_event_type_id");
  Answer([](auto& type) { type.managed_parent = true; });
  BOOST_TEST(Map() == "invalid cal_event_type_id");
  Answer([](auto& type) { type.verifies_mail = true; });
  BOOST_TEST(Map() == "invalid cal_event_type_id");
  BOOST_TEST(ListEventTypes(*acme).size() == 3U);
}

BOOST_AUTO_TEST_CASE(TellsAnUnknownNumberFromASilentCalendar) {
  Answer([](auto& type) { type.id += 7; });
  BOOST_TEST(Map() == "event_type_not_available");  // as another tenant's
  for (const CalendarFailure failure : {CalendarFailure::kUnknown, CalendarFailure::kNotSent,
                                        CalendarFailure::kRateLimited, CalendarFailure::kAuth}) {
    Refuse(failure);
    BOOST_TEST(Map() == "calendar_unavailable");
  }
}

BOOST_AUTO_TEST_CASE(NeedsAnOrganization) {
  people.sql().Run(
      "update nx.nx_scheduler_settings set organization_id = null where tenant_id = $1",
      {people.acme.id.str()});
  calendar.listed = 0;
  BOOST_TEST(Map() == "organization_missing");
  BOOST_TEST(calendar.listed == 0);
}

BOOST_AUTO_TEST_CASE(KeepsTheEventTypeWhileCalComIsSilent) {
  BOOST_TEST(Map() == "");
  Refuse(CalendarFailure::kUnknown);
  input.version = MapVersion();
  input.title = "Another title";
  BOOST_TEST(Map() == "");
  const domain::EventType kept = ListEventTypes(*acme).front();
  BOOST_TEST(kept.title == "Another title");
  BOOST_TEST(kept.seen_title == "Workshop at Cal.com");
  input.version = MapVersion();
  ++input.cal_id;
  BOOST_TEST(Map() == "calendar_unavailable");
}

BOOST_AUTO_TEST_CASE(RefusesTheEventTypeOfAnotherPurpose) {
  BOOST_TEST(Map() == "");
  input.purpose = "workshop_two";
  BOOST_TEST(Map() == "event_type_not_available");
}

BOOST_AUTO_TEST_CASE(KeepsRulesOfItsOwn) {
  input.rules = {hours(2), {}, 3, {}, domain::ReasonRule::kRequired};
  BOOST_TEST((MapNow().rules == input.rules));
  const auto settings = LoadSettings(*acme);
  BOOST_TEST((RulesOf(settings, "workshop").cancel_notice == hours(2)));
}

BOOST_AUTO_TEST_CASE(DropsWhatWouldNotFitALine) {
  Answer([](auto& type) {
    type.title = "a\n" + std::string(300, 'b');
    type.hosts = {std::string("x\0y", 3), "\xE2\x80\xAEz"};
  });
  const domain::EventType mapped = MapNow();
  BOOST_TEST(mapped.seen_title == "a" + std::string(199, 'b'));
  BOOST_TEST(mapped.seen_hosts == "xy, z");
}

BOOST_AUTO_TEST_CASE(NeedsTheAliasWhereCalComSendsMail) {
  Answer([](auto& type) { type.sends_attendee_mail = true; });
  BOOST_TEST(Map() == "alias_needed");
  input.is_enabled = false;
  BOOST_TEST(Map() == "");
  input.is_enabled = true;
  input.version = ListEventTypes(*acme).front().version;
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
      {"allow_kinds", [](auto& in) { in.allow_kinds.clear(); }},
      {"cancel_notice_minutes", [](auto& in) { in.rules.cancel_notice = minutes(-1); }},
      {"reschedule_notice_minutes", [](auto& in) { in.rules.reschedule_notice = hours(9000); }},
      {"max_moves", [](auto& in) { in.rules.max_moves = -1; }},
      {"max_open_bookings", [](auto& in) { in.rules.max_open_bookings = 1001; }}};
  const auto good = input;
  for (const auto& [field, change] : table) {
    input = good;
    change(input);
    BOOST_TEST(Map() == "invalid " + field);
  }
}

BOOST_AUTO_TEST_CASE(RefusesAnotherTenantsEventType) {
  input.cal_id = people.EventTypeOf(people.globex, "support");
  Answer([](auto&) {});
  BOOST_TEST(Map() == "event_type_not_available");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(EventTypesAsOffered, AdminWorld)

BOOST_AUTO_TEST_CASE(ShowWhatCalComSaysNow) {
  BOOST_TEST(Map() == "");
  Answer([](auto& type) {
    type.hidden = false;
    type.title = "Renamed";
  });
  const domain::EventType workshop = Offered().front();
  BOOST_TEST(workshop.seen_title == "Renamed");
  BOOST_TEST((workshop.problems == std::vector{domain::TypeProblem::kPublic}));
  // Those that are not among the organization's.
  BOOST_TEST((Offered().back().problems == std::vector{domain::TypeProblem::kGone}));
}

BOOST_AUTO_TEST_CASE(ShowWhatWasKnownWhileCalComIsSilent) {
  Answer([](auto& type) { type.hidden = false; });
  BOOST_TEST(Map() == "");
  Refuse(CalendarFailure::kUnknown);
  BOOST_TEST((ReadOffer(*acme, calendar).state == domain::OfferState::kUnavailable));
  const domain::EventType workshop = Offered().front();
  BOOST_TEST(workshop.seen_title == "Workshop at Cal.com");
  BOOST_TEST((workshop.problems == std::vector{domain::TypeProblem::kPublic}));
  BOOST_TEST(Offered().back().problems.empty());
  Refuse(CalendarFailure::kAuth);
  BOOST_TEST((ReadOffer(*acme, calendar).state == domain::OfferState::kRefused));
}

BOOST_AUTO_TEST_CASE(AreTriedWithTheNextThreeFreeTimes) {
  std::vector<domain::Slot> slots;
  for (const int hour : {5, 1, 4, 2}) {
    slots.push_back({now + hours(hour), now + hours(hour) + minutes(30)});
  }
  calendar.slots = slots;
  const domain::Trial trial = TryEventType(*acme, calendar, "support", now);
  BOOST_TEST(trial.is_answered);
  BOOST_REQUIRE(trial.next.size() == 3U);
  BOOST_TEST((trial.next[0].start == now + hours(1)));
  BOOST_TEST((trial.next[2].start == now + hours(4)));
  calendar.slots = CalendarRefusal{};
  BOOST_TEST(!TryEventType(*acme, calendar, "support", now).is_answered);
  BOOST_TEST(RefusalOf([&] { TryEventType(*acme, calendar, "nothing", now); }) == "not_found");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(LoadSetup, AdminWorld)

BOOST_AUTO_TEST_CASE(TellsWhatIsMissing) {
  const auto load = [&] {
    return domain::LoadSetup(*acme, ReadOffer(*acme, calendar), "mg.portal.test",
                             domain::Timestamp());
  };
  domain::SetupState state = load();
  BOOST_TEST(state.is_enabled);
  BOOST_TEST((state.calendar == domain::OfferState::kKnown));
  BOOST_TEST(state.open == 3);
  BOOST_TEST(state.sender == "");
  BOOST_TEST(state.sender_fits);
  BOOST_TEST(state.mailing.empty());
  BOOST_TEST(!state.signs.webhook_at.has_value());
  people.sql().Run(
      "update nx.nx_scheduler_settings set sender_address = 'me@evil.test' where tenant_id = $1",
      {people.acme.id.str()});
  people.sql().Run(
      "update nx.nx_scheduler_event_type_map set cal_sends_mail = true, title = 'Mailing'"
      " where tenant_id = $1 and purpose = 'support'",
      {people.acme.id.str()});
  people.sql().Run("select nx.note_webhook($1)",
                   {std::to_string(people.EventTypeOf(people.acme, "support"))});
  state = load();
  BOOST_TEST(state.sender == "me@evil.test");
  BOOST_TEST(!state.sender_fits);
  BOOST_TEST((state.mailing == std::vector<std::string>{"Mailing"}));
  BOOST_TEST(state.signs.webhook_at.has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
