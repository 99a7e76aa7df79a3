#include "fcgi/handlers/admin_audit.h"

#include <string>

#include "domain/error.h"
#include "domain/use_cases/audit.h"
#include "fcgi/answers.h"
#include "views/admin_audit.h"

namespace nexcyte::fcgi {

namespace {

constexpr int kRowsOfAPage = 50;

domain::AuditFilter ReadFilter(const Context& context, Fields& query) {
  domain::AuditFilter filter;
  filter.person = query.OptionalText("person", {.max = 254}).value_or("");
  filter.action = query.OptionalText("action", {.max = 80}).value_or("");
  filter.from = query.OptionalText("from", {.max = 10}).value_or("");
  filter.to = query.OptionalText("to", {.max = 10}).value_or("");
  filter.zone = context.time_zone();
  return filter;
}

}  // namespace

Response ShowAudit(Context& context, const Request& request, const PathParameters&) {
  auto query = Fields::FromQuery(request);
  views::AdminAuditPage page;
  page.filter = ReadFilter(context, query);
  const std::string cursor = query.OptionalText("cursor", {.max = 200}).value_or("");
  query.Finish(Fields::Unknown::kIgnore);
  page.layout = context.Layout();
  page.clock = {context.time_zone(), context.person().hour_cycle};
  try {
    page.page = domain::ShowAudit(*context.store, page.filter, cursor, kRowsOfAPage);
    return Html(200, views::Render(context.parts.renderer, page));
  } catch (const domain::Error& error) {
    if (!error.MayRedrawForm()) {
      throw;
    }
    page.problem = views::ProblemOf(error);
    return Redrawn(error, views::Render(context.parts.renderer, page));
  }
}

Response DownloadAudit(Context& context, const Request& request, const PathParameters&) {
  auto query = Fields::FromQuery(request);
  const domain::AuditFilter filter = ReadFilter(context, query);
  query.Finish(Fields::Unknown::kIgnore);
  Response response;
  response.Set("Content-Type", "text/csv; charset=utf-8; header=present")
      .Set("Content-Disposition",
           "attachment; filename=\"log-of-" + context.tenant().slug + ".csv\"")
      .Set("Cache-Control", "no-store");
  response.body = views::AuditCsv(domain::ExportAudit(*context.store, context.person(), filter));
  return response;
}

}  // namespace nexcyte::fcgi
