#include "domain/compose_message.h"

#include <algorithm>
#include <map>
#include <utility>

#include "domain/error.h"
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

// The domain is looked at again: the operator may have withdrawn it since it was saved.
MailSender SenderOf(const Tenant& tenant, const MessageSettings& messages,
                    const SenderIdentity& identity) {
  const bool has_own =
      MaySendAs(messages.sender_address, identity.mail_domain, messages.sender_domains);
  return {OneLine(messages.sender_name.empty() ? tenant.name : messages.sender_name),
          has_own ? messages.sender_address : identity.from_address};
}

Email ComposeEmail(const OutboxMessage& message, const MessageTexts& texts,
                   const MessageContext& context, const MessageSettings& messages,
                   const SenderIdentity& identity, Timestamp now) {
  const auto values = MessageValues(message, context, now);
  Email mail;
  const MailSender sender = SenderOf(context.tenant, messages, identity);
  mail.message_id = message.id.str() + "@" + identity.mail_domain;
  mail.from_name = sender.name;
  mail.from_address = sender.address;
  mail.reply_to = messages.reply_to.empty() ? context.settings.contact_email : messages.reply_to;
  mail.to = message.recipient;
  mail.subject = Render(texts.subject, OneLineEach(values), Escaping::kNone);
  mail.text = Render(texts.text, values, Escaping::kNone);
  mail.html = Render(texts.html, values, Escaping::kHtml);
  mail.invite = InviteOf(message, context, sender);
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

MessageTexts FillNotice(const MessageTexts& texts,
                        const std::map<std::string, std::string>& values) {
  return {Render(texts.subject, OneLineEach(values), Escaping::kNone),
          Render(texts.text, values, Escaping::kNone),
          {}};
}

MessageContext ContextOf(const MessageMaterial& material, const Tenant& tenant,
                         const SchedulingSettings& settings, const std::string& base_domain) {
  return {
      tenant, settings, base_domain, material.booking, material.hour_cycle, material.purpose_title};
}

}  // namespace

OutgoingMessage ComposeMessage(const OutboxMessage& message, const MessageMaterial& material,
                               const Tenant& tenant, const TenantSettings& settings,
                               const SenderIdentity& identity, Timestamp now) {
  const MessageContext context =
      ContextOf(material, tenant, settings.scheduling, identity.base_domain);
  const MessageTexts& texts = TextsOf(message, material);
  if (message.channel == Channel::kSms) {
    return ComposeSms(message, texts, context, now);
  }
  return ComposeEmail(message, texts, context, settings.messages, identity, now);
}

MessageTexts ComposeNotice(const OutboxMessage& message, const MessageMaterial& material,
                           const Tenant& tenant, const SchedulingSettings& settings,
                           const std::string& base_domain, Timestamp now) {
  const auto values =
      MessageValues(message, ContextOf(material, tenant, settings, base_domain), now);
  try {
    return FillNotice(TextsOf(message, material), values);
  } catch (const Error&) {
    return FillNotice(DefaultTexts(message.event_key, Channel::kInApp), values);
  }
}

}  // namespace nexcyte::domain
