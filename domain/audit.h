#ifndef NEXCYTE_DOMAIN_AUDIT_H_
#define NEXCYTE_DOMAIN_AUDIT_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/id.h"
#include "domain/time.h"

namespace nexcyte::domain {

struct AuditEntry {
  std::optional<UserId> actor;
  std::string action;                          // `booking.cancelled`
  std::string subject;                         // id of what it was done to
  std::map<std::string, std::string> details;  // neither secrets nor personal data
};

// What something was and what it became, in the details of an entry: `role.before`, `role.after`,
// long values cut. Nothing where both are the same.
void NoteChange(AuditEntry& entry, std::string_view what, std::string_view before,
                std::string_view after);

// An entry as an admin reads it. Names are those of today; empty where there is none any more.
struct AuditRow {
  AuditEntry entry;
  Timestamp at;
  std::string actor_role;  // member, staff, admin; visitor or system without an actor
  std::string actor_name;
  std::string actor_email;
  std::string subject_name;  // of a member; of a booking its title and attendee
};

struct AuditQuery {
  std::optional<UserId> person;  // who did it, or to whom it was done
  std::string action;            // empty: all
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;  // not included
  int limit = 50;
  std::string cursor;  // of the page before, or empty
};

struct AuditPage {
  std::vector<AuditRow> rows;  // latest first
  std::string next_cursor;
};

class AuditRepository {
 public:
  virtual ~AuditRepository() = default;
  // For admins; others see nothing. Refuses kInvalid (cursor).
  virtual AuditPage List(const AuditQuery& query) = 0;
  virtual void Append(const AuditEntry& entry) = 0;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_AUDIT_H_
