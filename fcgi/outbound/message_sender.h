#ifndef NEXCYTE_FCGI_OUTBOUND_MESSAGE_SENDER_H_
#define NEXCYTE_FCGI_OUTBOUND_MESSAGE_SENDER_H_

#include "domain/providers.h"
#include "fcgi/outbound/http_client.h"
#include "fcgi/outbound/mailgun.h"
#include "fcgi/outbound/twilio.h"

namespace nexcyte::fcgi {

// Mails through Mailgun and text messages through Twilio, all at once over one HTTP client.
class ProviderSender final : public domain::MessageSender {
 public:
  // All must outlive this object. `twilio` is null while SMS is off: text messages are then refused
  // as a matter of configuration.
  ProviderSender(HttpClient& http, const Mailgun& mailgun, const Twilio* twilio)
      : http_(http), mailgun_(mailgun), twilio_(twilio) {}

  void Send(domain::MessageFlow& flow) override;

 private:
  HttpClient& http_;
  const Mailgun& mailgun_;
  const Twilio* twilio_;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_MESSAGE_SENDER_H_
