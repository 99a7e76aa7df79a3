#include "fcgi/handlers/health.h"

#include "domain/error.h"
#include "fcgi/answers.h"

namespace nexcyte::fcgi {

Response ShowHealth(Context&, const Request&, const PathParameters&) {
  return Json(200, R"({"ok":true})");
}

Response ShowReadiness(Context& context, const Request&, const PathParameters&) {
  if (!context.parts.is_ready()) {
    throw domain::Error(domain::ErrorCode::kUnavailable, "database_unavailable");
  }
  return Json(200, R"({"ok":true})");
}

Response ShowMetrics(Context& context, const Request&, const PathParameters&) {
  Response response;
  response.Set("Content-Type", "text/plain; version=0.0.4").Set("Cache-Control", "no-store");
  response.body = context.parts.metrics.Render();
  if (context.parts.internal != nullptr && context.parts.is_ready()) {
    response.body += RenderOutbox(context.parts.internal->upkeep.Figures());
  }
  return response;
}

}  // namespace nexcyte::fcgi
