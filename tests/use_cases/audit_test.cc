#include "domain/use_cases/audit.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "domain/use_cases/members.h"
#include "tests/persistence/stores.h"
#include "tests/use_cases/account_world.h"

namespace nexcyte::testing {
namespace {

using domain::AuditFilter;

// The entries of a test, an hour apart: `member.changed` of Bob by Alice at 1 and 2 November, and
// `settings.changed` by Bob on the 3rd, all at noon UTC.
struct AuditWorld : AccountWorld {
  AuditWorld() : admin(StoreFor(database, people.acme, people.alice)) {
    Add(people.alice, "member.changed", people.bob.user.str(), "2026-11-01T12:00:00Z");
    Add(people.alice, "member.changed", people.bob.user.str(), "2026-11-02T12:00:00Z");
    Add(people.bob, "settings.changed", "", "2026-11-03T12:00:00Z");
  }

  void Add(const domain::Actor& actor, const std::string& action, const std::string& subject,
           const std::string& at) {
    people.sql().Run(
        "insert into nx.nx_audit_log (tenant_id, actor_user_id, actor_role, action, subject, at, "
        "details) values ($1, $2, 'admin', $3, $4, $5, '{\"role.after\": \"staff\"}')",
        {people.acme.id.str(), actor.user.str(), action, subject, at});
  }
  // Days and actors of what a filter shows.
  std::string Shown(const AuditFilter& filter, const std::string& cursor = "", int limit = 50) {
    return Words(domain::ShowAudit(*admin, filter, cursor, limit).rows);
  }
  static std::string Words(const std::vector<domain::AuditRow>& rows) {
    std::string words;
    for (const domain::AuditRow& row : rows) {
      words +=
          (words.empty() ? "" : " ") + domain::FormatRfc3339(row.at).substr(8, 2) + row.actor_name;
    }
    return words;
  }
  static AuditFilter All() { return {"", "", "", "", "Europe/Berlin"}; }
  std::string LoggedBy(const std::string& action) {
    return people.sql().Text(
        "select coalesce(string_agg(coalesce(actor_user_id::text, '-') || ' ' || subject, ';'), "
        "'') from nx.nx_audit_log where tenant_id = $1 and action = $2",
        {people.acme.id.str(), action});
  }

