#include "fcgi/outbound/mime_message.h"

#include <gmime/gmime.h>

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>

#include "fcgi/outbound/invite.h"
#include "tests/fcgi/outbound/invite_fixture.h"

namespace nexcyte::fcgi {
namespace {

using domain::Email;

struct ObjectCleanup {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, ObjectCleanup>;

Email Mail() {
  Email mail;
  mail.message_id = "6f1c2f8e-8f0a-4a53-9a53-0b6d4a5f9f11@mg.example.com";
  mail.from_name = "Acme, \"The\" B\xC3\xBCro";
  mail.from_address = "no-reply@mg.example.com";
  mail.reply_to = "office@acme.example";
  mail.to = "maria@example.com";
  mail.subject =
      "Booked: Gr\xC3\xBC\xC3\x9F"
      "e \xF0\x9F\x93\x85, 10:00";
  mail.text = "Hello \xE2\x82\xAC\n.\n" + std::string(1200, 'x') + "\n";
  mail.html = "<p>Hello \xE2\x82\xAC</p>\n";
  mail.invite = SampleInvite();
  return mail;
}

// A message read back.
class Parsed {
 public:
  explicit Parsed(const std::string& text) {
    const Owned<GMimeStream> bytes(g_mime_stream_mem_new_with_buffer(text.data(), text.size()));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(bytes.get()));
    message_.reset(g_mime_parser_construct_message(parser.get(), nullptr));
    BOOST_REQUIRE(message_ != nullptr);
  }

  GMimeMessage* message() const { return message_.get(); }
  std::string Header(const char* name) const {
    const char* value = g_mime_object_get_header(GMIME_OBJECT(message_.get()), name);
    return value == nullptr ? "" : value;
  }
  GMimeMultipart* Body() const {
    return GMIME_MULTIPART(g_mime_message_get_mime_part(message_.get()));
  }

 private:
  Owned<GMimeMessage> message_;
};

std::string TypeOf(gpointer object) {
  char* text =
      g_mime_content_type_get_mime_type(g_mime_object_get_content_type(GMIME_OBJECT(object)));
  std::string type = text;
  g_free(text);
  return type;
}

std::string ParameterOf(GMimeObject* part, const char* name) {
  const char* value = g_mime_object_get_content_type_parameter(part, name);
  return value == nullptr ? "" : value;
}

// The content without its transfer encoding.
std::string ContentOf(GMimeObject* part) {
  const Owned<GMimeStream> bytes(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), bytes.get());
  const GByteArray* written = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(bytes.get()));
  return {reinterpret_cast<const char*>(written->data), written->len};
}

std::string BuiltOf(const Email& mail) { return MimeMessage(mail, At("2026-11-20T09:00:05Z")); }

BOOST_AUTO_TEST_SUITE(MimeMessages)

BOOST_AUTO_TEST_CASE(PutTheInviteWhereCalendarsLook) {
  const Email mail = Mail();
  const Parsed parsed(BuiltOf(mail));
  GMimeMultipart* body = parsed.Body();
  BOOST_TEST(TypeOf(body) == "multipart/mixed");
  BOOST_REQUIRE(g_mime_multipart_get_count(body) == 2);
  auto* alternatives = GMIME_MULTIPART(g_mime_multipart_get_part(body, 0));
  BOOST_TEST(TypeOf(alternatives) == "multipart/alternative");
  BOOST_REQUIRE(g_mime_multipart_get_count(alternatives) == 3);
  const char* types[] = {"text/plain", "text/html", "text/calendar"};
  for (int i = 0; i < 3; ++i) {
    GMimeObject* part = g_mime_multipart_get_part(alternatives, i);
    BOOST_TEST(TypeOf(part) == types[i]);
    BOOST_TEST(ParameterOf(part, "charset") == "utf-8");
  }
  GMimeObject* calendar = g_mime_multipart_get_part(alternatives, 2);
  BOOST_TEST(ParameterOf(calendar, "method") == "REQUEST");
  BOOST_TEST(ContentOf(calendar) == CalendarText(*mail.invite));
}

