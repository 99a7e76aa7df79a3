#include "fcgi/outbound/mime_message.h"

#include <chrono>
#include <memory>
#include <new>
#include <string_view>

#include "fcgi/outbound/gmime_object.h"
#include "fcgi/outbound/invite.h"

namespace nexcyte::fcgi {
namespace {

constexpr char kUtf8[] = "utf-8";

Gmime<GMimePart> PartOf(const char* type, const char* subtype, std::string_view content,
                        GMimeContentEncoding encoding) {
  const Gmime<GMimeStream> bytes(g_mime_stream_mem_new_with_buffer(content.data(), content.size()));
  const Gmime<GMimeDataWrapper> wrapper(
      g_mime_data_wrapper_new_with_stream(bytes.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  Gmime<GMimePart> part(g_mime_part_new_with_type(type, subtype));
  g_mime_part_set_content(part.get(), wrapper.get());
  g_mime_part_set_content_encoding(part.get(), encoding);
  return part;
}

void SetParameter(GMimePart* part, const char* name, std::string_view value) {
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), name, std::string(value).c_str());
}

Gmime<GMimePart> TextPart(const char* subtype, std::string_view text) {
  auto part = PartOf("text", subtype, text, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  SetParameter(part.get(), "charset", kUtf8);
  return part;
}

// In base64 its line ends and folds arrive as they are.
Gmime<GMimePart> CalendarPart(std::string_view calendar, domain::InviteMethod method) {
  auto part = PartOf("text", "calendar", calendar, GMIME_CONTENT_ENCODING_BASE64);
  SetParameter(part.get(), "charset", kUtf8);
  SetParameter(part.get(), "method", ToString(method));
  return part;
}

Gmime<GMimePart> CalendarFile(std::string_view calendar) {
  auto part = PartOf("application", "ics", calendar, GMIME_CONTENT_ENCODING_BASE64);
  g_mime_object_set_disposition(GMIME_OBJECT(part.get()), GMIME_DISPOSITION_ATTACHMENT);
  g_mime_part_set_filename(part.get(), "invite.ics");
  return part;
}

void AddTo(GMimeMultipart* parts, gpointer part) {
  g_mime_multipart_add(parts, GMIME_OBJECT(part));
}

Gmime<GMimeMultipart> BodyOf(const domain::Email& mail) {
  const std::string calendar = CalendarText(*mail.invite);
  const Gmime<GMimeMultipart> alternatives(g_mime_multipart_new_with_subtype("alternative"));
  AddTo(alternatives.get(), TextPart("plain", mail.text).get());
  AddTo(alternatives.get(), TextPart("html", mail.html).get());
  AddTo(alternatives.get(), CalendarPart(calendar, mail.invite->method).get());
  Gmime<GMimeMultipart> body(g_mime_multipart_new_with_subtype("mixed"));
  AddTo(body.get(), alternatives.get());
  AddTo(body.get(), CalendarFile(calendar).get());
  return body;
}

void SetDate(GMimeMessage* message, domain::Timestamp now) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch();
  GDateTime* date = g_date_time_new_from_unix_utc(seconds.count());
  g_mime_message_set_date(message, date);
  g_date_time_unref(date);
}

Gmime<GMimeMessage> MessageOf(const domain::Email& mail, domain::Timestamp now) {
  Gmime<GMimeMessage> message(g_mime_message_new(TRUE));
  const char* from_name = mail.from_name.empty() ? nullptr : mail.from_name.c_str();
  g_mime_message_add_mailbox(message.get(), GMIME_ADDRESS_TYPE_FROM, from_name,
                             mail.from_address.c_str());
  g_mime_message_add_mailbox(message.get(), GMIME_ADDRESS_TYPE_TO, nullptr, mail.to.c_str());
  if (!mail.reply_to.empty()) {
    g_mime_message_add_mailbox(message.get(), GMIME_ADDRESS_TYPE_REPLY_TO, nullptr,
                               mail.reply_to.c_str());
  }
  g_mime_message_set_subject(message.get(), mail.subject.c_str(), kUtf8);
  g_mime_message_set_message_id(message.get(), mail.message_id.c_str());
  SetDate(message.get(), now);
  g_mime_message_set_mime_part(message.get(), GMIME_OBJECT(BodyOf(mail).get()));
  return message;
}

}  // namespace

std::string MimeMessage(const domain::Email& mail, domain::Timestamp now) {
  SetUpGmime();
  const Gmime<GMimeMessage> message = MessageOf(mail, now);
  const std::unique_ptr<GMimeFormatOptions, decltype(&g_mime_format_options_free)> format(
      g_mime_format_options_new(), &g_mime_format_options_free);
  g_mime_format_options_set_newline_format(format.get(), GMIME_NEWLINE_FORMAT_DOS);
  const Gmime<GMimeStream> bytes(g_mime_stream_mem_new());
  g_mime_object_write_to_stream(GMIME_OBJECT(message.get()), format.get(), bytes.get());
  const GByteArray* written = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(bytes.get()));
  return {reinterpret_cast<const char*>(written->data), written->len};
}

}  // namespace nexcyte::fcgi
