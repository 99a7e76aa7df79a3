#include "persistence/delivery_repository.h"

#include <tuple>

#include "domain/text.h"

namespace nexcyte::persistence {

using domain::Digest;
using domain::OutboxId;
using domain::SentMessage;
using domain::TenantId;

namespace {

constexpr char kTakeOnce[] = R"sql(
  insert into nx_webhook_inbox (provider, digest, body, processed_at)
  values (:provider, :mark, '', nx.now()) on conflict do nothing)sql";

constexpr char kFindForUpdate[] = R"sql(
  select channel, recipient, state, coalesce(provider_message_id, '')
    from nx_notification_outbox
   where tenant_id = nx.tenant_id() and id = :id for update)sql";

constexpr char kMove[] = R"sql(
  update nx_notification_outbox
     set state = :state, lease_expires_at = null, settled_at = nx.now(), secret = null,
         provider_message_id = coalesce(provider_message_id, nullif(:provider_id, '')),
         last_error = nullif(:error, '')
   where tenant_id = nx.tenant_id() and id = :id)sql";

constexpr char kSendOnceMore[] = R"sql(
  insert into nx_notification_outbox (booking_uid, event_key, revision, channel, recipient_kind,
      recipient_user_id, recipient, due_offset_minutes, payload, state, due_at, expires_at,
      last_error, copy, resend_of)
  select o.booking_uid, o.event_key, o.revision, o.channel, o.recipient_kind, o.recipient_user_id,
         o.recipient, o.due_offset_minutes, o.payload, 'pending', due.at, o.expires_at, :why,
         last.copy + 1, o.id
    from nx_notification_outbox o
   cross join lateral (select nx.now() + make_interval(mins => :minutes) as at) due
   cross join lateral (
     select max(l.copy) as copy from nx_notification_outbox l
      where l.tenant_id = nx.tenant_id() and l.booking_uid = o.booking_uid
        and l.event_key = o.event_key and l.revision = o.revision and l.recipient = o.recipient
        and l.channel = o.channel and l.due_offset_minutes = o.due_offset_minutes) last
   where o.tenant_id = nx.tenant_id() and o.id = :id and o.booking_uid is not null
     and o.resend_of is null and o.expires_at > due.at and last.copy < 9
  on conflict do nothing)sql";

constexpr char kSuppress[] = R"sql(
  insert into nx_suppression (channel, address, reason)
  values (:channel, :address, :reason) on conflict do nothing)sql";

constexpr char kNoteOptOut[] = "select nx.note_opt_out(:number)";
constexpr char kReceiveOptOut[] = "select nx.receive_opt_out(:message, :number, :out)";

}  // namespace

bool PgDeliveryRepository::TakeOnce(const std::string& provider, const Digest& mark) {
  return Statement(session_, kTakeOnce).Bind("provider", provider).Bind("mark", mark).Run() == 1;
}

std::optional<SentMessage> PgDeliveryRepository::FindForUpdate(const OutboxId& id) {
  auto row = Statement(session_, kFindForUpdate)
                 .Bind("id", id)
                 .One<std::string, std::string, std::string, std::string>();
  if (!row) {
    return std::nullopt;
  }
  auto& [channel_text, recipient, state, provider_id] = *row;
  const auto channel = domain::ParseChannel(channel_text);
  if (!channel) {
    RefuseText("a channel");
  }
  return SentMessage{*channel, recipient, state, provider_id};
}

void PgDeliveryRepository::Move(const OutboxId& id, domain::DeliveryState state,
                                const std::string& provider_id, const std::string& error) {
  Statement(session_, kMove)
      .Bind("id", id)
      .Bind("state", ToString(state))
      .Bind("provider_id", provider_id)
      .Bind("error", error)
      .Run();
}

void PgDeliveryRepository::SendOnceMore(const OutboxId& id, std::chrono::minutes wait,
                                        const std::string& why) {
  Statement(session_, kSendOnceMore)
      .Bind("id", id)
      .Bind("minutes", wait.count())
      .Bind("why", why)
      .Run();
}

void PgDeliveryRepository::Suppress(domain::Channel channel, const std::string& address,
                                    domain::SuppressionReason reason) {
  Statement(session_, kSuppress)
      .Bind("channel", ToString(channel))
      .Bind("address", domain::LowerAscii(address))
      .Bind("reason", ToString(reason))
      .Run();
}

std::optional<TenantId> PgDeliveryDirectory::TenantOfMessage(const OutboxId& id) {
  return callbacks_.TenantOfMessage(id);
}

std::optional<std::pair<TenantId, OutboxId>> PgDeliveryDirectory::MessageOfProviderId(
    const std::string& provider_id) {
  return callbacks_.MessageOfProviderId(provider_id);
}

void PgDeliveryDirectory::NoteOptOut(const std::string& number) {
  Statement(session_, kNoteOptOut).Bind("number", number).Rows(1);
}

bool PgDeliveryDirectory::ReceiveOptOut(const Digest& message, const std::string& number,
                                        bool out) {
  const auto row = Statement(session_, kReceiveOptOut)
                       .Bind("message", message)
                       .Bind("number", number)
                       .Bind("out", out)
                       .One<bool>();
  return std::get<0>(row.value());
}

}  // namespace nexcyte::persistence
