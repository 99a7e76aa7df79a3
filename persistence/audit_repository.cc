#include "persistence/audit_repository.h"

#include <optional>
#include <string>

#include "persistence/json_map.h"
#include "persistence/page_key.h"

namespace nexcyte::persistence {

using domain::AuditRow;

namespace {

constexpr char kAppend[] = R"sql(
  insert into nx_audit_log (actor_user_id, action, subject, details)
  values (:actor, :action, :subject, :details))sql";

// The subject's id is made first: under row security a look-up by what a cast makes uses no index.
constexpr char kList[] = R"sql(
  with page as materialized (
    select id, at, actor_user_id, actor_role, action, subject, details,
           case when subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                then subject::uuid end as subject_id
      from nx.audit_page(:person, :action, :from_at, :to_at, :after_at, :after_id, :rows))
  select p.id, p.at, p.actor_user_id, p.actor_role, coalesce(a.display_name, ''),
         coalesce(a.email, ''), p.action, p.subject, coalesce(s.display_name, b.title, ''), p.details
    from page p
    left join lateral (
      select m.display_name, m.email from nx_tenant_membership m
       where m.tenant_id = nx.tenant_id() and m.user_id = p.actor_user_id limit 1) a on true
    left join lateral (
      select m.display_name from nx_tenant_membership m
       where m.tenant_id = nx.tenant_id() and m.user_id = p.subject_id limit 1) s on true
    left join lateral (
      select k.title || ', ' || k.attendee_name as title from nx_scheduler_booking k
       where k.tenant_id = nx.tenant_id() and k.uid = p.subject_id limit 1) b on true
   order by p.at desc, p.id desc)sql";
constexpr int kListColumns = 10;

// An entry's id, for the cursor, and the entry.
struct Entry {
  std::string id;
  AuditRow row;
};

Entry ReadEntry(Row cells) {
  RowReader row(cells);
  Entry read;
  read.id = row.Next<std::string>();
  read.row.at = row.Next<domain::Timestamp>();
  read.row.entry.actor = row.Next<std::optional<domain::UserId>>();
  read.row.actor_role = row.Next<std::string>();
  read.row.actor_name = row.Next<std::string>();
  read.row.actor_email = row.Next<std::string>();
  read.row.entry.action = row.Next<std::string>();
  read.row.entry.subject = row.Next<std::string>();
  read.row.subject_name = row.Next<std::string>();
  read.row.entry.details = ReadJsonMap(row.Next<std::string>());
  return read;
}

std::string TimeOr(const std::optional<domain::Timestamp>& at, const char* otherwise) {
  return at ? ToText(*at) : otherwise;
}

}  // namespace

domain::AuditPage PgAuditRepository::List(const domain::AuditQuery& query) {
  const PageKey key = query.cursor.empty() ? LatestKey() : ParsePageKey(query.cursor);
  const RowList rows = Statement(session_, kList)
                           .Bind("person", query.person)
                           .Bind("action", query.action)
                           .Bind("from_at", TimeOr(query.from, "-infinity"))
                           .Bind("to_at", TimeOr(query.to, "infinity"))
                           .Bind("after_at", key.at)
                           .Bind("after_id", key.id)
                           .Bind("rows", query.limit + 1)
                           .Rows(kListColumns);
  domain::AuditPage page;
  std::string last;
  for (const Row cells : rows) {
    if (page.rows.size() == static_cast<std::size_t>(query.limit)) {
      page.next_cursor = CursorOf(page.rows.back().at, last);
      break;
    }
    Entry read = ReadEntry(cells);
    last = std::move(read.id);
    page.rows.push_back(std::move(read.row));
  }
  return page;
}

void PgAuditRepository::Append(const domain::AuditEntry& entry) {
  Statement(session_, kAppend)
      .Bind("actor", entry.actor)
      .Bind("action", entry.action)
      .Bind("subject", entry.subject)
      .Bind("details", MapToJson(entry.details))
      .Queue();
}

}  // namespace nexcyte::persistence
