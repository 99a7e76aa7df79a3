#include "persistence/reservation_repository.h"

#include <utility>

namespace nexcyte::persistence {

using domain::Reservation;
using domain::ReservationId;

namespace {

constexpr char kInsert[] = R"sql(
  insert into nx_scheduler_reservation (user_id, purpose, cal_event_type_id, cal_reservation_uid,
                                        start_at, end_at, time_zone, expires_at)
  values (:user, :purpose, :cal_event_type_id, :cal_uid, :start_at, :end_at, :time_zone,
          :expires_at)
  returning id)sql";

constexpr char kFind[] = R"sql(
  select id, user_id, purpose, cal_event_type_id, cal_reservation_uid, start_at, end_at, time_zone,
         expires_at
    from nx_scheduler_reservation
   where tenant_id = nx.tenant_id() and id = :id and finished_at is null
     and expires_at > nx.now())sql";

constexpr char kListOwn[] = R"sql(
  select id, user_id, purpose, cal_event_type_id, cal_reservation_uid, start_at, end_at, time_zone,
         expires_at
    from nx_scheduler_reservation
   where tenant_id = (select nx.tenant_id()) and user_id = (select nx.user_id())
     and finished_at is null and expires_at > nx.now()
   order by created_at)sql";

constexpr char kListOf[] = R"sql(
  select id, user_id, purpose, cal_event_type_id, cal_reservation_uid, start_at, end_at, time_zone,
         expires_at
    from nx_scheduler_reservation
   where tenant_id = nx.tenant_id() and user_id = :user and finished_at is null
     and expires_at > nx.now()
   order by created_at)sql";
constexpr int kColumns = 9;

constexpr char kIsKnown[] = R"sql(
  select id from nx_scheduler_reservation where tenant_id = nx.tenant_id() and id = :id)sql";

constexpr char kExtend[] = R"sql(
  update nx_scheduler_reservation set expires_at = :expires_at
   where tenant_id = nx.tenant_id() and id = :id and finished_at is null)sql";

constexpr char kSetCalendarUid[] = R"sql(
  update nx_scheduler_reservation set cal_reservation_uid = :cal_uid
   where tenant_id = nx.tenant_id() and id = :id)sql";

constexpr char kFinish[] = R"sql(
  update nx_scheduler_reservation set finished_at = nx.now(), booking_uid = :booking
   where tenant_id = nx.tenant_id() and id = :id and finished_at is null)sql";

constexpr char kBookingOf[] = R"sql(
  select b.uid
    from nx_scheduler_reservation r
    join nx_scheduler_booking b on b.tenant_id = r.tenant_id and b.uid = r.booking_uid
   where r.tenant_id = nx.tenant_id() and r.id = :id and r.user_id = nx.user_id()
     and b.status <> 'failed')sql";

Reservation ReadReservation(Row cells) {
  RowReader row(cells);
  Reservation reservation;
  reservation.id = row.Next<ReservationId>();
  reservation.user = row.Next<domain::UserId>();
  reservation.purpose = row.Next<std::string>();
  reservation.cal_event_type_id = row.Next<domain::CalEventTypeId>();
  reservation.cal_reservation_uid = row.Next<std::string>();
  reservation.time.start = row.Next<domain::Timestamp>();
  reservation.time.end = row.Next<domain::Timestamp>();
  reservation.time_zone = row.Next<std::string>();
  reservation.expires_at = row.Next<domain::Timestamp>();
  return reservation;
}

}  // namespace

ReservationId PgReservationRepository::Insert(const Reservation& reservation) {
  const auto row = Statement(session_, kInsert)
                       .Bind("user", reservation.user)
                       .Bind("purpose", reservation.purpose)
                       .Bind("cal_event_type_id", reservation.cal_event_type_id)
                       .Bind("cal_uid", reservation.cal_reservation_uid)
                       .Bind("start_at", reservation.time.start)
                       .Bind("end_at", reservation.time.end)
                       .Bind("time_zone", reservation.time_zone)
                       .Bind("expires_at", reservation.expires_at)
                       .One<ReservationId>();
  return std::get<0>(row.value());
}

std::optional<Reservation> PgReservationRepository::Find(const ReservationId& id) {
  const RowList rows = Statement(session_, kFind).Bind("id", id).Rows(kColumns);
  return rows.empty() ? std::nullopt : std::optional<Reservation>(ReadReservation(rows.front()));
}

bool PgReservationRepository::IsKnown(const ReservationId& id) {
  return Statement(session_, kIsKnown).Bind("id", id).One<ReservationId>().has_value();
}

void PgReservationRepository::Extend(const ReservationId& id, domain::Timestamp expires_at) {
  Statement(session_, kExtend).Bind("id", id).Bind("expires_at", expires_at).Run();
}

void PgReservationRepository::SetCalendarUid(const ReservationId& id,
                                             const std::string& cal_reservation_uid) {
  Statement(session_, kSetCalendarUid).Bind("id", id).Bind("cal_uid", cal_reservation_uid).Run();
}

void PgReservationRepository::Finish(const ReservationId& id,
                                     const std::optional<domain::BookingId>& booking) {
  Statement(session_, kFinish).Bind("id", id).Bind("booking", booking).Queue();
}

std::optional<domain::BookingId> PgReservationRepository::BookingOf(const ReservationId& id) {
  const auto row = Statement(session_, kBookingOf).Bind("id", id).One<domain::BookingId>();
  return row ? std::optional(std::get<0>(*row)) : std::nullopt;
}

Step ListOwnHoldsStep() { return {kListOwn}; }

std::vector<Reservation> ReadReservations(const RowList& rows) {
  std::vector<Reservation> list;
  list.reserve(rows.size());
  for (const Row row : rows) {
    list.push_back(ReadReservation(row));
  }
  return list;
}

std::vector<Reservation> PgReservationRepository::ListOf(const domain::UserId& user) {
  if (ahead_ != nullptr && ahead_->holds && ahead_->person == user) {
    return *std::exchange(ahead_->holds, std::nullopt);
  }
  return ReadReservations(Statement(session_, kListOf).Bind("user", user).Rows(kColumns));
}

}  // namespace nexcyte::persistence
