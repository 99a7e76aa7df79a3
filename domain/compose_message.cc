#include "domain/compose_message.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <variant>

#include "domain/error.h"
#include "domain/message_frame.h"
#include "domain/message_template.h"
#include "domain/notification.h"
#include "domain/sms_text.h"
#include "domain/text.h"

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

// Of the tenant's own, or nothing where ours are sent.
const MessageTexts* OwnTextsOf(const OutboxMessage& message, const MessageMaterial& material) {
  const bool may_be_own = DefaultTextsKey(message) == message.event_key;
  return may_be_own && material.own_texts ? &*material.own_texts : nullptr;
}

const MessageTexts& TextsOf(const OutboxMessage& message, const MessageMaterial& material) {
  const MessageTexts* own = OwnTextsOf(message, material);
  return own != nullptr ? *own : DefaultTexts(DefaultTextsKey(message), message.channel);
}

// With an HTML part, whoever wrote them.
MessageTexts MailTextsOf(const OutboxMessage& message, const MessageMaterial& material,
                         const MailLook& look) {
  const MessageTexts* own = OwnTextsOf(message, material);
  if (own == nullptr) {
    return DefaultMail(DefaultTextsKey(message), look);
  }
  MessageTexts texts = *own;
  if (Trim(texts.html).empty()) {
    texts.html = FrameText(texts.subject, texts.text, look);
  }
  return texts;
}

std::string PayloadOf(const OutboxMessage& message, const char* name) {
  const auto found = message.payload.find(name);
  return found == message.payload.end() ? std::string() : found->second;
}

// A test was filled in when it was asked for: what its values look like is not read again.
MessageTexts FillMail(const OutboxMessage& message, const MessageMaterial& material,
                      const MessageContext& context, const MailLook& look, Timestamp now) {
  if (message.event_key == kTestEvent) {
    return {PayloadOf(message, "subject"), PayloadOf(message, "text"), PayloadOf(message, "html")};
  }
  const MessageTexts texts = MailTextsOf(message, material, look);
  const auto values = MessageValues(message, context, now);
  return {Render(texts.subject, OneLineEach(values), Escaping::kNone),
          Render(texts.text, values, Escaping::kNone), Render(texts.html, values, Escaping::kHtml)};
}

std::string FillText(const OutboxMessage& message, const MessageMaterial& material,
                     const MessageContext& context, Timestamp now) {
  if (message.event_key == kTestEvent) {
    return PayloadOf(message, "text");
  }
  return Render(TextsOf(message, material).text, MessageValues(message, context, now),
                Escaping::kNone);
}

Email ComposeEmail(const OutboxMessage& message, MessageTexts filled_in,
                   const MessageContext& context, const MessageSettings& messages,
                   const SenderIdentity& identity, Timestamp now) {
  Email mail;
  const MailSender sender = SenderOf(context.tenant, messages, identity);
  mail.message_id = message.id.str() + "@" + identity.mail_domain;
  mail.from_name = sender.name;
  mail.from_address = sender.address;
  mail.reply_to = messages.reply_to.empty() ? context.settings.contact_email : messages.reply_to;
  mail.to = message.recipient;
  mail.subject = std::move(filled_in.subject);
  mail.text = std::move(filled_in.text);
  mail.html = std::move(filled_in.html);
  mail.invite = InviteOf(message, context, sender);
  mail.useful_for = std::chrono::floor<seconds>(message.expires_at - now);
  CheckEmail(mail);
  return mail;
}

Sms ComposeSms(const OutboxMessage& message, const std::string& body, Timestamp now) {
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

constexpr std::string_view kTestMark =
    "This is a test. You sent it to yourself, with made-up values; nobody else got it.";

// At the beginning of the body, or of the whole where there is none.
std::string WithMark(std::string html) {
  const std::string mark =
      R"(<p style="margin:0;padding:12px;background-color:#fdf1da;color:#16191d;font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:20px;text-align:center;">)" +
      std::string(kTestMark) + "</p>\n";
  const std::size_t body = LowerAscii(html).find("<body");
  const std::size_t end = body == html.npos ? html.npos : html.find('>', body);
  return html.insert(end == html.npos ? 0 : end + 1, mark);
}

}  // namespace

// The domain is looked at again: the operator may have withdrawn it since it was saved.
MailSender SenderOf(const Tenant& tenant, const MessageSettings& messages,
                    const SenderIdentity& identity) {
  const bool has_own =
      MaySendAs(messages.sender_address, identity.mail_domain, messages.sender_domains);
  return {OneLine(messages.sender_name.empty() ? tenant.name : messages.sender_name),
          has_own ? messages.sender_address : identity.from_address};
}

OutgoingMessage ComposeMessage(const OutboxMessage& message, const MessageMaterial& material,
                               const Tenant& tenant, const HouseStyle& style,
                               const SenderIdentity& identity, Timestamp now) {
  const MessageContext context =
      ContextOf(material, tenant, style.settings.scheduling, identity.base_domain);
  if (message.channel == Channel::kSms) {
    return ComposeSms(message, FillText(message, material, context, now), now);
  }
  const MailLook look = LookOfMails(style.branding, PortalOf(tenant, identity.base_domain));
  return ComposeEmail(message, FillMail(message, material, context, look, now), context,
                      style.settings.messages, identity, now);
}

MessageTexts TestOf(const OutgoingMessage& filled_in) {
  if (const auto* sms = std::get_if<Sms>(&filled_in)) {
    return {{}, "Test: " + sms->body, {}};
  }
  const auto& mail = std::get<Email>(filled_in);
  return {"[Test] " + mail.subject, std::string(kTestMark) + "\n\n" + mail.text,
          WithMark(mail.html)};
}

std::string WholeText(const OutboxMessage& message, const MessageMaterial& material,
                      const Tenant& tenant, const SchedulingSettings& settings,
                      const std::string& base_domain, Timestamp now) {
  return FillText(message, material, ContextOf(material, tenant, settings, base_domain), now);
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
