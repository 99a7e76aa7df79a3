#ifndef NEXCYTE_FCGI_OUTBOUND_TWILIO_ANSWER_H_
#define NEXCYTE_FCGI_OUTBOUND_TWILIO_ANSWER_H_

#include "domain/outbox.h"
#include "fcgi/outbound/http_client.h"

namespace nexcyte::fcgi {

// The tables of twilio.md sections 2.1 and 2.3. Twilio's own texts name phone numbers, so none of
// them gets into the result: `error` is `twilio_<code>`, or `http_<status>` without one.
domain::SendResult ClassifyTwilio(const HttpResult& result);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_TWILIO_ANSWER_H_
