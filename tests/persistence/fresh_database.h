#ifndef NEXCYTE_TESTS_PERSISTENCE_FRESH_DATABASE_H_
#define NEXCYTE_TESTS_PERSISTENCE_FRESH_DATABASE_H_

#include <string>

#include "tests/support/pg.h"

namespace nexcyte::testing {

// A database of this test's own, for what is not kept apart by tenants (the queue, the throttle,
// the migrator) and for tests that move the clock. Gone with the object.
class FreshDatabase {
 public:
  enum class Schema { kNone, kMigrated };

  explicit FreshDatabase(Schema schema = Schema::kMigrated);
  ~FreshDatabase();
  FreshDatabase(const FreshDatabase&) = delete;
  FreshDatabase& operator=(const FreshDatabase&) = delete;

  // The url of a role for this database.
  std::string Url(const std::string& role_url) const;
  // From now on the database's clock is ahead of the machine's by so much: `5 minutes`.
  void MoveClock(const std::string& interval);

 private:
  std::string name_;
};

}  // namespace nexcyte::testing

#endif  // NEXCYTE_TESTS_PERSISTENCE_FRESH_DATABASE_H_
