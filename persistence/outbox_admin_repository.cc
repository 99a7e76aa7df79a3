#include "persistence/outbox_admin_repository.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "domain/error.h"
#include "persistence/page_key.h"

namespace nexcyte::persistence {

using domain::Channel;
using domain::OutboxEntry;
using domain::OutboxId;
using domain::OutboxShelf;

namespace {

// Each state is looked up in the partial index that holds it, so the condition of that index is
// said too: behind a bound value the planner could not see it.
constexpr char kCount[] = R"sql(
  select (select count(*) from (
            select from nx_notification_outbox
             where tenant_id = nx.tenant_id() and state in ('pending', 'uncertain')
               and state = 'pending' limit :most) waiting),
         (select count(*) from (
            select from nx_notification_outbox
             where tenant_id = nx.tenant_id() and state = 'uncertain' limit :most) uncertain),
         (select count(*) from (
            select from nx_notification_outbox
             where tenant_id = nx.tenant_id() and state = 'dead' limit :most) dead),
         (select count(*) from (
            select from nx_notification_outbox
             where tenant_id = nx.tenant_id() and state = 'bounced' limit :most) bounced),
         (select count(*) from (
            select from nx_notification_outbox
             where tenant_id = nx.tenant_id() and state = 'suppressed' limit :most) suppressed),
         (select min(oldest.due_at)
            from (values ('email'), ('sms')) c (channel) cross join generate_series(0, 2) p
           cross join lateral (
             select o.due_at from nx_notification_outbox o
              where o.tenant_id = nx.tenant_id() and o.channel = c.channel and o.priority = p
                and o.state in ('pending', 'uncertain') and o.due_at <= nx.now()
              order by o.due_at limit 1) oldest))sql";

// In the order of nx_notification_outbox_due.
constexpr char kListWaiting[] = R"sql(
  select id, event_key, channel, recipient, booking_uid, attempt, coalesce(last_error, ''),
         created_at, due_at
    from nx_notification_outbox
   where tenant_id = nx.tenant_id() and state in ('pending', 'uncertain') and state = 'pending'
   order by channel, priority, due_at limit :rows)sql";

constexpr char kListOthers[] = R"sql(
  select id, event_key, channel, recipient, booking_uid, attempt, coalesce(last_error, ''),
         created_at, due_at
    from nx_notification_outbox
   where tenant_id = nx.tenant_id() and state in ('uncertain', 'dead', 'bounced', 'suppressed')
     and state = :state and (created_at, id) < (:after_at, :after_id)
   order by created_at desc, id desc limit :rows)sql";

constexpr char kPauses[] = "select channel, reason, since from nx.provider_pauses()";

constexpr char kExists[] = R"sql(
  select exists (select from nx_notification_outbox
                  where tenant_id = nx.tenant_id() and id = :id))sql";

constexpr char kRequeue[] = R"sql(
  update nx_notification_outbox
     set state = 'pending', due_at = nx.now(), settled_at = null, last_error = null,
         expires_at = greatest(expires_at, nx.now() + make_interval(hours => :hours)),
         uncertain_since = null, resends = 0
   where tenant_id = nx.tenant_id() and id = :id and state in ('dead', 'bounced')
     and booking_uid is not null)sql";

// Rows are written by triggers elsewhere, and those ring by themselves.
constexpr char kRing[] = "notify nx_outbox";

constexpr char kDrop[] = R"sql(
  update nx_notification_outbox
     set state = 'superseded', settled_at = nx.now(), last_error = 'dropped'
   where tenant_id = nx.tenant_id() and id = :id and state in ('pending', 'uncertain')
     and booking_uid is not null)sql";

Channel ReadChannel(const std::string& text) {
  const auto channel = domain::ParseChannel(text);
  if (!channel) {
    throw domain::Error(domain::ErrorCode::kInternal, "internal", "unknown channel");
  }
  return *channel;
}

OutboxEntry ReadEntry(Row cells) {
  RowReader row(cells);
  OutboxEntry entry;
  entry.id = row.Next<OutboxId>();
  entry.event_key = row.Next<std::string>();
  entry.channel = ReadChannel(row.Next<std::string>());
  entry.recipient = row.Next<std::string>();
  entry.booking = row.Next<std::optional<domain::BookingId>>();
  entry.attempt = row.Next<int>();
  entry.error = row.Next<std::string>();
  entry.created_at = row.Next<domain::Timestamp>();
  entry.due_at = row.Next<domain::Timestamp>();
  return entry;
}
constexpr int kEntryColumns = 9;

std::vector<OutboxEntry> ReadEntries(const RowList& rows) {
  std::vector<OutboxEntry> entries;
  for (const Row row : rows) {
    entries.push_back(ReadEntry(row));
  }
  return entries;
}

}  // namespace

domain::OutboxCounts PgOutboxAdminRepository::Count() {
  const auto row = Statement(session_, kCount)
                       .Bind("most", domain::OutboxCounts::kMostCounted)
                       .One<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t,
                            std::optional<domain::Timestamp>>();
  const auto& [waiting, uncertain, dead, bounced, suppressed, oldest_due] = row.value();
  return {waiting, uncertain, dead, bounced, suppressed, oldest_due};
}

domain::OutboxPage PgOutboxAdminRepository::List(const domain::OutboxQuery& query) {
  if (query.shelf == OutboxShelf::kWaiting) {
    return {ReadEntries(
                Statement(session_, kListWaiting).Bind("rows", query.limit).Rows(kEntryColumns)),
            ""};
  }
  const PageKey key = query.cursor.empty() ? LatestKey() : ParsePageKey(query.cursor);
  domain::OutboxPage page{ReadEntries(Statement(session_, kListOthers)
                                          .Bind("state", std::string(ToString(query.shelf)))
                                          .Bind("after_at", key.at)
                                          .Bind("after_id", key.id)
                                          .Bind("rows", query.limit + 1)
                                          .Rows(kEntryColumns)),
                          ""};
  if (page.entries.size() > static_cast<std::size_t>(query.limit)) {
    page.entries.pop_back();
    page.next_cursor = CursorOf(page.entries.back().created_at, page.entries.back().id.str());
  }
  return page;
}

std::vector<domain::ChannelPause> PgOutboxAdminRepository::Pauses() {
  std::vector<domain::ChannelPause> pauses;
  for (auto& [channel, reason, since] :
       Statement(session_, kPauses).All<std::string, std::string, domain::Timestamp>()) {
    pauses.push_back({ReadChannel(channel), std::move(reason), since});
  }
  return pauses;
}

bool PgOutboxAdminRepository::Exists(const OutboxId& id) {
  return std::get<0>(Statement(session_, kExists).Bind("id", id).One<bool>().value());
}

bool PgOutboxAdminRepository::Requeue(const OutboxId& id, std::chrono::hours life) {
  const bool is_done =
      Statement(session_, kRequeue).Bind("id", id).Bind("hours", life.count()).Run() == 1;
  if (is_done) {
    Statement(session_, kRing).Run();
  }
  return is_done;
}

bool PgOutboxAdminRepository::Drop(const OutboxId& id) {
  return Statement(session_, kDrop).Bind("id", id).Run() == 1;
}

}  // namespace nexcyte::persistence
