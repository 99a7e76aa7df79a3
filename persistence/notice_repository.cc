#include "persistence/notice_repository.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "domain/error.h"
#include "persistence/booking_row.h"
#include "persistence/json_map.h"
#include "persistence/page_key.h"

namespace nexcyte::persistence {

using domain::NoticeQuery;
using domain::StoredNotice;

namespace {

static_assert(domain::kMostUnreadCounted == 100, "kCountUnread counts as far");
constexpr char kCountUnread[] = R"sql(
  select count(*) from (
    select from nx_notification_outbox
     where recipient_user_id = (select nx.user_id()) and channel = 'in_app' and state = 'sent'
       and read_at is null and due_at <= nx.now()
     limit 100) unread)sql";

// A booking's columns first, in the order of booking_row.h. Row security shows staff more than
// their own: hence the person is named here.
constexpr char kList[] = R"sql(
  select b.uid, b.purpose, b.status, null,
         b.start_at, b.end_at, b.time_zone, b.moves, b.attendee_user_id, b.title, b.location,
         b.notes, b.moved_from_at, b.created_at, b.updated_at, b.cal_event_type_id,
         b.cal_booking_uid, b.revision, b.attendee_email, b.attendee_name, b.attendee_phone,
         b.actor_user_id, b.reason, o.id, o.event_key, o.recipient, o.revision, o.payload, o.due_at,
         o.created_at, o.expires_at, o.read_at is not null, coalesce(e.title, ''),
         t.subject_template, t.body_text_template
    from nx_notification_outbox o
    join nx_scheduler_booking b on b.tenant_id = o.tenant_id and b.uid = o.booking_uid
    left join nx_scheduler_event_type_map e on e.tenant_id = b.tenant_id and e.purpose = b.purpose
    left join nx_notification_template t
      on t.tenant_id = o.tenant_id and t.event_key = o.event_key and t.channel = 'in_app'
     and t.is_enabled
   where o.recipient_user_id = (select nx.user_id()) and o.channel = 'in_app' and o.state = 'sent'
     and o.due_at <= nx.now() and (o.due_at, o.id) < (:after_at, :after_id)
   order by o.due_at desc, o.id desc limit :rows)sql";
constexpr int kListColumns = kBookingColumns + 12;

constexpr char kMarkRead[] = R"sql(
  update nx_notification_outbox set read_at = nx.now()
   where recipient_user_id = (select nx.user_id()) and channel = 'in_app' and state = 'sent'
     and read_at is null and due_at <= nx.now() and booking_uid = :booking)sql";

constexpr char kMarkAllRead[] = R"sql(
  update nx_notification_outbox set read_at = nx.now()
   where recipient_user_id = (select nx.user_id()) and channel = 'in_app' and state = 'sent'
     and read_at is null and due_at <= nx.now())sql";

StoredNotice ReadNotice(Row cells) {
  StoredNotice notice;
  RowReader row(cells, kBookingColumns);
  notice.material.booking = ReadBooking(cells);
  notice.message.booking = notice.material.booking->id;
  notice.message.channel = domain::Channel::kInApp;
  notice.message.id = row.Next<domain::OutboxId>();
  notice.message.event_key = row.Next<std::string>();
  notice.message.recipient = row.Next<std::string>();
  notice.message.revision = row.Next<std::int64_t>();
  notice.message.payload = ReadJsonMap(row.Next<std::string>());
  notice.at = row.Next<domain::Timestamp>();
  notice.message.created_at = row.Next<domain::Timestamp>();
  notice.message.expires_at = row.Next<domain::Timestamp>();
  notice.is_read = row.Next<bool>();
  notice.material.purpose_title = row.Next<std::string>();
  auto subject = row.Next<std::optional<std::string>>();
  auto text = row.Next<std::optional<std::string>>();
  if (subject) {
    notice.material.own_texts = {*subject, text.value(), {}};
  }
  return notice;
}

}  // namespace

Step CountUnreadStep() { return {kCountUnread}; }

int ReadUnread(const RowList& rows) {
  RowReader row(rows.front());
  return row.Next<int>();
}

domain::StoredNoticePage PgNoticeRepository::List(const NoticeQuery& query) {
  constexpr int kMostRows = 100;
  if (query.limit < 1 || query.limit > kMostRows) {
    throw domain::InvalidInput("limit", "A number from 1 to 100.");
  }
  const PageKey key = query.cursor.empty() ? LatestKey() : ParsePageKey(query.cursor);
  const RowList rows = Statement(session_, kList)
                           .Bind("after_at", key.at)
                           .Bind("after_id", key.id)
                           .Bind("rows", query.limit + 1)
                           .Rows(kListColumns);
  domain::StoredNoticePage page;
  const std::size_t shown = std::min(rows.size(), static_cast<std::size_t>(query.limit));
  page.notices.reserve(shown);
  for (std::size_t i = 0; i < shown; ++i) {
    page.notices.push_back(ReadNotice(rows[i]));
  }
  if (rows.size() > shown) {
    const StoredNotice& last = page.notices.back();
    page.next_cursor = CursorOf(last.at, last.message.id.str());
  }
  return page;
}

int PgNoticeRepository::MarkRead(const domain::BookingId& booking) {
  return static_cast<int>(Statement(session_, kMarkRead).Bind("booking", booking).Run());
}

void PgNoticeRepository::MarkAllRead() { Statement(session_, kMarkAllRead).Run(); }

}  // namespace nexcyte::persistence
