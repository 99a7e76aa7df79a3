#ifndef NEXCYTE_FCGI_OUTBOUND_TWILIO_MESSAGES_H_
#define NEXCYTE_FCGI_OUTBOUND_TWILIO_MESSAGES_H_

#include <string>

#include "domain/providers.h"
#include "fcgi/outbound/base_url.h"
#include "fcgi/outbound/http_client.h"

namespace nexcyte::fcgi {

struct TwilioMessagesSettings {
  BaseUrl base;
  std::string account_sid;
  BasicAuth auth;
};

// Looks text messages up in Twilio's list of those that went to a number (twilio.md section 4).
class TwilioMessages final : public domain::SentTextLookup {
 public:
  // `http` must outlive this object. Throws domain::Error(kInternal, "twilio_settings") when a
  // setting is missing.
  TwilioMessages(HttpClient& http, TwilioMessagesSettings settings);

  domain::SentMail Find(const domain::Sms& sms, domain::Timestamp since) override;

 private:
  HttpClient& http_;
  TwilioMessagesSettings settings_;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_TWILIO_MESSAGES_H_
