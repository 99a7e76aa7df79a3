#ifndef NEXCYTE_PERSISTENCE_DIRECTORY_H_
#define NEXCYTE_PERSISTENCE_DIRECTORY_H_

#include <string>
#include <vector>

#include "domain/id.h"
#include "domain/tenant.h"
#include "persistence/connection.h"

namespace nexcyte::persistence {

// The operator's view of all tenants: over the owner's connection, from the command line only.
class Directory {
 public:
  explicit Directory(Connection& connection) : connection_(connection) {}

  // Refuses kConflict slug_taken, kInvalid (a slug of the wrong form, or reserved).
  domain::TenantId AddTenant(const std::string& slug, const std::string& name);
  std::vector<domain::Tenant> List();  // by slug
  // Which domains the tenant's mails may leave from, beside ours. Refuses kNotFound (no such
  // tenant).
  void SetSenderDomains(const std::string& slug, const std::vector<std::string>& domains);
  // Makes the person an admin of the tenant. A user who exists keeps their password; a member who
  // exists gets the role, which ends their sessions there. Refuses kNotFound (no such tenant).
  domain::UserId AddAdmin(const std::string& slug, const std::string& email,
                          const std::string& name, const std::string& password_hash);

 private:
  Connection& connection_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_DIRECTORY_H_
