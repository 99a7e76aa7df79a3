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

}  // namespace

FreshDatabase::FreshDatabase(Schema schema) {
  Pg server(SuperuserUrl());
  name_ = server.Text("select 'nx_test_' || replace(gen_random_uuid()::text, '-', '')");
  server.Run("create database " + name_ + " template template0");
  Pg(Url(SuperuserUrl()))
      .Run(
          "create schema nx authorization nx_owner; "
          "grant usage on schema nx to nx_system, nx_app, nx_dispatch");
  if (schema == Schema::kMigrated) {
    domain::InitCrypto();
    persistence::Migrate(
        Url(OwnerUrl()),
        persistence::ReadMigrations(std::string(NX_SOURCE_DIR) + "/sql/migrations"),
        [](const persistence::Migration&) {});
    Pg(Url(OwnerUrl())).Run(kSettableClock);
  }
}

FreshDatabase::~FreshDatabase() {
  Pg(SuperuserUrl()).Try("drop database " + name_ + " with (force)");
}

std::string FreshDatabase::Url(const std::string& role_url) const {
  std::string url = role_url;
  return url.replace(url.find(kDatabase), sizeof(kDatabase) - 1, "dbname=" + name_);
}

void FreshDatabase::MoveClock(const std::string& interval) {
  Pg(Url(OwnerUrl())).Run("update nx.test_clock set ahead = ahead + $1::interval", {interval});
}

}  // namespace nexcyte::testing
