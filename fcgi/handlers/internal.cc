#include "fcgi/handlers/internal.h"

#include <random>

#include "domain/use_cases/apply_hints.h"
#include "domain/use_cases/sweep_calendar.h"
#include "fcgi/answers.h"
#include "fcgi/log.h"
#include "fcgi/system.h"
#include "views/json.h"

namespace nexcyte::fcgi {

namespace {

constexpr int kMostMessages = 500;
constexpr int kMostIntents = 200;
constexpr int kMostSweeps = 50;

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

void LogAlerts(const domain::DispatchReport& report) {
  for (const domain::DispatchAlert& alert : report.alerts) {
    LogLine line(LogLevel::kWarning, "alert");
    line.Add("what", alert.what).Add("reason", alert.reason);
    if (alert.message.empty()) {
      line.Add("channel", ToString(alert.channel));
    } else {
      line.Add("tenant", alert.tenant).Add("message", alert.message);
    }
    line.Write();
  }
}

void Purge(domain::Upkeep& upkeep) {
  for (const domain::Purged& purged : upkeep.Purge()) {
    LogLine(LogLevel::kInfo, "purged").Add("what", purged.what).Add("rows", purged.rows).Write();
  }
}

void LogProblems(const domain::ReconcileReport& report) {
  for (const std::string& problem : report.problems) {
    LogLine(LogLevel::kWarning, "reconcile").Add("problem", problem).Write();
  }
}

}  // namespace

domain::DispatchReport DispatchDue(InternalParts& parts, domain::TenantStores& stores, int limit) {
  domain::DispatchSettings settings = parts.dispatch;
  settings.limit = limit;
  const domain::DispatchTools tools{parts.queue,       stores, parts.sender, parts.lookup,
                                    parts.text_lookup, Now,    Jitter};
  domain::DispatchReport report = domain::DispatchNotifications(tools, settings);
  LogAlerts(report);
  parts.upkeep.NoteDispatch();
  return report;
}

int ApplyDueHints(InternalParts& parts, domain::TenantStores& stores,
                  const domain::CalendarOf& calendar_of, int limit) {
  domain::ReconcileReport report;
  const int taken = domain::ApplyHints(parts.hints, stores, calendar_of, limit, report);
  LogProblems(report);
  return taken;
}

Response Dispatch(Context& context, const Request& request, const PathParameters&) {
  InternalParts& parts = *context.parts.internal;
  const int limit = LimitOf(request, parts.dispatch.limit, kMostMessages);
  return Json(200, views::DispatchJson(DispatchDue(parts, context.parts.stores, limit)));
}

Response Reconcile(Context& context, const Request& request, const PathParameters&) {
  const int limit = LimitOf(request, 50, kMostIntents);
  InternalParts& parts = *context.parts.internal;
  const domain::CalendarOf& calendar_of = context.parts.calendar_of;
  domain::ReconcileReport report =
      domain::ReconcileBookings(parts.due_intents, context.parts.stores, calendar_of, limit);
  domain::ApplyHints(parts.hints, context.parts.stores, calendar_of, limit, report);
  domain::SweepCalendars(parts.sweeps, context.parts.stores, calendar_of, kMostSweeps, report);
  LogProblems(report);
  Purge(parts.upkeep);
  return Json(200, views::ReconcileJson(report));
}

}  // namespace nexcyte::fcgi
