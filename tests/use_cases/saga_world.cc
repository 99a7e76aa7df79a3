#include "tests/use_cases/saga_world.h"

#include <chrono>
#include <random>
#include <utility>

#include "persistence/database.h"
#include "persistence/slot_cache.h"

namespace nexcyte::testing {
namespace {

using domain::Booking;
using domain::BookingId;
using domain::BookSlotInput;
using domain::DueIntent;
using domain::IntentId;
using domain::Tenant;
using domain::TenantId;
using domain::Timestamp;

constexpr std::chrono::seconds kLongAgo{24 * 3600};

// Booking ids must differ from those of every other test.
class RandomEntropy final : public domain::Entropy {
 public:
  void Fill(std::span<std::uint8_t> bytes) override {
    for (std::uint8_t& byte : bytes) {
      byte = static_cast<std::uint8_t>(device_());
    }
  }

 private:
  std::random_device device_;
};

// The due intents of two tenants only: other tests' are not ours to end.
class OwnDueIntents final : public domain::DueIntents {
 public:
  explicit OwnDueIntents(TwoTenants& people) : people_(people) {}

  std::vector<DueIntent> Lease(int limit) override {
    std::vector<DueIntent> due;
    const PgResult leased = people_.sql().Run(
        "update nx.nx_scheduler_intent set lease_expires_at = nx.now() + interval '60 s'"
        " where id in (select id from nx.nx_scheduler_intent where tenant_id in ($1, $2)"
        "   and outcome is null and next_check_at <= nx.now() and lease_expires_at <= nx.now()"
        "   order by next_check_at limit $3::int for update) returning tenant_id, id",
        {people_.acme.id.str(), people_.globex.id.str(), std::to_string(limit)});
    for (const auto& row : leased.rows) {
      due.push_back({.tenant = TenantId::Parse(row[0].value()).value(),
                     .intent = IntentId::Parse(row[1].value()).value()});
    }
    return due;
  }

 private:
  TwoTenants& people_;
};

Timestamp Noon(std::chrono::days ahead, std::chrono::hours hour) {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return today + ahead + hour;
}

template <class Result>
Booking Now(const Result& result) {
  return std::get<Booking>(result);
}

}  // namespace

struct Seat::Connection {
  explicit Connection(const Tenant& tenant)
      : database({.url = AppUrl(), .keep_statements = true}),
        store(std::move(
            database.Open({.slug = tenant.slug, .token = {}, .ahead = {}}).value().store)),
        kept_slots(database.connection()) {}

  persistence::Database database;
  std::unique_ptr<domain::TenantStore> store;
  persistence::PgSlotCache kept_slots;
};

Seat::Seat(const Tenant& tenant, domain::Actor actor)
    : connection_(std::make_unique<Connection>(tenant)), actor_(std::move(actor)) {
  connection_->store->ActAs(actor_);
}
Seat::~Seat() = default;
Seat::Seat(Seat&&) noexcept = default;

domain::TenantStore& Seat::store() { return *connection_->store; }

domain::SlotCache& Seat::kept_slots() { return connection_->kept_slots; }

SagaWorld::SagaWorld()
    : now(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())),
      start(Noon(std::chrono::days{3}, std::chrono::hours{10})),
      other(start + std::chrono::hours{2}),
      carol(people.acme, people.carol) {
  people.sql().Run(
      "insert into nx.nx_slot_cache"
      "  (cal_event_type_id, range_start, range_end, slots, offered_at)"
      " select cal_event_type_id, $2::timestamptz, $2::timestamptz + interval '6 days', slots,"
      "        nx.now()"
      "   from nx.nx_scheduler_event_type_map,"
      "        (select jsonb_agg(jsonb_build_array($3::bigint + n * 1800, $3::bigint + n * 1800"
      "                                            + 1800)) as slots"
      "           from generate_series(0, 287) n) s"
      "  where tenant_id = $1 or tenant_id = $4",
      {people.acme.id.str(), domain::FormatRfc3339(start - std::chrono::hours{72}),
       std::to_string(std::chrono::floor<std::chrono::seconds>(start - std::chrono::hours{72})
                          .time_since_epoch()
                          .count()),
       people.globex.id.str()});
}

SagaWorld::~SagaWorld() {
  ForgetWhatWasOffered();
  people.sql().Try(
      "update nx.nx_scheduler_intent set outcome = 'failed', closed_at = nx.now()"
      " where outcome is null and tenant_id in ($1, $2)",
      {people.acme.id.str(), people.globex.id.str()});
}

void SagaWorld::ForgetWhatWasOffered() {
  people.sql().Try(
      "delete from nx.nx_slot_cache c using nx.nx_scheduler_event_type_map m"
      " where m.cal_event_type_id = c.cal_event_type_id and m.tenant_id in ($1, $2)",
      {people.acme.id.str(), people.globex.id.str()});
}

BookSlotInput SagaWorld::BookInput() const {
  BookSlotInput input;
  input.purpose = "intro_call";
  input.start = start;
  input.time_zone = "Europe/Berlin";
  return input;
}

domain::BookingResult SagaWorld::Book(Seat& seat, const BookSlotInput& input) {
  RandomEntropy entropy;
  return BookSlot(seat.store(), Offering(seat), entropy, seat.actor(), input, now);
}

