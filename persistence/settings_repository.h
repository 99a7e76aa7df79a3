#ifndef NEXCYTE_PERSISTENCE_SETTINGS_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_SETTINGS_REPOSITORY_H_

#include <vector>

#include "domain/tenant_store.h"
#include "persistence/read_ahead.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

// The statement behind Load, for a pipeline.
Step LoadSettingsStep();
// A tenant that has saved none yet has the defaults, under version 0.
domain::SchedulingSettings ReadSettings(const RowList& rows);

class PgSettingsRepository final : public domain::SettingsRepository {
 public:
  // `ahead` may be null; it must outlive the repository.
  PgSettingsRepository(Session& session, ReadAhead* ahead) : session_(session), ahead_(ahead) {}

  domain::SchedulingSettings Load() override;
  void Save(const domain::SchedulingSettings& settings) override;
  domain::MessageSettings LoadMessages() override;
  void SaveMessages(const domain::MessageSettings& settings) override;
  domain::SignsOfLife LoadSigns() override;

 private:
  Session& session_;
  ReadAhead* ahead_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_SETTINGS_REPOSITORY_H_
