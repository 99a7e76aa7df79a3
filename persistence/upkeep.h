#ifndef NEXCYTE_PERSISTENCE_UPKEEP_H_
#define NEXCYTE_PERSISTENCE_UPKEEP_H_

#include <chrono>
#include <optional>
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
  void NoteDispatch() override;

 private:
  AutocommitSession session_;
  std::optional<std::chrono::steady_clock::time_point> noted_;  // written every few seconds only
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_UPKEEP_H_
