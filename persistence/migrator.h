#ifndef NEXCYTE_PERSISTENCE_MIGRATOR_H_
#define NEXCYTE_PERSISTENCE_MIGRATOR_H_

#include <functional>
#include <string>
#include <vector>

namespace nexcyte::persistence {

// The schema that this program was written for: the highest number in sql/migrations.
inline constexpr int kSchemaVersion = 20;

// One file `0001_name.sql`.
struct Migration {
  int version = 0;
  std::string name;
  std::string sql;
  std::string checksum;  // SHA-256 of the file, hexadecimal
};

// The files of a folder in order. Throws Error(kInternal) that names the file when a number is
// missing, doubled or unreadable.
std::vector<Migration> ReadMigrations(const std::string& folder);

// Applies what the ledger of the database at `url` (of the owner) does not have yet, each file in a
// transaction of its own, one migrator at a time, and calls `applied` after each. A filtered
// statement fails loudly (row_security = off). Throws Error(kInternal) and changes nothing when an
// applied file has another checksum today or is missing; on a failing file, with Postgres' message.
void Migrate(const std::string& url, const std::vector<Migration>& migrations,
             const std::function<void(const Migration&)>& applied);

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_MIGRATOR_H_
