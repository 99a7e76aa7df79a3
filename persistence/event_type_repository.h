#ifndef NEXCYTE_PERSISTENCE_EVENT_TYPE_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_EVENT_TYPE_REPOSITORY_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/tenant_store.h"
#include "persistence/read_ahead.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

// The statement behind List, for a pipeline.
Step ListEventTypesStep();
std::vector<domain::EventType> ReadEventTypes(const RowList& rows);

class PgEventTypeRepository final : public domain::EventTypeRepository {
 public:
  // `ahead` may be null; it must outlive the repository.
  PgEventTypeRepository(Session& session, ReadAhead* ahead) : session_(session), ahead_(ahead) {}

  std::vector<domain::EventType> List() override;
  std::optional<domain::EventType> Find(const std::string& purpose) override;
  void Upsert(const domain::EventType& type) override;

 private:
  Session& session_;
  ReadAhead* ahead_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_EVENT_TYPE_REPOSITORY_H_
