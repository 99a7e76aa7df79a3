#include "domain/compose_message.h"

#include <algorithm>
#include <map>
#include <utility>

#include "domain/message_template.h"
#include "domain/notification.h"
#include "domain/sms_text.h"

namespace nexcyte::domain {
namespace {

using std::chrono::seconds;

std::string OneLine(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F;
      },
      ' ');
  return text;
}

std::map<std::string, std::string> OneLineEach(std::map<std::string, std::string> values) {
  for (auto& [name, value] : values) {
    value = OneLine(std::move(value));
  }
  return values;
}

const MessageTexts& TextsOf(const OutboxMessage& message, const MessageMaterial& material) {
  if (material.own_texts && !IsForStaff(message)) {
    return *material.own_texts;
  }
  return DefaultTexts(DefaultTextsKey(message), message.channel);
}

Email ComposeEmail(const OutboxMessage& message, const MessageTexts& texts,
                   const MessageContext& context, const std::string& from_address,
                   const std::string& mail_domain, Timestamp now) {
  const auto values = MessageValues(message, context, now);
  Email mail;
  mail.message_id = message.id.str() + "@" + mail_domain;
  mail.from_name = OneLine(context.tenant.name);
  mail.from_address = from_address;
  mail.reply_to = context.settings.contact_email;
  mail.to = message.recipient;
  mail.subject = Render(texts.subject, OneLineEach(values), Escaping::kNone);
  mail.text = Render(texts.text, values, Escaping::kNone);
  mail.html = Render(texts.html, values, Escaping::kHtml);
  mail.invite = InviteOf(message, context, {mail.from_name, mail.from_address});
  mail.useful_for = std::chrono::floor<seconds>(message.expires_at - now);
  CheckEmail(mail);
  return mail;
}

Sms ComposeSms(const OutboxMessage& message, const MessageTexts& texts,
               const MessageContext& context, Timestamp now) {
  const std::string body =
      Render(texts.text, MessageValues(message, context, now), Escaping::kNone);
  return {.id = message.id,
          .to = message.recipient,
          .body = SmsText(body),
          .useful_for = std::chrono::floor<seconds>(message.expires_at - now)};
}

}  // namespace

OutgoingMessage ComposeMessage(const OutboxMessage& message, const MessageMaterial& material,
                               const Tenant& tenant, const SchedulingSettings& settings,
                               const SenderIdentity& identity, Timestamp now) {
  const MessageContext context{tenant,
                               settings,
                               identity.base_domain,
                               material.booking,
                               material.hour_cycle,
                               material.purpose_title};
  const MessageTexts& texts = TextsOf(message, material);
  if (message.channel == Channel::kSms) {
    return ComposeSms(message, texts, context, now);
  }
  return ComposeEmail(message, texts, context, identity.from_address, identity.mail_domain, now);
}

}  // namespace nexcyte::domain
