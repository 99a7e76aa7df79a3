#include "domain/use_cases/audit.h"

#include <chrono>
#include <utility>

#include "domain/account.h"
#include "domain/error.h"
#include "domain/time_zone.h"
#include "domain/use_cases/refusals.h"

namespace nexcyte::domain {
namespace {

constexpr int kRowsOfABatch = 1000;

std::optional<std::chrono::year_month_day> CheckDay(const std::string& text, const char* field) {
  const auto day = ParseDay(text);
  if (!day && !text.empty()) {
    throw InvalidInput(field, "Enter a day, like 2026-11-23.");
  }
  return day;
}

UserId RequirePerson(UnitOfWork& unit, const std::string& email) {
  std::optional<UserId> user;
  try {
    user = unit.members().FindByEmail(FoldEmail(email));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kInvalid) {
      throw;
    }
  }
  if (!user) {
    throw InvalidInput("person", "Nobody here has this e-mail address.");
  }
  return *user;
}

AuditQuery QueryOf(UnitOfWork& unit, const AuditFilter& filter) {
  AuditQuery query;
  query.action = filter.action;
  std::vector<FieldError> refused;
  Collect(refused, [&] {
    if (!filter.person.empty()) {
      query.person = RequirePerson(unit, filter.person);
    }
  });
  Collect(refused, [&] {
    if (const auto day = CheckDay(filter.from, "from")) {
      query.from = StartOfDay(*day, filter.zone);
    }
  });
  Collect(refused, [&] {
    if (const auto day = CheckDay(filter.to, "to")) {
      query.to = StartOfDay(std::chrono::sys_days(*day) + std::chrono::days(1), filter.zone);
    }
  });
  RefuseIfAny(std::move(refused));
  return query;
}

void AppendBatches(UnitOfWork& unit, AuditQuery& query, std::vector<AuditRow>& rows) {
  do {
    AuditPage page = unit.audit().List(query);
    std::move(page.rows.begin(), page.rows.end(), std::back_inserter(rows));
    query.cursor = std::move(page.next_cursor);
  } while (!query.cursor.empty() && rows.size() < static_cast<std::size_t>(kMostAuditExported));
}

}  // namespace

AuditPage ShowAudit(TenantStore& store, const AuditFilter& filter, const std::string& cursor,
                    int limit) {
  return store.Read([&](UnitOfWork& unit) {
    AuditQuery query = QueryOf(unit, filter);
    query.cursor = cursor;
    query.limit = limit;
    return unit.audit().List(query);
  });
}

std::vector<AuditRow> ExportAudit(TenantStore& store, const Actor& actor,
                                  const AuditFilter& filter) {
  return store.Transact([&](UnitOfWork& unit) {
    AuditQuery query = QueryOf(unit, filter);
    query.limit = kRowsOfABatch;
    std::vector<AuditRow> rows;
    AppendBatches(unit, query, rows);
    unit.audit().Append(
        {actor.user, "audit.exported", {}, {{"rows", std::to_string(rows.size())}}});
    return rows;
  });
}

}  // namespace nexcyte::domain
