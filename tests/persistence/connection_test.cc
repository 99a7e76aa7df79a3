#include "persistence/connection.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <tuple>

#include "persistence/named_parameters.h"
#include "persistence/pg_error.h"
#include "persistence/statement.h"
#include "tests/persistence/stores.h"

namespace nexcyte::testing {

using domain::Error;
using domain::ErrorCode;
using persistence::AutocommitSession;
using persistence::Connection;
using persistence::Statement;

namespace {

struct ConnectionFixture {
  Connection connection{{AppUrl()}};
  AutocommitSession session{connection};

  // What happens when Postgres restarts.
  void Kill() {
    const auto pid = connection.Execute("select pg_backend_pid()", {}, 1);
    Pg super(SuperuserUrl());
    super.Run("select pg_terminate_backend($1, 5000)", {std::string(pid.rows[0][0].value())});
  }
  int Pid() {
    return std::get<0>(Statement(session, "select pg_backend_pid()").One<int>().value());
  }
};

constexpr char kEcho[] = "select :text::text";
constexpr char kFail[] = "select 1 / :zero::integer";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(Statements, ConnectionFixture)

BOOST_AUTO_TEST_CASE(CarryTextBothWaysUnchanged) {
  for (const std::string text : {"", "it's \"quoted\" \\ :name $1 ::text", "Zoë 👍\n\t"}) {
    BOOST_TEST(
        std::get<0>(Statement(session, kEcho).Bind("text", text).One<std::string>().value()) ==
        text);
  }
}

BOOST_AUTO_TEST_CASE(CopyWhatTheyBind) {
  Statement statement(session, kEcho);
  {
    std::string text = "a text that is long enough to live on the heap";
    statement.Bind("text", text);
    text.assign(text.size(), 'x');
  }
  BOOST_TEST(std::get<0>(statement.One<std::string>().value()) ==
             "a text that is long enough to live on the heap");
}

BOOST_AUTO_TEST_CASE(RefuseANulCharacter) {
  BOOST_CHECK_EXCEPTION(Statement(session, kEcho).Bind("text", std::string("a\0b", 3)), Error,
                        Refuses("invalid"));
}

BOOST_AUTO_TEST_CASE(TellNullFromEmpty) {
  const auto null = Statement(session, kEcho)
                        .Bind("text", std::optional<std::string>())
                        .One<std::optional<std::string>>();
  BOOST_TEST(!std::get<0>(null.value()).has_value());
  BOOST_CHECK_EXCEPTION(
      Statement(session, kEcho).Bind("text", std::optional<std::string>()).One<std::string>(),
      Error, Refuses("internal"));
}

BOOST_AUTO_TEST_CASE(KeepMicrosecondsOfATime) {
  const domain::Timestamp at = domain::ParseRfc3339("2026-03-29T01:30:00.123456Z").value();
  const auto row =
      Statement(session, "select :at::timestamptz").Bind("at", at).One<domain::Timestamp>();
  BOOST_TEST((std::get<0>(row.value()) == at));
}

BOOST_AUTO_TEST_CASE(ReadRowsNumbersAndBooleans) {
  const auto rows = Statement(session, "select n, n > :least from generate_series(1, 3) n")
                        .Bind("least", 2)
                        .All<std::int64_t, bool>();
  BOOST_TEST(rows.size() == 3u);
  BOOST_TEST((rows[2] == std::tuple<std::int64_t, bool>(3, true)));
  BOOST_TEST((rows[1] == std::tuple<std::int64_t, bool>(2, false)));
}

BOOST_AUTO_TEST_CASE(AreUsableAgainAfterAFailure) {
  for (int round = 0; round < 2; ++round) {
    BOOST_CHECK_EXCEPTION(Statement(session, kFail).Bind("zero", 0).One<int>(), Error,
                          Refuses("internal"));
    BOOST_TEST(std::get<0>(Statement(session, kFail).Bind("zero", 1).One<int>().value()) == 1);
  }
}

BOOST_AUTO_TEST_CASE(NameTheStatementInAFailureAndNoValue) {
  try {
    Statement(session, "select :secret::integer").Bind("secret", "hunter2").One<int>();
    BOOST_ERROR("no failure");
  } catch (const Error& error) {
    const std::string what = error.what();
    BOOST_TEST(what.find("22P02") != std::string::npos);
    BOOST_TEST(what.find("select :secret") != std::string::npos);
    BOOST_TEST(what.find("hunter2") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(AreNotKeptWhenSwitchedOff) {
  Connection plain({AppUrl(), false});
  AutocommitSession unkept(plain);
  for (int round = 0; round < 2; ++round) {
    BOOST_TEST(std::get<0>(Statement(unkept, kEcho).Bind("text", "x").One<std::string>().value()) ==
               "x");
    plain.ExecuteFirst({{"begin"}, {kEcho, {{"text", "y"}}}, {"commit"}});
  }
  const auto kept = plain.Execute("select count(*) from pg_prepared_statements", {}, 1);
  BOOST_TEST(kept.rows[0][0].value() == "0");
  Statement(session, kEcho).Bind("text", "x").One<std::string>();
  BOOST_TEST(connection.Execute("select count(*) > 0 from pg_prepared_statements", {}, 1)
                 .rows[0][0]
                 .value() == "t");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(Connections, ConnectionFixture)

BOOST_AUTO_TEST_CASE(AreMadeAgainAfterTheServerDroppedThem) {
  Statement(session, kEcho).Bind("text", "prepared").One<std::string>();
  Kill();
  BOOST_CHECK_EXCEPTION(Statement(session, kEcho).Bind("text", "lost").One<std::string>(), Error,
                        Refuses("unavailable"));
  BOOST_TEST(
      std::get<0>(Statement(session, kEcho).Bind("text", "again").One<std::string>().value()) ==
      "again");
}

BOOST_AUTO_TEST_CASE(BeginARequestOnANewConnectionWhenTheOldOneIsDead) {
  connection.ExecuteFirst({{"begin"}, {kEcho, {{"text", "prepared"}}}, {"commit"}});
  Kill();
  const auto results =
      connection.ExecuteFirst({{"begin"}, {kEcho, {{"text", "again"}}}, {"commit"}});
  BOOST_TEST(results[1].rows[0][0].value() == "again");
}

BOOST_AUTO_TEST_CASE(AreUnavailableWhenNobodyListens) {
  Connection nowhere({"host=/nonexistent dbname=nexcyte user=nx_app"});
  try {
    nowhere.MakeReady();
    BOOST_ERROR("no failure");
  } catch (const Error& error) {
    BOOST_TEST((error.code() == ErrorCode::kUnavailable));
    BOOST_TEST(error.retry_after().count() > 0);
  }
}

BOOST_AUTO_TEST_CASE(RollBackWhenAStepOfAPipelineFails) {
  for (int round = 0; round < 2; ++round) {
    BOOST_CHECK_THROW(connection.ExecuteFirst({{"begin"}, {kFail, {{"zero", "0"}}}, {"commit"}}),
                      Error);
    BOOST_TEST(!connection.InTransaction());
    const auto results = connection.ExecuteFirst(
        {{"begin"}, {kFail, {{"zero", "1"}}}, {kEcho, {{"text", "a"}}}, {"commit"}});
    BOOST_TEST(results[2].rows[0][0].value() == "a");
  }
}

BOOST_AUTO_TEST_CASE(DropAConnectionThatIsLeftInATransaction) {
  const int before = Pid();
  connection.Execute("begin", {}, 0);
  connection.MakeReady();
  BOOST_TEST(!connection.InTransaction());
  BOOST_TEST(Pid() != before);
}

BOOST_AUTO_TEST_CASE(RefuseToCommitAfterASwallowedFailure) {
  connection.ExecuteFirst({{"begin"}});
  BOOST_CHECK_THROW(connection.Execute(kFail, {{"zero", "0"}}, 1), Error);
  BOOST_CHECK_EXCEPTION(connection.Commit(), Error, Refuses("internal"));
  BOOST_TEST(!connection.InTransaction());
}

BOOST_AUTO_TEST_CASE(RefuseToCommitWhatTheServerHasLost) {
  connection.ExecuteFirst({{"begin"}});
  Kill();
  BOOST_CHECK_EXCEPTION(connection.Commit(), Error, Refuses("unavailable"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(NamedParameters)

BOOST_AUTO_TEST_CASE(BecomePositionsAndCastsStay) {
  const auto sql = persistence::ToPositional("select :a::text, x::int, :b_2 + :a");
  BOOST_TEST(sql.text == "select $1::text, x::int, $2 + $1");
  BOOST_TEST((sql.names == std::vector<std::string>{"a", "b_2"}));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(PgErrors)

BOOST_AUTO_TEST_CASE(ReadTheConstraintFromAVerboseMessage) {
  const auto failure = persistence::ReadFailure(
      "23505",
      "ERROR:  23505: duplicate key\nSCHEMA NAME:  nx\nCONSTRAINT NAME:  nx_one\nLOCATION:  x");
  BOOST_TEST(failure.constraint == "nx_one");
}

// SOCI writes five blanks where libpq has no SQLSTATE.
BOOST_AUTO_TEST_CASE(KnowALostConnectionByItsSilence) {
  for (const char* const silence : {"", "     "}) {
    const auto failure = persistence::ReadFailure(silence, "");
    BOOST_TEST(failure.sqlstate == "");
    BOOST_TEST((persistence::ToError(failure, "select").code() == ErrorCode::kUnavailable));
  }
}

BOOST_AUTO_TEST_CASE(GiveFactsTheirReason) {
  const Error busy = persistence::ToError({"23505", "nx_scheduler_intent_one_open"}, "insert");
  BOOST_TEST((busy.code() == ErrorCode::kConflict));
  BOOST_TEST(busy.reason() == "booking_busy");
}

BOOST_AUTO_TEST_CASE(TellWhatPassesFromWhatIsOurFault) {
  for (const std::string passing : {"", "08006", "53300", "57P01", "57014", "55P03", "40P01"}) {
    BOOST_TEST((persistence::ToError({passing, ""}, "x").code() == ErrorCode::kUnavailable),
               passing);
  }
  for (const std::string ours : {"42601", "42501", "23514", "22P02", "XX000"}) {
    BOOST_TEST((persistence::ToError({ours, ""}, "x").code() == ErrorCode::kInternal), ours);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
