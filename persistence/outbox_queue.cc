#include "persistence/outbox_queue.h"

#include <boost/json.hpp>
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
  select id, tenant_id, event_key, channel, recipient_kind, recipient, booking_uid, revision, payload,
         coalesce(secret, ''), attempt, created_at, expires_at, uncertain_since,
         coalesce(extract(epoch from nx.now() - uncertain_since) * 1000, 0)::bigint, resends
    from nx.lease_messages(:limit, make_interval(secs => :lease), :channels::text::text[]))sql";
constexpr int kLeaseColumns = 16;

constexpr char kMarkCallStarted[] = R"sql(
  select nx.start_calls(:tenants::text::uuid[], :ids::text::uuid[], :attempts::text::integer[]))sql";

constexpr char kSettle[] = "select nx.settle_messages(:batch::text::jsonb)";

constexpr char kPause[] =
    "select nx.pause_provider(:channel, :wait * interval '1 millisecond', :reason)";
constexpr char kResume[] = "select nx.resume_provider(:channel)";

constexpr char kNoteOptOut[] = "select nx.note_opt_out(:phone)";

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

domain::RecipientKind ReadRecipientKind(const std::string& text) {
  const std::optional<domain::RecipientKind> kind = domain::ParseRecipientKind(text);
  if (!kind) {
    RefuseText("a kind of recipient");
  }
  return *kind;
}

OutboxMessage ReadMessage(Row cells) {
  RowReader row(cells);
  OutboxMessage message;
  message.id = row.Next<OutboxId>();
  message.tenant = row.Next<TenantId>();
  message.event_key = row.Next<std::string>();
  message.channel = ReadChannel(row.Next<std::string>());
  message.recipient_kind = ReadRecipientKind(row.Next<std::string>());
  message.recipient = row.Next<std::string>();
  message.booking = row.Next<std::optional<BookingId>>();
  message.revision = row.Next<std::int64_t>();
  message.payload = ReadJsonMap(row.Next<std::string>());
  message.secret = row.Next<std::string>();
  message.attempt = row.Next<int>();
  message.created_at = row.Next<domain::Timestamp>();
  message.expires_at = row.Next<domain::Timestamp>();
  message.uncertain_since = row.Next<std::optional<domain::Timestamp>>();
  message.in_doubt_for = std::chrono::milliseconds(row.Next<std::int64_t>());
  message.resends = row.Next<int>();
  return message;
}

boost::json::object ToJson(const domain::Settlement& settlement) {
  return {{"tenant_id", settlement.tenant.str()},
          {"id", settlement.id.str()},
          {"attempt", settlement.attempt},
          {"state", ToString(settlement.next.state)},
          {"wait_ms", settlement.next.wait.count()},
          {"counts", settlement.counts},
          {"looked_up", settlement.looked_up},
          {"provider_id", settlement.provider_id},
          {"error", settlement.error},
          {"took_ms", settlement.took.count()}};
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

std::vector<OutboxMessage> PgOutboxQueue::Lease(int limit, std::chrono::seconds lease,
                                                std::span<const domain::Channel> channels) {
  std::vector<std::string> words;
  words.reserve(channels.size());
  for (const domain::Channel channel : channels) {
    words.emplace_back(ToString(channel));
  }
  const RowList rows = Statement(session_, kLease)
                           .Bind("limit", limit)
                           .Bind("lease", lease.count())
                           .Bind("channels", WordsToText(words))
                           .Rows(kLeaseColumns);
  std::vector<OutboxMessage> messages;
  messages.reserve(rows.size());
  for (const Row row : rows) {
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

std::vector<OutboxId> PgOutboxQueue::Settle(std::span<const domain::Settlement> settlements) {
  boost::json::array batch;
  for (const domain::Settlement& settlement : settlements) {
    batch.push_back(ToJson(settlement));
  }
  std::vector<OutboxId> settled;
  for (auto& [id] : Statement(session_, kSettle).Bind("batch", serialize(batch)).All<OutboxId>()) {
    settled.push_back(id);
  }
  return settled;
}

bool PgOutboxQueue::Pause(domain::Channel channel, std::chrono::milliseconds wait,
                          const std::string& reason) {
  return std::get<0>(Statement(session_, kPause)
                         .Bind("channel", ToString(channel))
                         .Bind("wait", wait.count())
                         .Bind("reason", reason)
                         .One<bool>()
                         .value());
}

void PgOutboxQueue::Resume(domain::Channel channel) {
  Statement(session_, kResume).Bind("channel", ToString(channel)).Run();
}

void PgOutboxQueue::NoteOptOut(const std::string& phone) {
  Statement(session_, kNoteOptOut).Bind("phone", phone).Run();
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
