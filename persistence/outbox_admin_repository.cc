#include "persistence/outbox_admin_repository.h"

#include <algorithm>
#include <map>
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

constexpr char kStateOf[] = R"sql(
  select state from nx_notification_outbox where tenant_id = nx.tenant_id() and id = :id)sql";

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

constexpr char kStaffPauses[] = R"sql(
  select p.channel, m.display_name, p.paused_at
    from nx_channel_pause p
    join nx_tenant_membership m on m.tenant_id = p.tenant_id and m.user_id = p.actor_user_id
   where p.tenant_id = nx.tenant_id() order by p.channel)sql";

constexpr char kPauseChannel[] = R"sql(
  insert into nx_channel_pause (channel, actor_user_id) values (:channel, :actor)
  on conflict do nothing)sql";

constexpr char kResumeChannel[] = R"sql(
  delete from nx_channel_pause where tenant_id = nx.tenant_id() and channel = :channel)sql";

constexpr char kListOf[] = R"sql(
  select o.id, o.event_key, o.channel, o.recipient, o.booking_uid, o.attempt,
         coalesce(o.last_error, ''), o.created_at, o.due_at, o.state, o.recipient_kind, o.revision,
         o.settled_at
    from nx_notification_outbox o
   where o.tenant_id = nx.tenant_id() and o.booking_uid = :booking
   order by o.created_at desc, o.due_at, o.id limit :rows)sql";

constexpr char kAttemptsOf[] = R"sql(
  select o.id, a.outcome, coalesce(a.error, ''), a.at
    from nx_notification_outbox o
   cross join lateral (
     select t.outcome, t.error, t.at from nx_notification_attempt t
      where t.tenant_id = nx.tenant_id() and t.outbox_id = o.id
      order by t.at desc limit :rows) a
   where o.tenant_id = nx.tenant_id() and o.booking_uid = :booking
   order by o.id, a.at)sql";

constexpr char kCopy[] = R"sql(
  insert into nx_notification_outbox (booking_uid, event_key, revision, channel, recipient_kind,
      recipient_user_id, recipient, due_offset_minutes, payload, state, due_at, expires_at, copy)
  select o.booking_uid, o.event_key, o.revision, o.channel, o.recipient_kind, o.recipient_user_id,
         o.recipient, o.due_offset_minutes, o.payload, 'pending', nx.now(),
         nx.now() + make_interval(hours => :hours), last.copy + 1
    from nx_notification_outbox o
   cross join lateral (
     select max(l.copy) as copy from nx_notification_outbox l
      where l.tenant_id = nx.tenant_id() and l.booking_uid = o.booking_uid
        and l.event_key = o.event_key and l.revision = o.revision and l.recipient = o.recipient
        and l.channel = o.channel and l.due_offset_minutes = o.due_offset_minutes) last
   where o.tenant_id = nx.tenant_id() and o.id = :id and last.copy < 9)sql";

Channel ReadChannel(const std::string& text) {
  const auto channel = domain::ParseChannel(text);
  if (!channel) {
    throw domain::Error(domain::ErrorCode::kInternal, "internal", "unknown channel");
  }
  return *channel;
}

OutboxEntry ReadEntry(RowReader& row) {
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
  for (const Row cells : rows) {
    RowReader row(cells);
    entries.push_back(ReadEntry(row));
  }
  return entries;
}

domain::BookingMessage ReadBookingMessage(Row cells) {
  RowReader row(cells);
  domain::BookingMessage message;
  message.entry = ReadEntry(row);
  message.state = row.Next<std::string>();
  message.recipient_kind = domain::ParseRecipientKind(row.Next<std::string>())
                               .value_or(domain::RecipientKind::kAttendee);
  message.revision = row.Next<std::int64_t>();
  message.settled_at = row.Next<std::optional<domain::Timestamp>>();
  return message;
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

std::optional<std::string> PgOutboxAdminRepository::StateOf(const OutboxId& id) {
  auto row = Statement(session_, kStateOf).Bind("id", id).One<std::string>();
  return row ? std::optional(std::get<0>(*std::move(row))) : std::nullopt;
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

std::vector<domain::StaffPause> PgOutboxAdminRepository::StaffPauses() {
  std::vector<domain::StaffPause> pauses;
  for (auto& [channel, name, since] :
       Statement(session_, kStaffPauses).All<std::string, std::string, domain::Timestamp>()) {
    pauses.push_back({ReadChannel(channel), std::move(name), since});
  }
  return pauses;
}

bool PgOutboxAdminRepository::PauseChannel(Channel channel, const domain::UserId& by) {
  return Statement(session_, kPauseChannel)
             .Bind("channel", ToString(channel))
             .Bind("actor", by)
             .Run() == 1;
}

bool PgOutboxAdminRepository::ResumeChannel(Channel channel) {
  const bool is_done =
      Statement(session_, kResumeChannel).Bind("channel", ToString(channel)).Run() == 1;
  if (is_done) {
    Statement(session_, kRing).Run();
  }
  return is_done;
}

std::vector<domain::BookingMessage> PgOutboxAdminRepository::ListOf(
    const domain::BookingId& booking) {
  std::vector<domain::BookingMessage> messages;
  for (const Row row : Statement(session_, kListOf)
                           .Bind("booking", booking)
                           .Bind("rows", domain::kMostMessagesShown)
                           .Rows(kEntryColumns + 4)) {
    messages.push_back(ReadBookingMessage(row));
  }
  std::map<OutboxId, std::vector<domain::SendAttempt>> attempts;
  for (auto& [id, outcome, error, at] :
       Statement(session_, kAttemptsOf)
           .Bind("booking", booking)
           .Bind("rows", domain::kMostAttemptsShown)
           .All<OutboxId, std::string, std::string, domain::Timestamp>()) {
    attempts[id].push_back({std::move(outcome), std::move(error), at});
  }
  for (domain::BookingMessage& message : messages) {
    message.attempts = std::move(attempts[message.entry.id]);
  }
  return messages;
}

bool PgOutboxAdminRepository::Copy(const OutboxId& id, std::chrono::hours life) {
  return Statement(session_, kCopy).Bind("id", id).Bind("hours", life.count()).Run() == 1;
}

}  // namespace nexcyte::persistence
