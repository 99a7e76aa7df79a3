#ifndef NEXCYTE_PERSISTENCE_SESSION_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_SESSION_REPOSITORY_H_

#include <string>
#include <vector>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgSessionRepository final : public domain::SessionRepository {
 public:
  explicit PgSessionRepository(Session& session) : session_(session) {}

  domain::SessionId Insert(const domain::UserId& user, const domain::Digest& token,
                           const std::string& user_agent, const std::string& address) override;
  std::vector<domain::WebSession> List(const domain::UserId& user) override;
  void End(const domain::SessionId& id) override;
  bool KnowsDevice(const std::string& email, const domain::Digest& mark) override;
  void RememberDevice(const domain::UserId& user, const domain::Digest& mark) override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_SESSION_REPOSITORY_H_
