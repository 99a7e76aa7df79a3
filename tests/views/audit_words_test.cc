#include "views/audit_words.h"

#include <boost/test/unit_test.hpp>

#include "tests/views/people_pages.h"

namespace nexcyte::views {

BOOST_AUTO_TEST_SUITE(AuditWords)

BOOST_AUTO_TEST_CASE(NameActionsActorsAndSubjects) {
  BOOST_TEST(ActionWords("member.changed") == "Rights changed");
  BOOST_TEST(ActionWords("something.of_tomorrow") == "Something of tomorrow");
  domain::AuditRow row;
  row.actor_role = "visitor";
  BOOST_TEST(ActorWords(row) == "A visitor");
  row.actor_role = "system";
  BOOST_TEST(ActorWords(row) == "The portal itself");
  row.entry.actor = domain::UserId::Parse("11111111-0000-4000-8000-000000000000");
  BOOST_TEST(ActorWords(row) == "Somebody who is no member any more");
  row.actor_name = "Alice";
  BOOST_TEST(ActorWords(row) == "Alice");
  row.entry.subject = row.entry.actor->str();
  row.subject_name = "Alice";
  BOOST_TEST(SubjectWords(row) == "");
  row.entry.subject = "intro_call";
  row.subject_name = "";
  BOOST_TEST(SubjectWords(row) == "intro_call");
}

BOOST_AUTO_TEST_CASE(PutBeforeAndAfterTogether) {
  const auto details = AuditDetails(
      {{"max_moves.after", "2"}, {"max_moves.before", "1"}, {"rows", "7"}, {"zone.before", "UTC"}});
  BOOST_REQUIRE(details.size() == 3u);
  BOOST_TEST(details[0].what == "Max moves");
  BOOST_TEST(details[0].before == "1");
  BOOST_TEST(details[0].after == "2");
  BOOST_TEST(details[1].what == "Rows");
  BOOST_TEST(details[1].before == "");
  BOOST_TEST(details[2].before == "UTC");
  BOOST_TEST(details[2].after == "");
}

BOOST_AUTO_TEST_CASE(MakeATable) {
  const std::string csv = AuditCsv(sample::AuditPage().page.rows);
  BOOST_TEST(csv.find("\"2026-11-23T08:00:00Z\",\"Alice Summer\",\"alice@acme.test\",\"admin\","
                      "\"Rights changed\",\"Carol Winter\",\"Role: member\","
                      "\"Note: by mail; Role: staff\"\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::views
