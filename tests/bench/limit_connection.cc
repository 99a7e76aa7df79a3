#include "tests/bench/limit_connection.h"

#include <array>
#include <stdexcept>

namespace nexcyte::bench {
namespace {

constexpr char kBeginRequest[] = R"sql(
  select tenant_id, tenant_slug, tenant_name, default_time_zone, scheduling_enabled, session_id,
         user_id, role, account_kind, email, display_name, coalesce(phone, ''),
         coalesce(time_zone, ''), hour_cycle
    from nx.begin_request($1, $2))sql";

// The portal's statements (persistence/settings_repository.cc and booking_list.cc).
constexpr char kSettings[] = R"sql(
  select is_enabled, organization_slug, default_time_zone, attendee_address, alias_domain,
         cancel_notice_minutes, reschedule_notice_minutes, max_moves, max_open_bookings,
         hold_minutes, contact_email, contact_phone, version, reason_rule, organization_id,
         (select string_agg(concat_ws('/', m.purpose, coalesce(m.cancel_notice_minutes::text, ''),
                                      coalesce(m.reschedule_notice_minutes::text, ''),
                                      coalesce(m.max_moves::text, ''),
                                      coalesce(m.max_open_bookings::text, ''),
                                      coalesce(m.reason_rule, '')), ',')
            from nx_scheduler_event_type_map m
           where m.tenant_id = nx.tenant_id()
             and num_nonnulls(m.cancel_notice_minutes, m.reschedule_notice_minutes, m.max_moves,
                              m.max_open_bookings, m.reason_rule) > 0)
    from nx_scheduler_settings where tenant_id = nx.tenant_id())sql";

constexpr char kBookings[] = R"sql(
  select b.uid, b.purpose, b.status,
         (select i.kind from nx_scheduler_intent i
           where i.booking_uid = b.uid and i.outcome is null),
         b.start_at, b.end_at, b.time_zone, b.moves, b.attendee_user_id, b.title, b.location,
         b.notes, b.moved_from_at, b.created_at, b.updated_at
    from nx_scheduler_booking b
   where b.attendee_user_id = (select nx.user_id())
     and (b.status = $1 or $1::text is null)
     and (b.created_at, b.uid) < ($2, $3)
   order by b.created_at desc, b.uid desc limit $4)sql";

constexpr int kBinary = 1;  // libpq's result format

bool IsGood(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

}  // namespace

LimitConnection::LimitConnection(const std::string& url)
    : pg_(PQconnectdb(url.c_str()), &PQfinish) {
  if (PQstatus(pg_.get()) != CONNECTION_OK) {
    throw std::runtime_error("cannot connect to the database");
  }
  Prepare("opening", kBeginRequest);
  Prepare("settings", kSettings);
  Prepare("bookings", kBookings);
  PQenterPipelineMode(pg_.get());
}

void LimitConnection::Prepare(const char* name, const char* sql) {
  const PgResult result(PQprepare(pg_.get(), name, sql, 0, nullptr), &PQclear);
  if (!IsGood(result.get())) {
    throw std::runtime_error(std::string("cannot prepare ") + name);
  }
}

MyBookingsRows LimitConnection::Load(const char* slug, const char* token) {
  const std::array<const char*, 2> opening{slug, token};
  const std::array<const char*, 4> bookings{nullptr, "infinity",
                                            "ffffffff-ffff-ffff-ffff-ffffffffffff", "51"};
  Send("opening", opening.size(), opening.data());
  Send("bookings", bookings.size(), bookings.data());
  Send("settings", 0, nullptr);
  PQpipelineSync(pg_.get());

  MyBookingsRows rows;
  rows.opening = Receive();
  rows.bookings = Receive();
  rows.settings = Receive();
  const PgResult mark(PQgetResult(pg_.get()), &PQclear);
  return rows;
}

void LimitConnection::Send(const char* name, int count, const char* const* values) {
  PQsendQueryPrepared(pg_.get(), name, count, values, nullptr, nullptr, kBinary);
}

PgResult LimitConnection::Receive() {
  PgResult result(PQgetResult(pg_.get()), &PQclear);
  const PgResult end(PQgetResult(pg_.get()), &PQclear);
  if (!IsGood(result.get())) {
    throw std::runtime_error("a statement failed");
  }
  return result;
}

}  // namespace nexcyte::bench
