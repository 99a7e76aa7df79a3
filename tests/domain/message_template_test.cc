#include "domain/message_template.h"

#include <boost/test/unit_test.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/domain/refusal.h"

namespace nexcyte::domain {
namespace {

constexpr const char* kCreated = "booking_created";

const std::map<std::string, std::string> kValues{
    {"attendee_name", "Ada <b>& \"Co\" O'Hara"}, {"tenant_name", "Acme"}, {"reason", ""}};

BOOST_AUTO_TEST_SUITE(MessageTemplate)

BOOST_AUTO_TEST_CASE(HasThePlaceholdersOfTheProduct) {
  std::set<std::string_view> names;
  for (const Placeholder& placeholder : Placeholders()) {
    BOOST_TEST(names.insert(placeholder.name).second);
    BOOST_TEST(!placeholder.meaning.empty());
    BOOST_TEST(!placeholder.sample.empty());
  }
  for (const char* name :
       {"booking_uid", "start_at",      "end_at",    "tenant_id",       "status",
        "purpose",     "attendee_name", "host_name", "start_local",     "end_local",
        "start_date",  "start_time",    "time_zone", "old_start_local", "location",
        "join_url",    "manage_url",    "reason",    "tenant_name",     "tenant_phone"}) {
    BOOST_TEST(names.count(name) == 1U, name);
  }
}

BOOST_AUTO_TEST_CASE(OffersOnlyWhatAnEventHas) {
  BOOST_TEST(IsAvailable("old_start_local", "booking_rescheduled"));
  BOOST_TEST(!IsAvailable("old_start_local", kCreated));
  BOOST_TEST(IsAvailable("start_local", kCreated));
  BOOST_TEST(!IsAvailable("start_local", "account_verify"));
  BOOST_TEST(IsAvailable("manage_url", "account_verify"));
  BOOST_TEST(IsAvailable("code", "phone_code"));
  BOOST_TEST(!IsAvailable("code", kCreated));
  BOOST_TEST(!IsAvailable("nonsense", kCreated));
}

BOOST_AUTO_TEST_CASE(AcceptsGoodTexts) {
  for (const char* text : {"", "Hello {{attendee_name}},\nsee {{ start_local }}.", "a { b } c }} d",
                           "{{tenant_name}}{{tenant_name}}"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(CheckTemplate(text, kCreated).empty()); }
  }
}

struct ProblemCase {
  const char* text;
  int line;
  int column;
  const char* did_you_mean;
};

BOOST_AUTO_TEST_CASE(PointsAtEveryProblem) {
  const std::vector<ProblemCase> table{
      {"{{start_locl}}", 1, 1, "start_local"},
      {"Hi {{Attendee_Name}}", 1, 4, "attendee_name"},
      {"a\nb\n  {{tenantname}}", 3, 3, "tenant_name"},
      {"\xC3\xA9\xE2\x82\xAC {{purpos}}", 1, 4, "purpose"},
      {"{{something_else_entirely}}", 1, 1, ""},
      {"{{}}", 1, 1, ""},
      {"{{old_start_local}}", 1, 1, ""},  // known, but not in this event
      {"x {{code}}", 1, 3, ""},
      {"{{attendee_name", 1, 1, ""},      // never closed
      {"{{attendee_name\n}}", 1, 1, ""},  // not on its line
      {"{{attendee_name} }", 1, 1, ""},
      {"ok {{{reason}}}", 1, 4, "reason"},
      {"{{<b>reason</b>}}", 1, 1, ""}};
  for (const ProblemCase& one : table) {
    BOOST_TEST_CONTEXT(one.text) {
      const auto problems = CheckTemplate(one.text, kCreated);
      BOOST_REQUIRE(problems.size() == 1U);
      BOOST_TEST(problems[0].line == one.line);
      BOOST_TEST(problems[0].column == one.column);
      BOOST_TEST(problems[0].did_you_mean == one.did_you_mean);
      BOOST_TEST(!problems[0].message.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(ReportsAllProblemsInOrder) {
  const auto problems = CheckTemplate("{{a}}\n{{tenant_name}} {{b}}\n{{ope", kCreated);
  BOOST_REQUIRE(problems.size() == 3U);
  BOOST_TEST(problems[0].line == 1);
  BOOST_TEST(problems[1].line == 2);
  BOOST_TEST(problems[1].column == 17);
  BOOST_TEST(problems[2].line == 3);
}

BOOST_AUTO_TEST_CASE(RefusesTextsThatAreNotUtf8) {
  BOOST_TEST(CheckTemplate("caf\xE9", kCreated).size() == 1U);
}

BOOST_AUTO_TEST_CASE(SuggestsNothingThatTheEventLacks) {
  const auto problems = CheckTemplate("{{old_start_locl}}", kCreated);
  BOOST_REQUIRE(problems.size() == 1U);
  BOOST_TEST(problems[0].did_you_mean != "old_start_local");
}

BOOST_AUTO_TEST_CASE(PutsValuesIn) {
  BOOST_TEST(Render("Hi {{ attendee_name }} of {{tenant_name}}{{reason}}!", kValues,
                    Escaping::kNone) == "Hi Ada <b>& \"Co\" O'Hara of Acme!");
}

BOOST_AUTO_TEST_CASE(EscapesValuesButNotTheText) {
  BOOST_TEST(Render("<i>{{attendee_name}}</i>", kValues, Escaping::kHtml) ==
             "<i>Ada &lt;b&gt;&amp; &quot;Co&quot; O&#39;Hara</i>");
}

BOOST_AUTO_TEST_CASE(ReadsNoPlaceholderOutOfAValue) {
  BOOST_TEST(Render("{{reason}}", {{"reason", "{{tenant_name}}"}}, Escaping::kNone) ==
             "{{tenant_name}}");
}

BOOST_AUTO_TEST_CASE(LeavesNoGap) {
  BOOST_TEST(RefusalOf([] { Render("{{location}}", kValues, Escaping::kNone); }) ==
             "missing_value location");
  BOOST_TEST(RefusalOf([] { Render("{{locatio}}", kValues, Escaping::kNone); }) == "bad_template");
  BOOST_TEST(RefusalOf([] { Render("x {{tenant_name", kValues, Escaping::kNone); }) ==
             "bad_template");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::domain
