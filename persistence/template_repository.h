#ifndef NEXCYTE_PERSISTENCE_TEMPLATE_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_TEMPLATE_REPOSITORY_H_

#include <optional>
#include <string>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgTemplateRepository final : public domain::TemplateRepository {
 public:
  explicit PgTemplateRepository(Session& session) : session_(session) {}

  std::optional<domain::MessageTexts> Find(const std::string& event_key,
                                           domain::Channel channel) override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_TEMPLATE_REPOSITORY_H_
