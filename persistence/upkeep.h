#ifndef NEXCYTE_PERSISTENCE_UPKEEP_H_
#define NEXCYTE_PERSISTENCE_UPKEEP_H_

#include <vector>

#include "domain/upkeep.h"
#include "persistence/connection.h"

namespace nexcyte::persistence {

// Through the functions that only nx_dispatch may call. Each call is a transaction of its own.
class PgUpkeep final : public domain::Upkeep {
 public:
  explicit PgUpkeep(Connection& connection) : session_(connection) {}

  std::vector<domain::Purged> Purge() override;
  domain::OutboxFigures Figures() override;

 private:
  AutocommitSession session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_UPKEEP_H_
