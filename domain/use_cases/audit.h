#ifndef NEXCYTE_DOMAIN_USE_CASES_AUDIT_H_
#define NEXCYTE_DOMAIN_USE_CASES_AUDIT_H_

#include <string>
#include <vector>

#include "domain/tenant_store.h"

namespace nexcyte::domain {

// Admins only (the route's access says so; the database shows the log to nobody else).

// The filters as they were typed.
struct AuditFilter {
  std::string person;  // e-mail address of a member; empty: everybody
  std::string action;  // empty: all
  std::string from;    // `2026-11-23`, in the zone of `zone`; empty: from the beginning
  std::string to;      // the last day
  std::string zone;
};

inline constexpr int kMostAuditExported = 10000;

// Refuses: kInvalid (person: nobody here; from, to: no day; cursor).
AuditPage ShowAudit(TenantStore& store, const AuditFilter& filter, const std::string& cursor,
                    int limit);

// The latest kMostAuditExported entries at most; that they were taken out is written into the log.
// Refuses: kInvalid (person, from, to).
std::vector<AuditRow> ExportAudit(TenantStore& store, const Actor& actor,
                                  const AuditFilter& filter);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_AUDIT_H_
