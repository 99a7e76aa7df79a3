#include "persistence/migrator.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "domain/crypto.h"
#include "domain/error.h"
#include "persistence/directory.h"
#include "persistence/role_check.h"
#include "tests/persistence/fresh_database.h"

namespace nexcyte::testing {

using domain::Error;
using persistence::Migration;

namespace {

// The predicate of BOOST_CHECK_EXCEPTION: what() holds this text.
auto Says(std::string text) {
  return [text = std::move(text)](const Error& error) {
    return std::string(error.what()).find(text) != std::string::npos;
  };
}

struct MigratorFixture {
  MigratorFixture() { domain::InitCrypto(); }

  FreshDatabase fresh{FreshDatabase::Schema::kNone};
  std::vector<Migration> real =
      persistence::ReadMigrations(std::string(NX_SOURCE_DIR) + "/sql/migrations");

  // The names of what was applied.
  std::vector<std::string> Migrate(const std::vector<Migration>& migrations) {
    std::vector<std::string> names;
    persistence::Migrate(fresh.Url(OwnerUrl()), migrations,
                         [&](const Migration& migration) { names.push_back(migration.name); });
    return names;
  }
  std::vector<Migration> With(const std::string& sql) {
    std::vector<Migration> migrations = real;
    const int version = static_cast<int>(real.size()) + 1;
    migrations.push_back({version, "9999_planted", sql, domain::Hex(domain::Sha256(sql))});
    return migrations;
  }
  std::vector<std::string> ProblemsOf(const std::string& role_url) {
    persistence::Connection connection({fresh.Url(role_url)});
    return persistence::DatabaseProblems(connection);
  }
};

struct FolderFixture {
  FolderFixture() {
    folder = std::filesystem::temp_directory_path() /
             ("nx_migrations_" + std::to_string(std::random_device()()));
    std::filesystem::create_directory(folder);
  }
  ~FolderFixture() { std::filesystem::remove_all(folder); }

  void Write(const std::string& name) { std::ofstream(folder / name) << "select 1;\n"; }
  std::vector<Migration> Read() { return persistence::ReadMigrations(folder.string()); }

