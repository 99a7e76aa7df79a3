#include "fcgi/outbound/invite.h"

#include <libical/ical.h>

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <vector>

#include "domain/text.h"
#include "tests/fcgi/outbound/invite_fixture.h"

namespace nexcyte::fcgi {
namespace {

using domain::Invite;
using domain::InviteMethod;

struct ComponentCleanup {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
struct TextCleanup {
  void operator()(char* text) const { icalmemory_free_buffer(text); }
};

// A calendar read back.
class Parsed {
 public:
  explicit Parsed(const std::string& text) : calendar_(icalparser_parse_string(text.c_str())) {
    BOOST_REQUIRE(calendar_ != nullptr);
    event_ = icalcomponent_get_first_component(calendar_.get(), ICAL_VEVENT_COMPONENT);
    BOOST_REQUIRE(event_ != nullptr);
    BOOST_TEST(icalcomponent_count_errors(calendar_.get()) == 0);
    BOOST_TEST(icalcomponent_count_components(calendar_.get(), ICAL_ANY_COMPONENT) == 1);
  }

  // The value as it stands in the file, unfolded; empty when there is no such property.
  std::string Value(icalproperty_kind kind) const {
    icalproperty* property = Find(kind);
    if (property == nullptr) {
      return {};
    }
    const std::unique_ptr<char, TextCleanup> text(icalproperty_get_value_as_string_r(property));
    return text.get();
  }
  std::string Parameter(icalproperty_kind kind, const char* name) const {
    const std::unique_ptr<char, TextCleanup> text(
        icalproperty_get_parameter_as_string_r(Find(kind), name));
    return text ? text.get() : "";
  }
  std::string Summary() const { return icalcomponent_get_summary(event_); }
  std::string Location() const { return icalcomponent_get_location(event_); }
  int Count() const { return icalcomponent_count_properties(event_, ICAL_ANY_PROPERTY); }

 private:
  icalproperty* Find(icalproperty_kind kind) const {
    icalproperty* of_event = icalcomponent_get_first_property(event_, kind);
    return of_event != nullptr ? of_event : icalcomponent_get_first_property(calendar_.get(), kind);
  }

