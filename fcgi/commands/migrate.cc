#include <fmt/format.h>
#include <unistd.h>

#include "domain/crypto.h"
#include "fcgi/commands/commands.h"
#include "fcgi/config.h"
#include "persistence/migrator.h"

namespace nexcyte::fcgi {

int Migrate(const Arguments& arguments) {
  domain::InitCrypto();
  const Config config = ParseConfig(ReadSettings(environ), Need::kMigrate);
  const std::string folder = arguments.Value("--sql").value_or(NX_SQL_FOLDER) + "/migrations";
  int count = 0;
  persistence::Migrate(config.owner_database_url.Reveal(), persistence::ReadMigrations(folder),
                       [&count](const persistence::Migration& migration) {
                         fmt::print("applied {}\n", migration.name);
                         ++count;
                       });
  fmt::print("{} migrations applied, schema version {}\n", count, persistence::kSchemaVersion);
  return 0;
}

}  // namespace nexcyte::fcgi