  std::filesystem::path folder;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(Migrator, MigratorFixture)

BOOST_AUTO_TEST_CASE(AppliesEachFileOnce) {
  BOOST_TEST(Migrate(real).size() == real.size());
  BOOST_TEST(Migrate(real).empty());
  BOOST_TEST(Migrate(With("create table nx.planted (id int)")).size() == 1u);
}

BOOST_AUTO_TEST_CASE(BuildsTheSchemaThatThisProgramNeeds) {
  BOOST_TEST(real.back().version == persistence::kSchemaVersion);
}

BOOST_AUTO_TEST_CASE(BuildsTheSameSchemaAsTheDatabaseOfTheTests) {
  Migrate(real);
  const std::string columns =
      "select md5(string_agg(table_name || column_name || data_type || is_nullable, ',' order by "
      "table_name, ordinal_position)) from information_schema.columns where table_schema = 'nx'";
  BOOST_TEST(Pg(fresh.Url(SuperuserUrl())).Text(columns) == Pg(SuperuserUrl()).Text(columns));
  BOOST_TEST(Pg(fresh.Url(SuperuserUrl())).Run(ReadSource("sql/checks.sql")).rows.empty());
}

BOOST_AUTO_TEST_CASE(RefusesAFileThatWasChangedAfterwards) {
  Migrate(real);
  real[2].sql += "\n";
  real[2].checksum = domain::Hex(domain::Sha256(real[2].sql));
  BOOST_CHECK_EXCEPTION(Migrate(real), Error, Says("0003_sessions was changed"));
}

BOOST_AUTO_TEST_CASE(RefusesADatabaseThatIsAheadOfTheFolder) {
  Migrate(real);
  const std::string last = std::to_string(real.back().version);
  real.pop_back();
  BOOST_CHECK_EXCEPTION(Migrate(real), Error, Says("the database has migration " + last));
}

BOOST_AUTO_TEST_CASE(LeavesNothingOfAFileThatFails) {
  BOOST_CHECK_EXCEPTION(Migrate(With("create table nx.planted (id int); select 1 / 0;")), Error,
                        Says("division by zero"));
  BOOST_TEST(Pg(fresh.Url(SuperuserUrl())).Text("select to_regclass('nx.planted') is null") == "t");
  BOOST_TEST(Migrate(real).empty());
}

BOOST_AUTO_TEST_CASE(FailsLoudlyWhereAStatementWouldBeFiltered) {
  BOOST_CHECK_EXCEPTION(Migrate(With("update nx.nx_tenant_membership set phone = null")), Error,
                        Says("would be affected by row-level security"));
}

BOOST_AUTO_TEST_CASE(IsUnavailableWhenNobodyListens) {
  BOOST_CHECK_EXCEPTION(
      persistence::Migrate("host=/nonexistent dbname=x user=y", real, [](const Migration&) {}),
      Error, [](const Error& error) { return error.reason() == "unavailable"; });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(MigrationFolder, FolderFixture)

BOOST_AUTO_TEST_CASE(IsReadInOrder) {
  Write("0002_b.sql");
  Write("0001_a.sql");
  Write("README.txt");
  const auto migrations = Read();
  BOOST_REQUIRE(migrations.size() == 2u);
  BOOST_TEST(migrations[0].name == "0001_a");
  BOOST_TEST(migrations[1].version == 2);
  BOOST_TEST(migrations[0].sql == "select 1;\n");
}

BOOST_AUTO_TEST_CASE(MayNotBeEmptyOrMissing) {
  BOOST_CHECK_EXCEPTION(Read(), Error, Says("no migrations"));
  BOOST_CHECK_EXCEPTION(persistence::ReadMigrations("/nonexistent"), Error, Says("no migrations"));
}

BOOST_AUTO_TEST_CASE(MayNotHaveAGap) {
  Write("0001_a.sql");
  Write("0003_c.sql");
  BOOST_CHECK_EXCEPTION(Read(), Error, Says("missing before 0003_c"));
}

BOOST_AUTO_TEST_CASE(MayNotHaveANumberTwice) {
  Write("0001_a.sql");
  Write("0001_b.sql");
  BOOST_CHECK_EXCEPTION(Read(), Error, Says("two migrations have the number"));
}

BOOST_AUTO_TEST_CASE(MayNotHaveNamesOfAnotherForm) {
  Write("2_short.sql");
  BOOST_CHECK_EXCEPTION(Read(), Error, Says("not the name of a migration: 2_short.sql"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(DatabaseProblems, MigratorFixture)

BOOST_AUTO_TEST_CASE(AreNoneForTheRolesOfTheProgram) {
  Migrate(real);
  for (const std::string& url : {AppUrl(), DispatchUrl()}) {
    for (const std::string& problem : ProblemsOf(url)) {
      BOOST_ERROR(problem);
    }
  }
}

BOOST_AUTO_TEST_CASE(AreToldOfASuperuserAndOfTheOwner) {
  Migrate(real);
  const auto of_superuser = ProblemsOf(SuperuserUrl());
  BOOST_REQUIRE(!of_superuser.empty());
  BOOST_TEST(of_superuser[0] == "the database role postgres is a superuser");
  const auto of_owner = ProblemsOf(OwnerUrl());
  BOOST_REQUIRE(of_owner.size() == 2u);
  BOOST_TEST(of_owner[0] == "the database role nx_owner is a member of another role");
  BOOST_TEST(of_owner[1] == "the database role nx_owner owns tables, functions or schemas");
}

BOOST_AUTO_TEST_CASE(AreToldOfASchemaThatIsMissingBehindOrAhead) {
  BOOST_TEST(ProblemsOf(AppUrl()).at(0) == "the database has no schema yet (nexcyte migrate)");
  Migrate({real.begin(), real.end() - 1});
  BOOST_TEST(ProblemsOf(AppUrl()).at(0).find("this program needs") != std::string::npos);
  Migrate(With("select 1"));
  BOOST_TEST(ProblemsOf(AppUrl()).at(0).find("this program needs") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(AreToldOfARoleWithoutItsSettings) {
  Migrate(real);
  Pg(SuperuserUrl())
      .Run(
          "do $$ begin execute format('alter role nx_app in database %I set timezone = ''Asia/"
          "Kolkata''', '" +
          Pg(fresh.Url(AppUrl())).Text("select current_database()") + "'); end $$");
  BOOST_TEST(ProblemsOf(AppUrl()).at(0) ==
             "the database role lacks its settings (run sql/roles.sql)");
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

struct DirectoryFixture {
  FreshDatabase fresh;
  persistence::Connection connection{{fresh.Url(OwnerUrl())}};
  persistence::Directory directory{connection};
  Pg sql{fresh.Url(SuperuserUrl())};
};

constexpr char kHash[] = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(OperatorsDirectory, DirectoryFixture)

BOOST_AUTO_TEST_CASE(AddsAndListsTenants) {
  directory.AddTenant("initech", "Initech");
  const auto id = directory.AddTenant("hooli", "Hooli");
  const auto tenants = directory.List();
  BOOST_REQUIRE(tenants.size() == 2u);
  BOOST_TEST((tenants[0].slug == "hooli" && tenants[0].id == id && tenants[0].name == "Hooli"));
  BOOST_TEST(sql.Text("select count(*) from nx.nx_scheduler_settings where not is_enabled") == "2");
}

BOOST_AUTO_TEST_CASE(RefusesATakenReservedOrMalformedSlug) {
  directory.AddTenant("initech", "Initech");
  const auto reason = [](const char* word) {
    return [word](const Error& error) { return error.reason() == word; };
  };
  BOOST_CHECK_EXCEPTION(directory.AddTenant("initech", "Again"), Error, reason("slug_taken"));
  BOOST_CHECK_EXCEPTION(directory.AddTenant("www", "Reserved"), Error, reason("invalid"));
  BOOST_CHECK_EXCEPTION(directory.AddTenant("No Good", "Malformed"), Error, reason("invalid"));
}

BOOST_AUTO_TEST_CASE(MakesAnAdminOfSomebodyNew) {
  directory.AddTenant("initech", "Initech");
  directory.AddAdmin("initech", "Bill@Initech.test", "Bill", kHash);
  BOOST_TEST(sql.Text("select u.email || ' ' || role || ' ' || account_kind || ' ' || display_name "
                      "from nx.nx_tenant_membership m join nx.nx_user u on u.id = m.user_id") ==
             "bill@initech.test admin staff Bill");
}

BOOST_AUTO_TEST_CASE(MakesAnAdminOfAMemberWhoseSessionsEnd) {
  directory.AddTenant("initech", "Initech");
  const auto user = directory.AddAdmin("initech", "bill@initech.test", "Bill", kHash);
  sql.Run(
      "update nx.nx_tenant_membership set role = 'member';"
      "insert into nx.nx_web_session (tenant_id, user_id, token_sha256) select tenant_id, "
      "user_id, sha256('x') from nx.nx_tenant_membership");
  BOOST_TEST(
      (directory.AddAdmin("initech", "bill@initech.test", "William", "$argon2id$new") == user));
  BOOST_TEST(sql.Text("select role || ' ' || display_name from nx.nx_tenant_membership") ==
             "admin Bill");
  BOOST_TEST(sql.Text("select password_hash from nx.nx_user") == kHash);
  BOOST_TEST(sql.Text("select count(*) from nx.nx_web_session") == "0");
}

BOOST_AUTO_TEST_CASE(KnowsNoAdminOfNoTenant) {
  BOOST_CHECK_EXCEPTION(directory.AddAdmin("nowhere", "a@b.test", "A", kHash), Error,
                        [](const Error& error) { return error.reason() == "not_found"; });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
