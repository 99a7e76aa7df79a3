#include "persistence/intent_repository.h"

#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

#include "domain/error.h"

namespace nexcyte::persistence {

using domain::Intent;
using domain::IntentId;
using domain::IntentKind;
using domain::IntentOutcome;

namespace {

// nx_scheduler_intent_one_open refuses a second open intent of a booking (booking_busy).
constexpr char kOpen[] = R"sql(
  insert into nx_scheduler_intent (id, booking_uid, kind, new_start, reason, cal_reservation_uid,
      attendee_address, actor_user_id, lease_expires_at, next_check_at)
  values (:id, :booking, :kind, :new_start, :reason, :reservation_uid, :address, :actor,
          nx.now() + make_interval(secs => :lease), nx.now() + make_interval(secs => :wait)))sql";

constexpr char kFind[] = R"sql(
  select id, booking_uid, kind, new_start, reason, cal_reservation_uid, attendee_address,
         actor_user_id, call_started_at, checks, checked_at
    from nx_scheduler_intent
   where tenant_id = nx.tenant_id() and id = :id and outcome is null)sql";

constexpr char kFindOpen[] = R"sql(
  select id, booking_uid, kind, new_start, reason, cal_reservation_uid, attendee_address,
         actor_user_id, call_started_at, checks, checked_at
    from nx_scheduler_intent
   where tenant_id = nx.tenant_id() and booking_uid = :id and outcome is null)sql";
constexpr int kColumns = 11;

constexpr char kLookAgain[] = R"sql(
  update nx_scheduler_intent
     set checks = checks + 1, checked_at = nx.now(), next_check_at = nx.now() + make_interval(secs => :wait),
         lease_expires_at = nx.now()
   where tenant_id = nx.tenant_id() and id = :id and outcome is null)sql";

constexpr char kLookNow[] = R"sql(
  update nx_scheduler_intent set next_check_at = nx.now()
   where tenant_id = nx.tenant_id() and id = :id and outcome is null)sql";

constexpr char kClose[] = R"sql(
  update nx_scheduler_intent set outcome = :outcome, closed_at = nx.now()
   where tenant_id = nx.tenant_id() and id = :id and outcome is null)sql";

const char* ToString(IntentOutcome outcome) {
  switch (outcome) {
    case IntentOutcome::kDone:
      return "done";
    case IntentOutcome::kRefused:
      return "refused";
    case IntentOutcome::kFailed:
      return "failed";
  }
  return "";
}

IntentKind ReadKind(const std::string& text) {
  for (const IntentKind kind : {IntentKind::kBook, IntentKind::kMove, IntentKind::kCancel}) {
    if (domain::ToString(kind) == text) {
      return kind;
    }
  }
  RefuseText("an intent's kind");
}

std::optional<Intent> ReadIntent(const RowList& rows) {
  if (rows.empty()) {
    return std::nullopt;
  }
  RowReader row(rows.front());
  Intent intent;
  intent.id = row.Next<IntentId>();
  intent.booking = row.Next<domain::BookingId>();
  intent.kind = ReadKind(row.Next<std::string>());
  intent.new_start = row.Next<std::optional<domain::Timestamp>>();
  intent.reason = row.Next<std::string>();
  intent.reservation_uid = row.Next<std::string>();
  intent.attendee_address = row.Next<std::string>();
  intent.actor = row.Next<std::optional<domain::UserId>>();
  intent.call_started_at = row.Next<domain::Timestamp>();
  intent.checks = row.Next<int>();
  intent.checked_at = row.Next<std::optional<domain::Timestamp>>();
  return intent;
}

}  // namespace

// With an id from here nothing need be answered, and the statement travels with the commit.
IntentId PgIntentRepository::Open(const Intent& intent) {
  const IntentId id = IntentId::Parse(to_string(boost::uuids::random_generator()())).value();
  Statement(session_, kOpen)
      .Bind("id", id)
      .Bind("booking", intent.booking)
      .Bind("kind", domain::ToString(intent.kind))
      .Bind("new_start", intent.new_start)
      .Bind("reason", intent.reason)
      .Bind("reservation_uid", intent.reservation_uid)
      .Bind("address", intent.attendee_address)
      .Bind("actor", intent.actor)
      .Bind("lease", domain::kIntentLease.count())
      .Bind("wait", domain::NextLookUp(0).count())
      .Queue();
  return id;
}

std::optional<Intent> PgIntentRepository::Find(const IntentId& id) {
  return ReadIntent(Statement(session_, kFind).Bind("id", id).Rows(kColumns));
}

std::optional<Intent> PgIntentRepository::FindOpen(const domain::BookingId& id) {
  return ReadIntent(Statement(session_, kFindOpen).Bind("id", id).Rows(kColumns));
}

void PgIntentRepository::LookAgain(const IntentId& id, std::chrono::seconds wait) {
  Statement(session_, kLookAgain).Bind("id", id).Bind("wait", wait.count()).Queue();
}

void PgIntentRepository::LookNow(const IntentId& id) {
  Statement(session_, kLookNow).Bind("id", id).Queue();
}

void PgIntentRepository::Close(const IntentId& id, IntentOutcome outcome) {
  Statement(session_, kClose).Bind("id", id).Bind("outcome", ToString(outcome)).Queue();
}

}  // namespace nexcyte::persistence
