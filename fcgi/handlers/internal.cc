#include "fcgi/handlers/internal.h"

#include <random>

#include "fcgi/answers.h"
#include "fcgi/log.h"
#include "fcgi/system.h"
#include "views/json.h"

namespace nexcyte::fcgi {

namespace {

constexpr int kMostMessages = 500;
constexpr int kMostIntents = 200;

int LimitOf(const Request& request, int usual, int most) {
  auto query = Fields::FromQuery(request);
  const auto limit = query.OptionalInteger("limit", 1, most);
  query.Finish();
  return static_cast<int>(limit.value_or(usual));
}

// Spreads retries; nothing depends on its being hard to guess.
double Jitter() {
  thread_local std::minstd_rand generator{std::random_device{}()};
  return std::uniform_real_distribution<double>(0.0, 1.0)(generator);
}

}  // namespace

domain::DispatchReport DispatchDue(InternalParts& parts, domain::TenantStores& stores, int limit) {
  domain::DispatchSettings settings = parts.dispatch;
  settings.limit = limit;
  const domain::DispatchTools tools{parts.queue,       stores, parts.sender, parts.lookup,
                                    parts.text_lookup, Now,    Jitter};
  return domain::DispatchNotifications(tools, settings);
}

Response Dispatch(Context& context, const Request& request, const PathParameters&) {
  InternalParts& parts = *context.parts.internal;
  const int limit = LimitOf(request, parts.dispatch.limit, kMostMessages);
  return Json(200, views::DispatchJson(DispatchDue(parts, context.parts.stores, limit)));
}

Response Reconcile(Context& context, const Request& request, const PathParameters&) {
  const int limit = LimitOf(request, 50, kMostIntents);
  const domain::ReconcileReport report = domain::ReconcileBookings(
      context.parts.internal->due_intents, context.parts.stores, context.parts.calendar_of, limit);
  for (const std::string& problem : report.problems) {
    LogLine(LogLevel::kWarning, "reconcile").Add("problem", problem).Write();
  }
  return Json(200, views::ReconcileJson(report));
}

}  // namespace nexcyte::fcgi
