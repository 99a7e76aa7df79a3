#include "persistence/audit_repository.h"

#include "persistence/json_map.h"

namespace nexcyte::persistence {
namespace {

constexpr char kAppend[] = R"sql(
  insert into nx_audit_log (actor_user_id, action, subject, details)
  values (:actor, :action, :subject, :details))sql";

}  // namespace

void PgAuditRepository::Append(const domain::AuditEntry& entry) {
  Statement(session_, kAppend)
      .Bind("actor", entry.actor)
      .Bind("action", entry.action)
      .Bind("subject", entry.subject)
      .Bind("details", MapToJson(entry.details))
      .Run();
}

}  // namespace nexcyte::persistence
