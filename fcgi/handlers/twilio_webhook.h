#ifndef NEXCYTE_FCGI_HANDLERS_TWILIO_WEBHOOK_H_
#define NEXCYTE_FCGI_HANDLERS_TWILIO_WEBHOOK_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// What Twilio tells of our text messages, and what people answer to them. 403 unless it is signed
// for our own address and account; 404 while SMS is off. Whether a message is ours shows in no
// answer.
Response ReceiveTwilioStatus(Context& context, const Request& request, const PathParameters& path);
Response ReceiveTwilioReply(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_TWILIO_WEBHOOK_H_
