#include "fcgi/outbound/mailgun.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

#include "domain/error.h"
#include "domain/text.h"
#include "fcgi/outbound/mailgun_answer.h"
#include "fcgi/outbound/mime_message.h"

namespace nexcyte::fcgi {
namespace {

using domain::Email;
using domain::SendOutcome;
using domain::SendResult;

constexpr std::chrono::seconds kConnectLimit{5};
constexpr std::chrono::seconds kTotalLimit{30};
constexpr std::size_t kMaxAnswerBytes = 64U << 10;

// mailgun.md section 6.
bool IsTag(std::string_view text) {
  return !text.empty() && text.size() <= 128 && std::all_of(text.begin(), text.end(), [](char c) {
    return domain::IsAsciiAlnum(c) || c == '.' || c == '_' || c == '-';
  });
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

// `2h5m`; Mailgun takes 5 minutes to 24 hours.
std::string DeliverWithin(std::chrono::seconds useful_for) {
  const auto minutes =
      std::clamp(std::chrono::floor<std::chrono::minutes>(useful_for), std::chrono::minutes(5),
                 std::chrono::minutes(std::chrono::hours(24)));
  return fmt::format("{}h{}m", minutes.count() / 60, minutes.count() % 60);
}

// Why Mailgun is not asked at all. It garbles a sender's local part outside ASCII, which is the
// tenant's setting and not the message's fault.
std::optional<SendResult> Refuse(const Email& mail) {
  if (!IsAscii(mail.from_address.substr(0, mail.from_address.find('@')))) {
    return SendResult{SendOutcome::kConfiguration, {}, "bad_sender", {}};
  }
  try {
    CheckEmail(mail);
  } catch (const domain::Error& error) {
    return SendResult{SendOutcome::kFailedForGood, {}, error.reason(), {}};
  }
  return std::nullopt;
}

// The id that Mailgun gives back in its events: what stands before the `@`.
std::string NotificationOf(const Email& mail) {
  return mail.message_id.substr(0, mail.message_id.find('@'));
}

// A mail of which Mailgun makes the message.
std::vector<FormPart> BuiltByMailgun(const Email& mail) {
  std::vector<FormPart> form = {{"from", Mailbox(mail.from_name, mail.from_address)},
                                {"to", mail.to},
                                {"subject", WithoutMailgunTokens(mail.subject)},
                                {"text", WithoutMailgunTokens(mail.text)},
                                {"h:Message-Id", "<" + mail.message_id + ">"}};
  if (!mail.html.empty()) {
    form.push_back({"html", WithoutMailgunTokens(mail.html)});
  }
  if (!mail.reply_to.empty()) {
    form.push_back({"h:Reply-To", mail.reply_to});
  }
  return form;
}

// A mail with an invite: Mailgun's own messages have no place for one.
std::vector<FormPart> BuiltHere(const Email& mail) {
  Email safe = mail;
  for (std::string* text : {&safe.subject, &safe.text, &safe.html, &safe.invite->summary,
                            &safe.invite->description, &safe.invite->location}) {
    *text = WithoutMailgunTokens(*text);
  }
  const auto now = std::chrono::system_clock::now();
  const auto at = std::chrono::floor<std::chrono::microseconds>(now);
  return {{"to", mail.to}, {"message", MimeMessage(safe, at), "message.eml", "message/rfc822"}};
}

}  // namespace

Mailgun::Mailgun(MailgunSettings settings) : settings_(std::move(settings)) {
  const bool is_valid = !settings_.api_key.empty() && domain::IsDomainName(settings_.domain) &&
                        (settings_.message_stream.empty() || IsTag(settings_.message_stream));
  if (!is_valid) {
    throw domain::Error(domain::ErrorCode::kInternal, "mailgun_settings");
  }
  settings_.message_stream = domain::LowerAscii(settings_.message_stream);
}

std::variant<HttpRequest, SendResult> Mailgun::Prepare(const Email& mail) const {
  if (auto refusal = Refuse(mail)) {
    return *std::move(refusal);
  }
  return RequestOf(mail);
}

SendResult Mailgun::Read(const HttpResult& result) const {
  return ClassifyMailgun(result, std::chrono::system_clock::now());
}

HttpRequest Mailgun::RequestOf(const Email& mail) const {
  HttpRequest request;
  request.method = HttpMethod::kPost;
  request.url =
      settings_.base.Url({"v3", settings_.domain, mail.invite ? "messages.mime" : "messages"});
  request.auth = {"api", settings_.api_key};
  request.connect_limit = kConnectLimit;
  request.total_limit = kTotalLimit;
  request.max_answer_bytes = kMaxAnswerBytes;
  request.send_once = true;
  request.form = mail.invite ? BuiltHere(mail) : BuiltByMailgun(mail);
  AddOptions(request.form, mail);
  return request;
}

// An option that has no value is left out.
void Mailgun::AddOptions(std::vector<FormPart>& form, const Email& mail) const {
  form.push_back({"v:nid", NotificationOf(mail)});
  form.push_back({"o:tracking", "no"});
  form.push_back({"o:suppress-headers", "X-Mailgun-Variables,X-Mailgun-Tag"});
  if (!settings_.message_stream.empty()) {
    form.push_back({"o:tag", settings_.message_stream});
  }
  if (mail.useful_for.count() > 0) {
    form.push_back({"o:deliver-within", DeliverWithin(mail.useful_for)});
  }
}

std::string Mailbox(std::string_view name, std::string_view address) {
  // Mailgun encodes a name badly that holds both other letters and such punctuation.
  constexpr std::string_view kPunctuation = "()<>[]:;@,.\\\"";
  const bool is_ascii = IsAscii(name);
  std::string quoted;
  for (const char c : name) {
    if (!is_ascii && kPunctuation.find(c) != std::string_view::npos) {
      continue;
    }
    if (c == '"' || c == '\\') {
      quoted += '\\';
    }
    quoted += c;
  }
  return quoted.empty() ? std::string(address) : fmt::format("\"{}\" <{}>", quoted, address);
}

std::string WithoutMailgunTokens(std::string_view text) {
  constexpr std::array<std::string_view, 4> kTokens = {"recipient", "unsubscribe_",
                                                       "tag_unsubscribe_", "mailing_list_"};
  constexpr std::string_view kWordJoiner = "\u2060";
  std::string result;
  result.reserve(text.size());
  std::size_t from = 0;
  for (auto at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    const bool is_token = std::any_of(kTokens.begin(), kTokens.end(), [&](std::string_view token) {
      return domain::LowerAscii(text.substr(at + 1, token.size())) == token;
    });
    if (is_token) {
      result += text.substr(from, at + 1 - from);
      result += kWordJoiner;
      from = at + 1;
    }
  }
  return result.append(text.substr(from));
}

}  // namespace nexcyte::fcgi
