#include "persistence/booking_repository.h"

#include <string>

#include "domain/error.h"
#include "persistence/booking_row.h"

namespace nexcyte::persistence {

using domain::Booking;
using domain::BookingHistoryEntry;
using domain::BookingId;
using domain::BookingStatus;
using domain::BookingSummary;
using domain::Error;
using domain::ErrorCode;
using domain::IntentKind;
using domain::Timestamp;

namespace {

constexpr char kFind[] = R"sql(
  select b.uid, b.purpose, b.status, i.kind, b.start_at, b.end_at, b.time_zone, b.moves,
         b.attendee_user_id, b.title, b.location, b.notes, b.moved_from_at, b.created_at,
         b.updated_at, b.cal_event_type_id, b.cal_booking_uid, b.revision, b.attendee_email,
         b.attendee_name, b.attendee_phone, b.actor_user_id, b.reason, i.id
    from nx_scheduler_booking b
    left join nx_scheduler_intent i
      on i.tenant_id = b.tenant_id and i.booking_uid = b.uid and i.outcome is null
   where b.tenant_id = nx.tenant_id() and b.uid = :id)sql";

constexpr char kLock[] = R"sql(
  select uid from nx_scheduler_booking
   where tenant_id = nx.tenant_id() and uid = :id for update)sql";

constexpr char kCountOpen[] = R"sql(
  select count(*) from nx_scheduler_booking
   where tenant_id = nx.tenant_id() and attendee_user_id = :attendee and start_at > nx.now()
     and status in ('pending', 'scheduled', 'requested')
     and (:purpose::text = '' or purpose = :purpose))sql";

constexpr char kListStarting[] = R"sql(
  select b.uid, coalesce(b.cal_booking_uid, ''), b.status, b.start_at, b.cal_event_type_id,
         exists (select from nx_scheduler_intent i
                  where i.tenant_id = b.tenant_id and i.booking_uid = b.uid and i.outcome is null)
    from nx_scheduler_booking b
   where b.tenant_id = nx.tenant_id() and b.start_at >= :range_start and b.start_at < :range_end
   order by b.start_at, b.uid)sql";

constexpr char kInsert[] = R"sql(
  insert into nx_scheduler_booking (uid, purpose, cal_event_type_id, status, start_at, end_at,
      time_zone, revision, moves, attendee_user_id, attendee_email, attendee_name, attendee_phone,
      actor_user_id, title, location, notes, reason)
  values (:id, :purpose, :cal_event_type_id, :status, :start_at, :end_at, :time_zone, :revision,
          :moves, :attendee, :attendee_email, :attendee_name, :attendee_phone, :actor, :title,
          :location, :notes, :reason))sql";

// The uid is registered first, and the row left alone if it is another booking's. Answers what
// kFind does, but for the intent's id.
constexpr char kUpdate[] = R"sql(
  with uid as materialized (
    select nx.record_cal_uid(:cal_uid, :id) as is_ours where :cal_uid::text is not null)
  update nx_scheduler_booking b
     set status = :status, start_at = :start_at, end_at = :end_at, time_zone = :time_zone,
         cal_booking_uid = :cal_uid, revision = :revision, moves = :moves, actor_user_id = :actor,
         title = :title, location = :location, reason = :reason, moved_from_at = :moved_from
   where tenant_id = nx.tenant_id() and uid = :id
     and coalesce((select is_ours from uid), true)
  returning b.uid, b.purpose, b.status,
         (select i.kind from nx_scheduler_intent i
           where i.tenant_id = b.tenant_id and i.booking_uid = b.uid and i.outcome is null),
         b.start_at, b.end_at, b.time_zone, b.moves, b.attendee_user_id, b.title, b.location,
         b.notes, b.moved_from_at, b.created_at, b.updated_at, b.cal_event_type_id,
         b.cal_booking_uid, b.revision, b.attendee_email, b.attendee_name, b.attendee_phone,
         b.actor_user_id, b.reason)sql";

constexpr char kAddHistory[] = R"sql(
  insert into nx_scheduler_booking_history (booking_uid, cal_booking_uid, start_at, status,
                                            actor_user_id, reason)
  values (:id, :cal_uid, :start_at, :status, :actor, :reason))sql";

constexpr char kHistory[] = R"sql(
  select coalesce(cal_booking_uid, ''), start_at, status, actor_user_id, reason, at
    from nx_scheduler_booking_history
   where tenant_id = nx.tenant_id() and booking_uid = :id order by at, id)sql";

// Booking a booking, or moving one, leaves its uid empty until Cal.com has answered.
std::optional<std::string> OrNull(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

std::optional<IntentKind> ParseIntentKind(const std::optional<std::string>& text) {
  for (const IntentKind kind : {IntentKind::kBook, IntentKind::kMove, IntentKind::kCancel}) {
    if (text && ToString(kind) == *text) {
      return kind;
    }
  }
  return std::nullopt;
}

BookingStatus ReadStatus(const std::string& text) {
  const std::optional<BookingStatus> status = domain::ParseBookingStatus(text);
  if (!status) {
    RefuseText("a booking's status");
  }
  return *status;
}

}  // namespace

BookingSummary ReadSummary(RowReader& row) {
  BookingSummary booking;
  booking.id = row.Next<BookingId>();
  booking.purpose = row.Next<std::string>();
  booking.status = ReadStatus(row.Next<std::string>());
  booking.open_intent = ParseIntentKind(row.Next<std::optional<std::string>>());
  booking.time.start = row.Next<Timestamp>();
  booking.time.end = row.Next<Timestamp>();
  booking.time_zone = row.Next<std::string>();
  booking.moves = row.Next<int>();
  booking.attendee = row.Next<domain::UserId>();
  booking.title = row.Next<std::string>();
  booking.location = row.Next<std::string>();
  booking.notes = row.Next<std::string>();
  booking.moved_from = row.Next<std::optional<Timestamp>>();
  booking.created_at = row.Next<Timestamp>();
  booking.updated_at = row.Next<Timestamp>();
  return booking;
}

