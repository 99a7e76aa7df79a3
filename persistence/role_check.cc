#include "persistence/role_check.h"

#include <fmt/format.h>

#include <optional>
#include <tuple>

#include "domain/error.h"
#include "persistence/migrator.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {
namespace {

constexpr char kRole[] = R"sql(
  select rolname, rolsuper, rolbypassrls, rolcreaterole or rolcreatedb or rolreplication,
         exists (select from pg_auth_members m where m.member = r.oid),
         exists (select from pg_class c where c.relowner = r.oid)
           or exists (select from pg_proc p where p.proowner = r.oid)
           or exists (select from pg_namespace n where n.nspowner = r.oid)
    from pg_roles r where rolname = session_user)sql";

constexpr char kSettings[] = R"sql(
  select current_setting('TimeZone') = 'UTC' and current_setting('DateStyle') like 'ISO,%'
           and current_setting('search_path') = 'nx',
         session_user = current_user and current_setting('row_security') = 'on')sql";

constexpr char kSchemaVersionOf[] = "select max(version) from nx.nx_migration";

std::vector<std::string> RoleProblems(Session& session) {
  std::vector<std::string> problems;
  const auto row =
      Statement(session, kRole).One<std::string, bool, bool, bool, bool, bool>().value();
  const auto& [name, is_super, bypasses, rules_cluster, is_member, owns] = row;
  const auto add = [&problems, &name](bool is_so, const char* what) {
    if (is_so) {
      problems.push_back(fmt::format("the database role {} {}", name, what));
    }
  };
  add(is_super, "is a superuser");
  add(bypasses, "bypasses row security");
  add(rules_cluster, "may create roles or databases, or replicate");
  add(is_member, "is a member of another role");
  add(owns, "owns tables, functions or schemas");
  return problems;
}

std::optional<std::string> SettingsProblem(Session& session) {
  const auto row = Statement(session, kSettings).One<bool, bool>().value();
  if (!std::get<0>(row) || !std::get<1>(row)) {
    return "the database role lacks its settings (run sql/roles.sql)";
  }
  return std::nullopt;
}

std::optional<std::string> VersionProblem(Session& session) {
  try {
    const auto row = Statement(session, kSchemaVersionOf).One<std::optional<int>>().value();
    const int version = std::get<0>(row).value_or(0);
    if (version == kSchemaVersion) {
      return std::nullopt;
    }
    return fmt::format(
        "the database schema has version {}, this program needs {} (nexcyte migrate)", version,
        kSchemaVersion);
  } catch (const domain::Error& error) {
    if (error.code() == domain::ErrorCode::kUnavailable) {
      throw;
    }
    return "the database has no schema yet (nexcyte migrate)";
  }
}

}  // namespace

std::vector<std::string> DatabaseProblems(Connection& connection) {
  AutocommitSession session(connection);
  std::vector<std::string> problems = RoleProblems(session);
  for (const std::optional<std::string>& problem :
       {SettingsProblem(session), VersionProblem(session)}) {
    if (problem) {
      problems.push_back(*problem);
    }
  }
  return problems;
}

}  // namespace nexcyte::persistence
