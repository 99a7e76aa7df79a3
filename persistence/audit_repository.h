#ifndef NEXCYTE_PERSISTENCE_AUDIT_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_AUDIT_REPOSITORY_H_

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgAuditRepository final : public domain::AuditRepository {
 public:
  explicit PgAuditRepository(Session& session) : session_(session) {}

  domain::AuditPage List(const domain::AuditQuery& query) override;
  void Append(const domain::AuditEntry& entry) override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_AUDIT_REPOSITORY_H_
