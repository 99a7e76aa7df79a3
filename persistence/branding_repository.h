#ifndef NEXCYTE_PERSISTENCE_BRANDING_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_BRANDING_REPOSITORY_H_

#include <optional>
#include <string>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgBrandingRepository final : public domain::BrandingRepository {
 public:
  explicit PgBrandingRepository(Session& session) : session_(session) {}

  domain::Branding Load() override;
  bool Save(const domain::Branding& branding) override;
  void SaveLogo(const domain::Logo& logo) override;
  void RemoveLogo() override;
  std::optional<std::string> FindLogo(const std::string& name) override;

 private:
  void NameLogo(const std::optional<std::string>& name);

  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_BRANDING_REPOSITORY_H_
