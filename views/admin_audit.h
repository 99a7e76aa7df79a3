#ifndef NEXCYTE_VIEWS_ADMIN_AUDIT_H_
#define NEXCYTE_VIEWS_ADMIN_AUDIT_H_

#include <string>
#include <vector>

#include "domain/use_cases/audit.h"
#include "views/form_problem.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/admin/audit?person=&action=&from=&to=&cursor=`; the same without a cursor at
// `.../audit/log.csv` is a table to take away.
struct AdminAuditPage {
  Layout layout;
  domain::AuditFilter filter;
  domain::AuditPage page;
  LocalClock clock;
  FormProblem problem = {};
};

std::string Render(const Renderer& renderer, const AdminAuditPage& page);

// Times in UTC.
std::string AuditCsv(const std::vector<domain::AuditRow>& rows);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_AUDIT_H_
