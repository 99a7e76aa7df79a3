#ifndef NEXCYTE_PERSISTENCE_ACCOUNT_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_ACCOUNT_REPOSITORY_H_

#include <optional>
#include <string>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgAccountRepository final : public domain::AccountRepository {
 public:
  explicit PgAccountRepository(Session& session) : session_(session) {}

  std::optional<domain::Credentials> FindCredentials(const std::string& email) override;
  domain::UserId CreateUser(const std::string& email, const std::string& password_hash) override;
  void SetPassword(const domain::UserId& user, const std::string& password_hash,
                   const std::optional<domain::SessionId>& keep) override;
  void Rehash(const domain::UserId& user, const std::string& password_hash) override;
  void InsertToken(const domain::AccountToken& token) override;
  std::optional<domain::AccountToken> FindToken(domain::AccountTokenKind kind,
                                                const domain::Digest& digest) override;
  bool ConsumeToken(const domain::AccountTokenId& id) override;
  std::optional<domain::FoundInvitation> FindInvitation(const domain::Digest& token) override;
  std::optional<domain::UserId> AcceptInvitation(const domain::Digest& token,
                                                 const std::string& password_hash,
                                                 const std::string& name) override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_ACCOUNT_REPOSITORY_H_
