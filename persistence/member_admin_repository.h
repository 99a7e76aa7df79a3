#ifndef NEXCYTE_PERSISTENCE_MEMBER_ADMIN_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_MEMBER_ADMIN_REPOSITORY_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgMemberAdminRepository final : public domain::MemberAdminRepository {
 public:
  explicit PgMemberAdminRepository(Session& session) : session_(session) {}

  domain::MemberPage List(const domain::MemberQuery& query) override;
  std::optional<domain::Member> Find(const domain::UserId& user) override;
  std::optional<domain::UserId> FindByEmail(const std::string& email) override;
  bool Change(const domain::UserId& user, const domain::MemberRights& rights,
              std::int64_t version) override;
  void EndSessions(const domain::UserId& user) override;
  std::vector<domain::Invitation> ListInvitations() override;
  domain::InvitationId Invite(const domain::Invitation& invitation,
                              const domain::Digest& token) override;
  std::optional<domain::Invitation> RemoveInvitation(const domain::InvitationId& id) override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_MEMBER_ADMIN_REPOSITORY_H_
