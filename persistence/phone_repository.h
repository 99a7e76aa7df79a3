#ifndef NEXCYTE_PERSISTENCE_PHONE_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_PHONE_REPOSITORY_H_

#include <optional>
#include <string>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgPhoneRepository final : public domain::PhoneRepository {
 public:
  explicit PgPhoneRepository(Session& session) : session_(session) {}

  domain::PhoneState Load(const domain::UserId& user) override;
  void SetConsent(const domain::UserId& user, const std::string& text) override;
  void ReplaceCode(const domain::UserId& user, const domain::PhoneCode& code,
                   domain::Timestamp expires_at) override;
  std::optional<domain::PhoneCode> TakeTry(const domain::UserId& user) override;
  bool Verify(const domain::UserId& user, const domain::PhoneCode& code) override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_PHONE_REPOSITORY_H_
