#include "persistence/outbox_repository.h"

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

}  // namespace

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

}  // namespace nexcyte::persistence
