#ifndef NEXCYTE_FCGI_OUTBOUND_MAILGUN_H_
#define NEXCYTE_FCGI_OUTBOUND_MAILGUN_H_

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/outbox.h"
#include "fcgi/outbound/base_url.h"
#include "fcgi/outbound/http_client.h"

namespace nexcyte::fcgi {

struct MailgunSettings {
  BaseUrl base;         // of the domain's region
  std::string api_key;  // may send from `domain`
  std::string domain;
  std::string message_stream;  // becomes the tag, or empty
};

// Mails through Mailgun's /messages, those with an invite through /messages.mime; one recipient per
// request. Holds no connection: any thread.
class Mailgun {
 public:
  // Throws domain::Error(kInternal, "mailgun_settings") for an empty key, a domain that is no host
  // name and a stream that cannot be a tag.
  explicit Mailgun(MailgunSettings settings);

  // The request for a mail, or why Mailgun is not asked.
  std::variant<HttpRequest, domain::SendResult> Prepare(const domain::Email& mail) const;

  // What became of a request of Prepare().
  domain::SendResult Read(const HttpResult& result) const;

 private:
  HttpRequest RequestOf(const domain::Email& mail) const;
  void AddOptions(std::vector<FormPart>& form, const domain::Email& mail) const;

  MailgunSettings settings_;
};

// `"Name" <address>` with the name as a quoted string (RFC 5322 section 3.2.4), so that a comma in
// it adds no recipient; the address alone when there is no name.
std::string Mailbox(std::string_view name, std::string_view address);

// `text` with U+2060 after the first `%` of every token that Mailgun would replace.
std::string WithoutMailgunTokens(std::string_view text);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_MAILGUN_H_
