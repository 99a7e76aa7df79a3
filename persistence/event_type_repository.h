#ifndef NEXCYTE_PERSISTENCE_EVENT_TYPE_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_EVENT_TYPE_REPOSITORY_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgEventTypeRepository final : public domain::EventTypeRepository {
 public:
  explicit PgEventTypeRepository(Session& session) : session_(session) {}

  std::vector<domain::EventType> List() override;
  std::optional<domain::EventType> Find(const std::string& purpose) override;
  void Upsert(const domain::EventType& type) override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_EVENT_TYPE_REPOSITORY_H_