BOOST_AUTO_TEST_CASE(CarryTheInviteAsAFileToo) {
  const Email mail = Mail();
  const Parsed parsed(BuiltOf(mail));
  GMimeObject* file = g_mime_multipart_get_part(parsed.Body(), 1);
  BOOST_TEST(TypeOf(file) == "application/ics");
  BOOST_TEST(std::string(g_mime_object_get_disposition(file)) == "attachment");
  BOOST_TEST(std::string(g_mime_part_get_filename(GMIME_PART(file))) == "invite.ics");
  BOOST_TEST(ParameterOf(file, "name") == "invite.ics");
  BOOST_TEST(ContentOf(file) == CalendarText(*mail.invite));
}

BOOST_AUTO_TEST_CASE(NameTheMethodOfTheirCalendar) {
  Email mail = Mail();
  mail.invite->method = domain::InviteMethod::kCancel;
  const Parsed parsed(BuiltOf(mail));
  auto* alternatives = GMIME_MULTIPART(g_mime_multipart_get_part(parsed.Body(), 0));
  GMimeObject* calendar = g_mime_multipart_get_part(alternatives, 2);
  BOOST_TEST(ParameterOf(calendar, "method") == "CANCEL");
  BOOST_TEST(ContentOf(calendar).find("\r\nMETHOD:CANCEL\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(KeepTheWords) {
  const Email mail = Mail();
  const Parsed parsed(BuiltOf(mail));
  auto* alternatives = GMIME_MULTIPART(g_mime_multipart_get_part(parsed.Body(), 0));
  std::string text = ContentOf(g_mime_multipart_get_part(alternatives, 0));
  std::erase(text, '\r');
  BOOST_TEST(text == mail.text);
  std::string html = ContentOf(g_mime_multipart_get_part(alternatives, 1));
  std::erase(html, '\r');
  BOOST_TEST(html == mail.html);
}

BOOST_AUTO_TEST_CASE(CarryTheHeaders) {
  const Email mail = Mail();
  const Parsed parsed(BuiltOf(mail));
  BOOST_TEST(std::string(g_mime_message_get_subject(parsed.message())) == mail.subject);
  BOOST_TEST(std::string(g_mime_message_get_message_id(parsed.message())) == mail.message_id);
  BOOST_TEST(parsed.Header("To") == "maria@example.com");
  BOOST_TEST(parsed.Header("Reply-To") == "office@acme.example");
  BOOST_TEST(parsed.Header("Date") == "Fri, 20 Nov 2026 09:00:05 +0000");
  BOOST_TEST(parsed.Header("MIME-Version") == "1.0");
  InternetAddressList* from = g_mime_message_get_from(parsed.message());
  BOOST_REQUIRE(internet_address_list_length(from) == 1);
  InternetAddress* sender = internet_address_list_get_address(from, 0);
  BOOST_TEST(std::string(internet_address_get_name(sender)) == mail.from_name);
  BOOST_TEST(std::string(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(sender))) ==
             mail.from_address);
}

BOOST_AUTO_TEST_CASE(LeaveOutWhatIsNotThere) {
  Email mail = Mail();
  mail.from_name = "";
  mail.reply_to = "";
  const Parsed parsed(BuiltOf(mail));
  BOOST_TEST(parsed.Header("From") == "no-reply@mg.example.com");
  BOOST_TEST(parsed.Header("Reply-To") == "");
}

BOOST_AUTO_TEST_CASE(AreAsciiInShortLinesThatEndInCrLf) {
  const std::string text = BuiltOf(Mail());
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    BOOST_TEST((end > 0 && text[end - 1] == '\r'));
    BOOST_TEST(end - begin <= 200U);  // RFC 5322 section 2.1.1 allows 998
    begin = end + 1;
  }
  for (const char c : text) {
    BOOST_REQUIRE((c & 0x80) == 0);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
