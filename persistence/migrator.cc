#include "persistence/migrator.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <utility>

#include "domain/crypto.h"
#include "domain/error.h"
#include "persistence/pg_error.h"
#include "persistence/text.h"

namespace nexcyte::persistence {
namespace {

// Files hold many statements and comments, which SOCI cannot carry: this connection is libpq's.
class OwnerConnection {
 public:
  explicit OwnerConnection(const std::string& url)
      : connection_(PQconnectdb(url.c_str()), &PQfinish) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) {
      throw DatabaseUnavailable("cannot connect to the database as its owner");
    }
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
  }

  // Throws with Postgres' own message: a migration holds no person's data.
  RowList Run(const std::string& sql, const std::vector<std::string>& values = {}) {
    std::vector<const char*> raw;
    for (const std::string& value : values) {
      raw.push_back(value.c_str());
    }
    // Without values as one text of many statements.
    PgResult result(values.empty()
                        ? PQexec(connection_.get(), sql.c_str())
                        : PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(raw.size()),
                                       nullptr, raw.data(), nullptr, nullptr, 0));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
      throw domain::Error(domain::ErrorCode::kInternal, "internal",
                          PQerrorMessage(connection_.get()));
    }
    return RowList(std::move(result));
  }

 private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

[[noreturn]] void Refuse(const std::string& sentence) {
  throw domain::Error(domain::ErrorCode::kInternal, "internal", sentence);
}

// `0001_foundation` and its number.
Migration ReadMigration(const std::filesystem::path& path) {
  constexpr std::size_t kDigits = 4;
  Migration migration;
  migration.name = path.stem().string();
  const char* const begin = migration.name.c_str();
  const auto [end, error] =
      std::from_chars(begin, begin + migration.name.size(), migration.version);
  if (error != std::errc() || end != begin + kDigits || *end != '_') {
    Refuse("not the name of a migration: " + path.filename().string());
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) {
    Refuse("cannot read " + path.filename().string());
  }
  migration.sql = text.str();
  migration.checksum = domain::Hex(domain::Sha256(migration.sql));
  return migration;
}

// Version -> checksum. A new database has no ledger yet.
std::map<int, std::string> ReadLedger(OwnerConnection& owner) {
  std::map<int, std::string> ledger;
  if (owner.Run("select from pg_class where oid = to_regclass('nx.nx_migration')").empty()) {
    return ledger;
  }
  for (const Row row :
       owner.Run("select version, checksum from nx.nx_migration order by version")) {
    RowReader reader(row);
    const int version = reader.Next<int>();
    ledger[version] = reader.Next<std::string>();
  }
  return ledger;
}

void CheckLedger(const std::map<int, std::string>& ledger,
                 const std::vector<Migration>& migrations) {
  for (const auto& [version, checksum] : ledger) {
    if (version > static_cast<int>(migrations.size())) {
      Refuse(fmt::format("the database has migration {}, which is not in the folder", version));
    }
    const Migration& file = migrations[static_cast<std::size_t>(version) - 1];
    if (file.checksum != checksum) {
      Refuse(fmt::format("{} was changed after it had been applied", file.name));
    }
  }
}

void Apply(OwnerConnection& owner, const Migration& migration) {
  owner.Run("begin");
  try {
    owner.Run(migration.sql);
    owner.Run("insert into nx.nx_migration (version, name, checksum) values ($1, $2, $3)",
              {std::to_string(migration.version), migration.name, migration.checksum});
    owner.Run("commit");
  } catch (const domain::Error& error) {
    Refuse(migration.name + ": " + error.what());  // The connection's end rolls back.
  }
}

}  // namespace

std::vector<Migration> ReadMigrations(const std::string& folder) {
  std::error_code error;
  std::map<int, Migration> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".sql") {
      continue;
    }
    Migration migration = ReadMigration(entry.path());
    const std::string name = migration.name;
    if (!found.emplace(migration.version, std::move(migration)).second) {
      Refuse("two migrations have the number of " + name);
    }
  }
  if (error || found.empty()) {
    Refuse("no migrations in " + folder);
  }
  std::vector<Migration> migrations;
  for (auto& [version, migration] : found) {
    if (version != static_cast<int>(migrations.size()) + 1) {
      Refuse("a number is missing before " + migration.name);
    }
    migrations.push_back(std::move(migration));
  }
  return migrations;
}

void Migrate(const std::string& url, const std::vector<Migration>& migrations,
             const std::function<void(const Migration&)>& applied) {
  OwnerConnection owner(url);
  owner.Run("set row_security = off");
  // Bodies written for nx_system would be checked as the owner's, and refused as filtered.
  owner.Run("set check_function_bodies = off");
  // Held until the connection ends. The number is the word "nexcyte" in ASCII.
  owner.Run("select pg_advisory_lock(31073815177557093)");
  const std::map<int, std::string> ledger = ReadLedger(owner);
  CheckLedger(ledger, migrations);
  for (const Migration& migration : migrations) {
    if (!ledger.contains(migration.version)) {
      Apply(owner, migration);
      applied(migration);
    }
  }
}

}  // namespace nexcyte::persistence
