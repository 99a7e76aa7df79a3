#ifndef NEXCYTE_FCGI_OUTBOUND_MAILGUN_EVENTS_H_
#define NEXCYTE_FCGI_OUTBOUND_MAILGUN_EVENTS_H_

#include <string>

#include "domain/providers.h"
#include "fcgi/outbound/base_url.h"
#include "fcgi/outbound/http_client.h"

namespace nexcyte::fcgi {

struct MailgunEventsSettings {
  BaseUrl base;         // of the domain's region
  std::string api_key;  // may read events: a key for sending may not
  std::string domain;
};

// Mailgun's memory of what it has accepted (mailgun.md section 7): every message has an event.
class MailgunEvents final : public domain::SentMailLookup {
 public:
  // `http` must outlive this object. Throws domain::Error(kInternal, "mailgun_settings") for an
  // empty key and a domain that is no host name.
  MailgunEvents(HttpClient& http, MailgunEventsSettings settings);

  domain::SentMail Find(const std::string& message_id, domain::Timestamp since) override;

 private:
  HttpClient& http_;
  MailgunEventsSettings settings_;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_MAILGUN_EVENTS_H_
