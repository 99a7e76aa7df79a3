#include "tests/persistence/fresh_database.h"

#include <string>

#include "domain/crypto.h"
#include "persistence/migrator.h"

namespace nexcyte::testing {
namespace {

constexpr char kDatabase[] = "dbname=nexcyte";

constexpr char kSettableClock[] = R"sql(
  create table nx.test_clock (ahead interval not null);
  grant select on nx.test_clock to public;
  insert into nx.test_clock values ('0');
  create or replace function nx.now() returns timestamptz language sql stable
    as $$ select clock_timestamp() + (select ahead from nx.test_clock) $$)sql";

std::string UrlOf(const std::string& role_url, const std::string& database) {
  std::string url = role_url;
  return url.replace(url.find(kDatabase), sizeof(kDatabase) - 1, "dbname=" + database);
}

std::string Create(const std::string& like) {
  Pg server(SuperuserUrl());
  const std::string name =
      server.Text("select 'nx_test_' || replace(gen_random_uuid()::text, '-', '')");
  server.Run("create database " + name + " template " + like);
  return name;
}

std::string CreateEmpty() {
  const std::string name = Create("template0");
  Pg(UrlOf(SuperuserUrl(), name))
      .Run(
          "create schema nx authorization nx_owner; "
          "grant usage on schema nx to nx_system, nx_app, nx_dispatch");
  return name;
}

void Drop(const std::string& name) {
  Pg(SuperuserUrl()).Try("drop database " + name + " with (force)");
}

// Migrated once for all tests of a run; the others are copies.
struct Original {
  Original() : name(CreateEmpty()) {
    domain::InitCrypto();
    persistence::Migrate(
        UrlOf(OwnerUrl(), name),
        persistence::ReadMigrations(std::string(NX_SOURCE_DIR) + "/sql/migrations"),
        [](const persistence::Migration&) {});
    Pg(UrlOf(OwnerUrl(), name)).Run(kSettableClock);
  }
  ~Original() { Drop(name); }
  Original(const Original&) = delete;
  Original& operator=(const Original&) = delete;

  const std::string name;
};

std::string CreateMigrated() {
  static const Original original;
  return Create(original.name);
}

}  // namespace

FreshDatabase::FreshDatabase(Schema schema)
    : name_(schema == Schema::kMigrated ? CreateMigrated() : CreateEmpty()) {}

FreshDatabase::~FreshDatabase() { Drop(name_); }

std::string FreshDatabase::Url(const std::string& role_url) const { return UrlOf(role_url, name_); }

void FreshDatabase::MoveClock(const std::string& interval) {
  Pg(Url(OwnerUrl())).Run("update nx.test_clock set ahead = ahead + $1::interval", {interval});
}

}  // namespace nexcyte::testing
