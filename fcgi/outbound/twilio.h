#ifndef NEXCYTE_FCGI_OUTBOUND_TWILIO_H_
#define NEXCYTE_FCGI_OUTBOUND_TWILIO_H_

#include <string>
#include <variant>

#include "domain/outbox.h"
#include "fcgi/outbound/base_url.h"
#include "fcgi/outbound/http_client.h"

namespace nexcyte::fcgi {

struct TwilioSettings {
  BaseUrl base;
  std::string account_sid;
  BasicAuth auth;                     // the account and its token, or an API key and its secret
  std::string from_number;            // E.164; unused with a messaging service
  std::string messaging_service_sid;  // or empty
  std::string callback_authority;     // `example.org`, `example.org:8443`: where callbacks arrive
};

// Text messages through Twilio's Messages resource (twilio.md). Creating one has no idempotency
// key, so what may have been accepted is never sent again by itself. Holds no connection: any
// thread.
class Twilio {
 public:
  // Throws domain::Error(kInternal, "twilio_settings") when a setting is missing.
  explicit Twilio(TwilioSettings settings);

  // The request, or why Twilio is not asked.
  std::variant<HttpRequest, domain::SendResult> Prepare(const domain::Sms& sms) const;

  // What became of a request of Prepare().
  domain::SendResult Read(const HttpResult& result) const;

 private:
  TwilioSettings settings_;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_TWILIO_H_