  std::unique_ptr<domain::TenantStore> admin;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(AuditLog, AuditWorld)

BOOST_AUTO_TEST_CASE(ShowsTheLatestFirst) {
  BOOST_TEST(Shown(All()) == "03Bob 02Alice 01Alice");
  const auto rows = domain::ShowAudit(*admin, All(), "", 50).rows;
  BOOST_TEST(rows.back().subject_name == "Bob");
  BOOST_TEST(rows.back().actor_email == people.alice.email);
  BOOST_TEST(rows.back().entry.details.at("role.after") == "staff");
}

BOOST_AUTO_TEST_CASE(NamesABookingByTitleAndAttendee) {
  const std::string booking = people.sql().Text(
      "insert into nx.nx_scheduler_booking (tenant_id, purpose, cal_event_type_id, status, title,"
      " start_at, end_at, time_zone, attendee_user_id, attendee_email, attendee_name) values"
      " ($1, 'intro_call', 1, 'scheduled', 'Intro call', '2099-11-23T13:30Z', '2099-11-23T14:00Z',"
      " 'Europe/Berlin', $2, $3, 'Carol') returning uid",
      {people.acme.id.str(), people.carol.user.str(), people.carol.email});
  Add(people.alice, "booking.limit_waived", booking, "2026-11-04T12:00:00Z");
  const domain::AuditRow row = domain::ShowAudit(*admin, All(), "", 50).rows.front();
  BOOST_TEST(row.entry.subject == booking);
  BOOST_TEST(row.subject_name == "Intro call, Carol");
}

BOOST_AUTO_TEST_CASE(FiltersByPersonActionAndDay) {
  AuditFilter filter = All();
  filter.action = "member.changed";
  BOOST_TEST(Shown(filter) == "02Alice 01Alice");
  filter.from = "2026-11-02";
  BOOST_TEST(Shown(filter) == "02Alice");
  filter = All();
  filter.to = "2026-11-02";
  BOOST_TEST(Shown(filter) == "02Alice 01Alice");
  filter = All();
  filter.person = people.alice.email;
  BOOST_TEST(Shown(filter) == "02Alice 01Alice");
  filter.person = people.bob.email;  // by him, and about him
  BOOST_TEST(Shown(filter) == "03Bob 02Alice 01Alice");
  filter.action = "settings.changed";
  BOOST_TEST(Shown(filter) == "03Bob");
  filter.action = "nothing.like_it";
  BOOST_TEST(Shown(filter) == "");
}

// A day ends when it ends for the reader.
BOOST_AUTO_TEST_CASE(TakesDaysInTheReadersZone) {
  Add(people.alice, "member.changed", "", "2026-11-09T23:30:00Z");
  AuditFilter filter = All();
  filter.from = filter.to = "2026-11-10";
  BOOST_TEST(Shown(filter) == "09Alice");
  filter.zone = "UTC";
  BOOST_TEST(Shown(filter) == "");
}

BOOST_AUTO_TEST_CASE(PagesWithoutDoublesOrGaps) {
  for (const std::string& person : {std::string(), people.bob.email}) {
    AuditFilter filter = All();
    filter.person = person;
    const auto first = domain::ShowAudit(*admin, filter, "", 2);
    BOOST_TEST(Words(first.rows) == "03Bob 02Alice");
    const auto second = domain::ShowAudit(*admin, filter, first.next_cursor, 2);
    BOOST_TEST(Words(second.rows) == "01Alice");
    BOOST_TEST(second.next_cursor == "");
  }
}

BOOST_AUTO_TEST_CASE(RefusesFiltersThatMeanNothing) {
  AuditFilter filter = All();
  filter.person = "nobody@acme.test";
  BOOST_TEST(RefusalOf([&] { Shown(filter); }) == "invalid person");
  filter.person = people.dave.email;
  BOOST_TEST(RefusalOf([&] { Shown(filter); }) == "invalid person");
  filter.person = "no address";
  BOOST_TEST(RefusalOf([&] { Shown(filter); }) == "invalid person");
  filter = All();
  filter.from = "2026-02-30";
  BOOST_TEST(RefusalOf([&] { Shown(filter); }) == "invalid from");
  filter = All();
  filter.to = "soon";
  BOOST_TEST(RefusalOf([&] { Shown(filter); }) == "invalid to");
  BOOST_TEST(RefusalOf([&] { Shown(All(), "nowhere"); }) == "invalid cursor");
}

BOOST_AUTO_TEST_CASE(IsExportedWholeAndThatIsWrittenDown) {
  BOOST_TEST(Words(domain::ExportAudit(*admin, people.alice, All())) == "03Bob 02Alice 01Alice");
  BOOST_TEST(LoggedBy("audit.exported") == people.alice.user.str() + " ");
}

BOOST_AUTO_TEST_CASE(IsForAdminsOfThisTenantAlone) {
  for (const domain::Actor& person : {people.bob, people.carol}) {
    auto store = StoreFor(database, people.acme, person);
    BOOST_TEST(domain::ShowAudit(*store, All(), "", 50).rows.empty());
  }
  auto elsewhere = StoreFor(database, people.globex, people.dave);
  BOOST_TEST(domain::ShowAudit(*elsewhere, All(), "", 50).rows.empty());
}

BOOST_AUTO_TEST_CASE(CannotBeChangedOrShortened) {
  for (const std::string& url : {AppUrl(), DispatchUrl()}) {
    Pg role(url);
    BOOST_TEST(role.Try("update nx.nx_audit_log set action = 'x'").sqlstate == "42501");
    BOOST_TEST(role.Try("delete from nx.nx_audit_log").sqlstate == "42501");
    BOOST_TEST(role.Try("truncate nx.nx_audit_log").sqlstate == "42501");
  }
}

BOOST_AUTO_TEST_CASE(KnowsWhoSignedInAndWhoFailed) {
  SetPassword(people.carol);
  SignIn(*acme, people.carol.email);
  BOOST_TEST(LoggedBy("account.signed_in") ==
             people.carol.user.str() + " " + people.carol.user.str());
  RefusalOf([&] { SignIn(*acme, people.carol.email, "wrong words and others"); });
  BOOST_TEST(LoggedBy("account.sign_in_failed") == "- " + people.carol.user.str());
}

// An address that has an account elsewhere reads as one that nobody has.
BOOST_AUTO_TEST_CASE(NamesNobodyWhoIsNoMember) {
  RefusalOf([&] { SignIn(*acme, people.dave.email, "wrong words and others"); });
  RefusalOf([&] { SignIn(*acme, Address("unknown"), "wrong words and others"); });
  BOOST_TEST(LoggedBy("account.sign_in_failed") == "- ;- ");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(AuditChanges)

BOOST_AUTO_TEST_CASE(AreNotedWhereThereAreAny) {
  domain::AuditEntry entry;
  domain::NoteChange(entry, "name", "Acme", "Acme");
  BOOST_TEST(entry.details.empty());
  domain::NoteChange(entry, "name", "Acme", "Ajax");
  BOOST_TEST(entry.details.at("name.before") == "Acme");
  BOOST_TEST(entry.details.at("name.after") == "Ajax");
  std::string long_text;
  for (int i = 0; i < 1000; ++i) {
    long_text += "ä";
  }
  domain::NoteChange(entry, "text", "", long_text);
  BOOST_TEST(entry.details.at("text.after").size() == 120 * 2 + 3u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
