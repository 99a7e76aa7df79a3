#ifndef NEXCYTE_PERSISTENCE_SETTINGS_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_SETTINGS_REPOSITORY_H_

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgSettingsRepository final : public domain::SettingsRepository {
 public:
  explicit PgSettingsRepository(Session& session) : session_(session) {}

  domain::SchedulingSettings Load() override;
  void Save(const domain::SchedulingSettings& settings) override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_SETTINGS_REPOSITORY_H_