  std::unique_ptr<icalcomponent, ComponentCleanup> calendar_;
  icalcomponent* event_ = nullptr;
};

Parsed ParsedOf(const Invite& invite) { return Parsed(CalendarText(invite)); }

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = text.find("\r\n"); end != std::string::npos;
       end = text.find("\r\n", begin)) {
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 2;
  }
  BOOST_TEST(begin == text.size(), "the last line has no end");
  return lines;
}

BOOST_AUTO_TEST_SUITE(InviteForCalendars)

BOOST_AUTO_TEST_CASE(SaysEverythingOfAnAppointment) {
  const Parsed parsed = ParsedOf(SampleInvite());
  BOOST_TEST(parsed.Value(ICAL_VERSION_PROPERTY) == "2.0");
  BOOST_TEST(parsed.Value(ICAL_PRODID_PROPERTY) == "-//NexCyte//Scheduling//EN");
  BOOST_TEST(parsed.Value(ICAL_CALSCALE_PROPERTY) == "GREGORIAN");
  BOOST_TEST(parsed.Value(ICAL_METHOD_PROPERTY) == "REQUEST");
  BOOST_TEST(parsed.Value(ICAL_UID_PROPERTY) ==
             "5c1f7c86-0a3c-4a53-9a6e-0a9c8f5d2b11@nexcyte.test");
  BOOST_TEST(parsed.Value(ICAL_SEQUENCE_PROPERTY) == "4");
  BOOST_TEST(parsed.Value(ICAL_DTSTAMP_PROPERTY) == "20261120T090000Z");
  BOOST_TEST(parsed.Value(ICAL_DTSTART_PROPERTY) == "20261123T133000Z");
  BOOST_TEST(parsed.Value(ICAL_DTEND_PROPERTY) == "20261123T140000Z");
  BOOST_TEST(parsed.Value(ICAL_URL_PROPERTY) ==
             "https://acme.nexcyte.test:8443/t/acme/bookings/5c1f7c86");
  BOOST_TEST(parsed.Value(ICAL_STATUS_PROPERTY) == "CONFIRMED");
  BOOST_TEST(parsed.Value(ICAL_TRANSP_PROPERTY) == "OPAQUE");
  BOOST_TEST(parsed.Summary() == "Intro call with Acme");
  BOOST_TEST(parsed.Value(ICAL_DESCRIPTION_PROPERTY) ==
             "See\\, move or cancel the booking: https://acme.nexcyte.test/x");
  BOOST_TEST(parsed.Location() == "Main street 1");
  BOOST_TEST(parsed.Count() == 13);
}

BOOST_AUTO_TEST_CASE(NamesWhoInvitesAndWhoComes) {
  const Parsed parsed = ParsedOf(SampleInvite());
  BOOST_TEST(parsed.Value(ICAL_ORGANIZER_PROPERTY) == "mailto:no-reply@mg.nexcyte.test");
  BOOST_TEST(parsed.Parameter(ICAL_ORGANIZER_PROPERTY, "CN") == "Acme");
  BOOST_TEST(parsed.Value(ICAL_ATTENDEE_PROPERTY) == "mailto:ada@acme.test");
  BOOST_TEST(parsed.Parameter(ICAL_ATTENDEE_PROPERTY, "CN") == "Ada Lovelace");
  BOOST_TEST(parsed.Parameter(ICAL_ATTENDEE_PROPERTY, "PARTSTAT") == "ACCEPTED");
  BOOST_TEST(parsed.Parameter(ICAL_ATTENDEE_PROPERTY, "RSVP") == "FALSE");
}

BOOST_AUTO_TEST_CASE(WithdrawsAnAppointment) {
  Invite invite = SampleInvite();
  invite.method = InviteMethod::kCancel;
  const Parsed parsed = ParsedOf(invite);
  BOOST_TEST(parsed.Value(ICAL_METHOD_PROPERTY) == "CANCEL");
  BOOST_TEST(parsed.Value(ICAL_STATUS_PROPERTY) == "CANCELLED");
  BOOST_TEST(parsed.Value(ICAL_TRANSP_PROPERTY) == "TRANSPARENT");
  BOOST_TEST(parsed.Value(ICAL_ATTENDEE_PROPERTY) == "mailto:ada@acme.test");
}

BOOST_AUTO_TEST_CASE(PublishesWithoutInvitingAnybody) {
  Invite invite = SampleInvite();
  invite.method = InviteMethod::kPublish;
  invite.organizer_address = "";
  invite.location = "";
  const Parsed parsed = ParsedOf(invite);
  BOOST_TEST(parsed.Value(ICAL_METHOD_PROPERTY) == "PUBLISH");
  BOOST_TEST(parsed.Value(ICAL_ATTENDEE_PROPERTY) == "");
  BOOST_TEST(parsed.Value(ICAL_ORGANIZER_PROPERTY) == "");
  BOOST_TEST(parsed.Value(ICAL_LOCATION_PROPERTY) == "");
  invite.organizer_address = "hello@acme.test";
  BOOST_TEST(ParsedOf(invite).Value(ICAL_ORGANIZER_PROPERTY) == "mailto:hello@acme.test");
}

BOOST_AUTO_TEST_CASE(KeepsEveryWordOfAText) {
  Invite invite = SampleInvite();
  invite.summary = "a, b; c: \\n \"d\" \xF0\x9F\x93\x85 \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D";
  invite.location = "Line 1\r\nLine 2\rLine 3\nLine 4";
  const Parsed parsed = ParsedOf(invite);
  BOOST_TEST(parsed.Summary() == invite.summary);
  BOOST_TEST(parsed.Location() == "Line 1\nLine 2\nLine 3\nLine 4");
}

BOOST_AUTO_TEST_CASE(LetsNobodyWriteProperties) {
  Invite invite = SampleInvite();
  const std::string attack = "x\r\nATTENDEE:mailto:eve@example.com\r\nEND:VEVENT";
  invite.summary = attack;
  invite.description = attack;
  invite.location = attack;
  invite.organizer_name = attack + "\";ROLE=CHAIR:";
  invite.attendee_name = attack +
                         "\t\x01"
                         "\x7F";
  const Parsed parsed = ParsedOf(invite);
  BOOST_TEST(parsed.Count() == 13);
  BOOST_TEST(parsed.Value(ICAL_ATTENDEE_PROPERTY) == "mailto:ada@acme.test");
  BOOST_TEST(parsed.Value(ICAL_ORGANIZER_PROPERTY) == "mailto:no-reply@mg.nexcyte.test");
  BOOST_TEST(parsed.Parameter(ICAL_ORGANIZER_PROPERTY, "CN") ==
             "x  ATTENDEE:mailto:eve@example.com  END:VEVENT';ROLE=CHAIR:");
  for (const std::string& line : LinesOf(CalendarText(invite))) {
    BOOST_TEST(!line.starts_with("ATTENDEE:"), line);
    BOOST_TEST(line.find_first_of("\r\n\t\x01\x7F") == std::string::npos, line);
  }
}

BOOST_AUTO_TEST_CASE(FoldsLinesBetweenCharacters) {
  Invite invite = SampleInvite();
  invite.summary.clear();
  for (int i = 0; i < 60; ++i) {
    invite.summary += "\xF0\x9F\x93\x85\xC3\xA9, ";
  }
  invite.summary += "end";
  invite.url = "https://acme.nexcyte.test/" + std::string(300, 'x');
  invite.attendee_name = std::string(90, 'a') + "\xC3\xA9" + std::string(90, 'b');
  for (const std::string& line : LinesOf(CalendarText(invite))) {
    BOOST_TEST(line.size() <= 75U, line);
    BOOST_TEST(domain::CountCharacters(line).has_value(), line);
  }
  const Parsed parsed = ParsedOf(invite);
  BOOST_TEST(parsed.Summary() == invite.summary);
  BOOST_TEST(parsed.Value(ICAL_URL_PROPERTY) == invite.url);
  BOOST_TEST(parsed.Parameter(ICAL_ATTENDEE_PROPERTY, "CN") == invite.attendee_name);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