Booking SagaWorld::Book(Seat& seat) { return Now(Book(seat, BookInput())); }

Booking SagaWorld::BookAt(Seat& seat, Timestamp at) {
  BookSlotInput input = BookInput();
  input.start = at;
  return Now(Book(seat, input));
}

Booking SagaWorld::Cancel(Seat& seat, const BookingId& id) {
  return Now(CancelBooking(seat.store(), calendar, seat.actor(),
                           {.booking = id, .reason = "no time", .idempotent = {}}, now));
}

Booking SagaWorld::Move(Seat& seat, const BookingId& id, Timestamp to) {
  return Now(RescheduleBooking(
      seat.store(), Offering(seat), seat.actor(),
      {.booking = id, .start = to, .time_zone = "", .reason = "", .idempotent = {}}, now));
}

domain::Reservation SagaWorld::Reserve(Seat& seat, Timestamp at) {
  return std::get<domain::Reservation>(ReserveSlot(seat.store(), Offering(seat), seat.actor(),
                                                   {.purpose = "intro_call",
                                                    .start = at,
                                                    .time_zone = "Europe/Berlin",
                                                    .key = {},
                                                    .answer = {},
                                                    .refusal = {}},
                                                   now));
}

Booking SagaWorld::BookUnknown(bool booked) {
  calendar.Fail(CalendarCall::kCreate,
                {.failure = domain::CalendarFailure::kUnknown, .does_it = booked});
  return Book();
}

domain::ReconcileReport SagaWorld::Reconcile(int limit) {
  persistence::Database database({.url = DispatchUrl(), .keep_statements = true});
  OwnDueIntents due(people);
  return ReconcileBookings(
      due, database, [this](const Tenant&) -> domain::CalendarProvider& { return calendar; },
      limit);
}

void SagaWorld::Age(const BookingId& id, std::chrono::seconds by) {
  people.sql().Run(
      "update nx.nx_scheduler_intent set lease_expires_at = nx.now(), next_check_at = nx.now(),"
      " call_started_at = call_started_at - make_interval(secs => $2::int)"
      " where booking_uid = $1 and outcome is null",
      {id.str(), std::to_string(by.count())});
}

void SagaWorld::AgePastQuietWindow(const BookingId& id) { Age(id, kLongAgo); }

void SagaWorld::Set(const std::string& setting, const std::string& value) {
  people.sql().Run(
      "update nx.nx_scheduler_settings set " + setting + " = " + value + " where tenant_id = $1",
      {people.acme.id.str()});
}

Booking SagaWorld::Row(const BookingId& id) {
  Seat alice(people.acme, people.alice);
  return RequireBooking(alice.store(), id);
}

BookingId SagaWorld::OnlyBooking() {
  return BookingId::Parse(
             people.sql().Text("select uid from nx.nx_scheduler_booking where tenant_id = $1",
                               {people.acme.id.str()}))
      .value();
}

std::string SagaWorld::Count(const std::string& table_and_condition) {
  return people.sql().Text("select count(*) from nx." + table_and_condition + " and tenant_id = $1",
                           {people.acme.id.str()});
}

int SagaWorld::Mails(const BookingId& id, const std::string& event) {
  return std::stoi(
      people.sql().Text("select count(*) from nx.nx_notification_outbox"
                        " where booking_uid = $1 and event_key = $2"
                        " and channel = 'email' and recipient_kind = 'attendee'",
                        {id.str(), event}));
}

int SagaWorld::Mails(const BookingId& id) {
  return std::stoi(
      people.sql().Text("select count(*) from nx.nx_notification_outbox"
                        " where booking_uid = $1 and event_key <> 'booking_reminder'"
                        " and channel = 'email' and recipient_kind = 'attendee'",
                        {id.str()}));
}

std::string SagaWorld::Outcome(const BookingId& id) {
  return people.sql().Text(
      "select coalesce(outcome, 'open') from nx.nx_scheduler_intent where booking_uid = $1"
      " order by created_at desc limit 1",
      {id.str()});
}

std::string SagaWorld::ClaimOwner(Timestamp at) {
  return people.sql().Text(
      "select coalesce((select owner_id::text from nx.nx_scheduler_slot_claim"
      " where tenant_id = $1 and start_at = $2), '')",
      {people.acme.id.str(), domain::FormatRfc3339(at)});
}

std::string SagaWorld::Audit(const BookingId& id) {
  return people.sql().Text(
      "select coalesce(string_agg(action, ' ' order by at), '') from nx.nx_audit_log"
      " where subject = $1",
      {id.str()});
}

domain::Idempotent WithKey(const std::string& key, std::uint8_t body) {
  domain::IdempotencyKey idempotency_key{.route = "POST /test", .key = key, .request = {}};
  idempotency_key.request.fill(body);
  return {.key = idempotency_key,
          .answer =
              [](const Booking& booking) {
                return domain::StoredAnswer{
                    .status = 200,
                    .body = booking.id.str() + " " + std::string(ToString(booking.status))};
              },
          .refusal =
              [](const domain::Error& error) {
                return domain::StoredAnswer{.status = 409, .body = error.reason()};
              }};
}

}  // namespace nexcyte::testing
