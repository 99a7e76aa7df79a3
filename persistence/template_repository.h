#ifndef NEXCYTE_PERSISTENCE_TEMPLATE_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_TEMPLATE_REPOSITORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgTemplateRepository final : public domain::TemplateRepository {
 public:
  explicit PgTemplateRepository(Session& session) : session_(session) {}

  std::optional<domain::MessageTexts> Find(const std::string& event_key,
                                           domain::Channel channel) override;
  std::vector<domain::OwnTexts> List() override;
  std::optional<domain::OwnTexts> FindOwn(const domain::TextsKey& key) override;
  std::int64_t Save(const domain::OwnTexts& texts, std::optional<std::int64_t> replaced) override;
  void Remove(const domain::TextsKey& key, std::int64_t version) override;
  std::vector<domain::TextsVersion> ListVersions(const domain::TextsKey& key) override;

 private:
  std::int64_t Write(const domain::OwnTexts& texts, std::optional<std::int64_t> replaced);
  void KeepVersion(const domain::OwnTexts& texts, std::int64_t version);

  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_TEMPLATE_REPOSITORY_H_
