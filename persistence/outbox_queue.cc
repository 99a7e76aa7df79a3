#include "persistence/outbox_queue.h"

#include <tuple>

#include "domain/intent.h"
#include "persistence/json_map.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

using domain::BookingId;
using domain::OutboxId;
using domain::OutboxMessage;
using domain::TenantId;

namespace {

constexpr char kLease[] = R"sql(
  select id, tenant_id, event_key, channel, recipient, booking_uid, revision, payload,
         coalesce(secret, ''), attempt, created_at, expires_at
    from nx.lease_messages(:limit, make_interval(secs => :lease)))sql";
constexpr int kLeaseColumns = 12;

constexpr char kMarkCallStarted[] = R"sql(
  select nx.start_calls(:tenants::text::uuid[], :ids::text::uuid[], :attempts::text::integer[]))sql";

constexpr char kSettle[] = R"sql(
  select nx.settle_message(:tenant, :id, :attempt, :state, make_interval(secs => :wait), :counts,
                           :provider_id, :error, :took))sql";

constexpr char kCountRemaining[] = "select nx.count_remaining_messages()";

constexpr char kLeaseIntents[] = R"sql(
  select tenant_id, id from nx.lease_intents(:limit, make_interval(secs => :lease)))sql";

constexpr char kTenantOfBooking[] = "select nx.tenant_of_booking(:id)";
constexpr char kBookingOfCalUid[] =
    "select tenant_id, booking_uid from nx.tenant_of_cal_uid(:cal_uid)";
constexpr char kTenantOfMessage[] = "select nx.tenant_of_message(:id)";
constexpr char kMessageOfProviderId[] =
    "select tenant_id, id from nx.message_of_provider_id(:provider_id)";

domain::Channel ReadChannel(const std::string& text) {
  const std::optional<domain::Channel> channel = domain::ParseChannel(text);
  if (!channel) {
    RefuseText("a channel");
  }
  return *channel;
}

OutboxMessage ReadMessage(Row cells) {
  RowReader row(cells);
  OutboxMessage message;
  message.id = row.Next<OutboxId>();
  message.tenant = row.Next<TenantId>();
  message.event_key = row.Next<std::string>();
  message.channel = ReadChannel(row.Next<std::string>());
  message.recipient = row.Next<std::string>();
  message.booking = row.Next<std::optional<BookingId>>();
  message.revision = row.Next<std::int64_t>();
  message.payload = ReadJsonMap(row.Next<std::string>());
  message.secret = row.Next<std::string>();
  message.attempt = row.Next<int>();
  message.created_at = row.Next<domain::Timestamp>();
  message.expires_at = row.Next<domain::Timestamp>();
  return message;
}

std::string SecondsText(std::chrono::milliseconds duration) {
  return std::to_string(static_cast<double>(duration.count()) / 1000.0);
}

template <class T>
std::optional<T> OnlyCell(const std::optional<std::tuple<std::optional<T>>>& row) {
  return row ? std::get<0>(*row) : std::nullopt;
}

template <class A, class B>
std::optional<std::pair<A, B>> AsPair(const std::optional<std::tuple<A, B>>& row) {
  return row ? std::optional(std::pair<A, B>(std::get<0>(*row), std::get<1>(*row))) : std::nullopt;
}

}  // namespace

std::vector<OutboxMessage> PgOutboxQueue::Lease(int limit, std::chrono::seconds lease) {
  std::vector<OutboxMessage> messages;
  for (const Row row : Statement(session_, kLease)
                           .Bind("limit", limit)
                           .Bind("lease", lease.count())
                           .Rows(kLeaseColumns)) {
    messages.push_back(ReadMessage(row));
  }
  return messages;
}

std::vector<OutboxId> PgOutboxQueue::MarkCallStarted(std::span<const OutboxMessage> wave) {
  std::vector<std::string> tenants;
  std::vector<std::string> ids;
  std::vector<std::string> attempts;
  for (const OutboxMessage& message : wave) {
    tenants.push_back(message.tenant.str());
    ids.push_back(message.id.str());
    attempts.push_back(std::to_string(message.attempt));
  }
  std::vector<OutboxId> started;
  for (auto& [id] : Statement(session_, kMarkCallStarted)
                        .Bind("tenants", WordsToText(tenants))
                        .Bind("ids", WordsToText(ids))
                        .Bind("attempts", WordsToText(attempts))
                        .All<OutboxId>()) {
    started.push_back(id);
  }
  return started;
}

bool PgOutboxQueue::Settle(const domain::Settlement& settlement) {
  const auto row = Statement(session_, kSettle)
                       .Bind("tenant", settlement.tenant)
                       .Bind("id", settlement.id)
                       .Bind("attempt", settlement.attempt)
                       .Bind("state", ToString(settlement.next.state))
                       .Bind("wait", SecondsText(settlement.next.wait))
                       .Bind("counts", settlement.counts)
                       .Bind("provider_id", settlement.provider_id)
                       .Bind("error", settlement.error)
                       .Bind("took", settlement.took.count())
                       .One<bool>();
  return std::get<0>(row.value());
}

std::int64_t PgOutboxQueue::CountRemaining() {
  return std::get<0>(Statement(session_, kCountRemaining).One<std::int64_t>().value());
}

std::vector<domain::DueIntent> PgDueIntents::Lease(int limit) {
  std::vector<domain::DueIntent> due;
  for (auto& [tenant, id] : Statement(session_, kLeaseIntents)
                                .Bind("limit", limit)
                                .Bind("lease", domain::kIntentLease.count())
                                .All<TenantId, domain::IntentId>()) {
    due.push_back({tenant, id});
  }
  return due;
}

std::optional<TenantId> CallbackDirectory::TenantOfBooking(const BookingId& id) {
  return OnlyCell(
      Statement(session_, kTenantOfBooking).Bind("id", id).One<std::optional<TenantId>>());
}

std::optional<std::pair<TenantId, BookingId>> CallbackDirectory::BookingOfCalUid(
    const std::string& cal_uid) {
  return AsPair(
      Statement(session_, kBookingOfCalUid).Bind("cal_uid", cal_uid).One<TenantId, BookingId>());
}

std::optional<TenantId> CallbackDirectory::TenantOfMessage(const OutboxId& id) {
  return OnlyCell(
      Statement(session_, kTenantOfMessage).Bind("id", id).One<std::optional<TenantId>>());
}

std::optional<std::pair<TenantId, OutboxId>> CallbackDirectory::MessageOfProviderId(
    const std::string& provider_id) {
  return AsPair(Statement(session_, kMessageOfProviderId)
                    .Bind("provider_id", provider_id)
                    .One<TenantId, OutboxId>());
}

}  // namespace nexcyte::persistence
