#include "persistence/outbox_repository.h"

#include <optional>
#include <utility>
#include <vector>

#include "persistence/booking_row.h"
#include "persistence/json_map.h"

namespace nexcyte::persistence {
namespace {

constexpr char kEnqueueAccountMail[] = R"sql(
  insert into nx_notification_outbox (event_key, channel, recipient_kind, recipient, payload, secret,
                                      expires_at)
  values (:event_key, 'email', 'account', :recipient, :payload, nullif(:secret, ''),
          :expires_at))sql";

constexpr char kEnqueuePhoneCode[] = R"sql(
  insert into nx_notification_outbox (event_key, channel, recipient_kind, recipient, secret,
                                      expires_at)
  values ('phone_code', 'sms', 'account', :number, :code, :expires_at))sql";

constexpr char kEnqueueTest[] = R"sql(
  insert into nx_notification_outbox (event_key, channel, recipient_kind, recipient, payload,
                                      expires_at)
  values ('template_test', :channel, 'account', :recipient, :payload, :expires_at))sql";

// A booking's columns first, in the order of booking_row.h. Only a look at the opt-outs of text
// messages needs the function, which costs more than all the rest of a row.
constexpr char kMaterial[] = R"sql(
  select (o.booking).uid, (o.booking).purpose, (o.booking).status, o.intent, (o.booking).start_at,
         (o.booking).end_at, (o.booking).time_zone, (o.booking).moves,
         (o.booking).attendee_user_id, (o.booking).title, (o.booking).location, (o.booking).notes,
         (o.booking).moved_from_at, (o.booking).created_at, (o.booking).updated_at,
         (o.booking).cal_event_type_id, (o.booking).cal_booking_uid, (o.booking).revision,
         (o.booking).attendee_email, (o.booking).attendee_name, (o.booking).attendee_phone,
         (o.booking).actor_user_id, (o.booking).reason, o.id, coalesce(o.hour_cycle, '24'),
         coalesce(o.time_zone, ''), coalesce(e.title, ''), t.subject_template,
         t.body_text_template, t.body_html_template,
         case when o.channel = 'sms' then nx.is_suppressed(o.tenant_id, o.channel, o.recipient)
              else exists (select from nx_suppression s
                            where s.tenant_id = o.tenant_id and s.channel = o.channel
                              and s.address = o.address) end,
         o.is_resend
    from nx.subjects_of_messages(:ids::text::uuid[]) o
    left join nx_scheduler_event_type_map e
      on e.tenant_id = o.tenant_id and e.purpose = (o.booking).purpose
    left join nx_notification_template t
      on t.tenant_id = o.tenant_id and t.event_key = o.event_key and t.channel = o.channel
     and t.is_enabled)sql";
constexpr int kMaterialColumns = kBookingColumns + 9;

domain::MessageMaterial ReadMaterial(Row cells, RowReader& row) {
  domain::MessageMaterial material;
  if (cells[0]) {
    material.booking = ReadBooking(cells);
  }
  material.hour_cycle =
      row.Next<std::string>() == "12" ? domain::HourCycle::k12 : domain::HourCycle::k24;
  material.recipient_zone = row.Next<std::string>();
  material.purpose_title = row.Next<std::string>();
  auto subject = row.Next<std::optional<std::string>>();
  auto text = row.Next<std::optional<std::string>>();
  auto html = row.Next<std::optional<std::string>>();
  if (subject) {
    material.own_texts = {*subject, text.value(), html.value()};
  }
  material.is_suppressed = row.Next<bool>();
  material.is_resend = row.Next<bool>();
  return material;
}

}  // namespace

std::map<domain::OutboxId, domain::MessageMaterial> PgOutboxRepository::LoadMaterial(
    std::span<const domain::OutboxId> ids) {
  std::vector<std::string> texts;
  texts.reserve(ids.size());
  for (const domain::OutboxId& id : ids) {
    texts.push_back(id.str());
  }
  std::map<domain::OutboxId, domain::MessageMaterial> all;
  const RowList rows =
      Statement(session_, kMaterial).Bind("ids", WordsToText(texts)).Rows(kMaterialColumns);
  for (const Row cells : rows) {
    RowReader row(cells, kBookingColumns);
    const auto id = row.Next<domain::OutboxId>();
    all.emplace(id, ReadMaterial(cells, row));
  }
  return all;
}

void PgOutboxRepository::EnqueueAccountMail(const std::string& event_key,
                                            const std::string& recipient, const std::string& secret,
                                            const std::map<std::string, std::string>& payload,
                                            domain::Timestamp expires_at) {
  Statement(session_, kEnqueueAccountMail)
      .Bind("event_key", event_key)
      .Bind("recipient", recipient)
      .Bind("payload", MapToJson(payload))
      .Bind("secret", secret)
      .Bind("expires_at", expires_at)
      .Run();
}

void PgOutboxRepository::EnqueuePhoneCode(const std::string& number, const std::string& code,
                                          domain::Timestamp expires_at) {
  Statement(session_, kEnqueuePhoneCode)
      .Bind("number", number)
      .Bind("code", code)
      .Bind("expires_at", expires_at)
      .Run();
}

void PgOutboxRepository::EnqueueTest(domain::Channel channel, const std::string& recipient,
                                     const domain::MessageTexts& filled_in,
                                     domain::Timestamp expires_at) {
  Statement(session_, kEnqueueTest)
      .Bind("channel", ToString(channel))
      .Bind("recipient", recipient)
      .Bind("payload", MapToJson({{"subject", filled_in.subject},
                                  {"text", filled_in.text},
                                  {"html", filled_in.html}}))
      .Bind("expires_at", expires_at)
      .Run();
}

}  // namespace nexcyte::persistence