Booking ReadBooking(Row cells) {
  RowReader row(cells);
  Booking booking;
  static_cast<BookingSummary&>(booking) = ReadSummary(row);
  booking.cal_event_type_id = row.Next<domain::CalEventTypeId>();
  booking.cal_uid = row.Next<std::optional<std::string>>().value_or("");
  booking.revision = row.Next<std::int64_t>();
  booking.attendee_email = row.Next<std::string>();
  booking.attendee_name = row.Next<std::string>();
  booking.attendee_phone = row.Next<std::string>();
  booking.actor = row.Next<std::optional<domain::UserId>>();
  booking.reason = row.Next<std::string>();
  return booking;
}

std::optional<Booking> PgBookingRepository::Find(const BookingId& id) {
  const RowList rows = Statement(session_, kFind).Bind("id", id).Rows(kBookingColumns + 1);
  if (rows.empty()) {
    return std::nullopt;
  }
  Booking booking = ReadBooking(rows.front());
  booking.intent = RowReader(rows.front(), kBookingColumns).Next<std::optional<domain::IntentId>>();
  return booking;
}

// Read after the lock in a statement of its own, which sees what the lock waited for, in the
// intent's table too.
std::optional<Booking> PgBookingRepository::FindForUpdate(const BookingId& id) {
  Statement(session_, kLock).Bind("id", id).Queue();
  return Find(id);
}

int PgBookingRepository::CountOpen(const domain::UserId& attendee, const std::string& purpose) {
  return std::get<0>(Statement(session_, kCountOpen)
                         .Bind("attendee", attendee)
                         .Bind("purpose", purpose)
                         .One<int>()
                         .value());
}

std::vector<domain::BookingTrace> PgBookingRepository::ListStarting(
    const domain::TimeRange& range) {
  std::vector<domain::BookingTrace> traces;
  for (const Row cells : Statement(session_, kListStarting)
                             .Bind("range_start", range.start)
                             .Bind("range_end", range.end)
                             .Rows(6)) {
    RowReader row(cells);
    domain::BookingTrace& trace = traces.emplace_back();
    trace.id = row.Next<BookingId>();
    trace.cal_uid = row.Next<std::string>();
    trace.status = ReadStatus(row.Next<std::string>());
    trace.start = row.Next<Timestamp>();
    trace.cal_event_type_id = row.Next<domain::CalEventTypeId>();
    trace.is_open = row.Next<bool>();
  }
  return traces;
}

void PgBookingRepository::Insert(const Booking& booking) {
  Statement(session_, kInsert)
      .Bind("id", booking.id)
      .Bind("purpose", booking.purpose)
      .Bind("cal_event_type_id", booking.cal_event_type_id)
      .Bind("status", ToString(booking.status))
      .Bind("start_at", booking.time.start)
      .Bind("end_at", booking.time.end)
      .Bind("time_zone", booking.time_zone)
      .Bind("revision", booking.revision)
      .Bind("moves", booking.moves)
      .Bind("attendee", booking.attendee)
      .Bind("attendee_email", booking.attendee_email)
      .Bind("attendee_name", booking.attendee_name)
      .Bind("attendee_phone", booking.attendee_phone)
      .Bind("actor", booking.actor)
      .Bind("title", booking.title)
      .Bind("location", booking.location)
      .Bind("notes", booking.notes)
      .Bind("reason", booking.reason)
      .Queue();
}

Booking PgBookingRepository::Update(const Booking& booking) {
  const RowList rows = Statement(session_, kUpdate)
                           .Bind("id", booking.id)
                           .Bind("status", ToString(booking.status))
                           .Bind("start_at", booking.time.start)
                           .Bind("end_at", booking.time.end)
                           .Bind("time_zone", booking.time_zone)
                           .Bind("cal_uid", OrNull(booking.cal_uid))
                           .Bind("revision", booking.revision)
                           .Bind("moves", booking.moves)
                           .Bind("actor", booking.actor)
                           .Bind("title", booking.title)
                           .Bind("location", booking.location)
                           .Bind("reason", booking.reason)
                           .Bind("moved_from", booking.moved_from)
                           .Rows(kBookingColumns);
  if (!rows.empty()) {
    return ReadBooking(rows.front());
  }
  if (!Find(booking.id)) {
    throw domain::NotFound();
  }
  throw Error(ErrorCode::kConflict, "cal_uid_not_available");
}

void PgBookingRepository::AddHistory(const BookingId& id, const BookingHistoryEntry& entry) {
  Statement(session_, kAddHistory)
      .Bind("id", id)
      .Bind("cal_uid", OrNull(entry.cal_uid))
      .Bind("start_at", entry.start)
      .Bind("status", entry.status)
      .Bind("actor", entry.actor)
      .Bind("reason", entry.reason)
      .Queue();
}

std::vector<BookingHistoryEntry> PgBookingRepository::History(const BookingId& id) {
  std::vector<BookingHistoryEntry> history;
  for (const Row cells : Statement(session_, kHistory).Bind("id", id).Rows(6)) {
    RowReader row(cells);
    BookingHistoryEntry& entry = history.emplace_back();
    entry.cal_uid = row.Next<std::string>();
    entry.start = row.Next<Timestamp>();
    entry.status = row.Next<std::string>();
    entry.actor = row.Next<std::optional<domain::UserId>>();
    entry.reason = row.Next<std::string>();
    entry.at = row.Next<Timestamp>();
  }
  return history;
}

}  // namespace nexcyte::persistence
