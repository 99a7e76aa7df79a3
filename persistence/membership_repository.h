#ifndef NEXCYTE_PERSISTENCE_MEMBERSHIP_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_MEMBERSHIP_REPOSITORY_H_

#include <optional>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgMembershipRepository final : public domain::MembershipRepository {
 public:
  explicit PgMembershipRepository(Session& session) : session_(session) {}

  std::optional<domain::Membership> Find(const domain::UserId& user) override;
  void Insert(const domain::Membership& membership) override;
  void UpdateProfile(const domain::Membership& membership) override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_MEMBERSHIP_REPOSITORY_H_
