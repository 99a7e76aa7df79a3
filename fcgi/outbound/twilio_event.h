#ifndef NEXCYTE_FCGI_OUTBOUND_TWILIO_EVENT_H_
#define NEXCYTE_FCGI_OUTBOUND_TWILIO_EVENT_H_

#include <optional>
#include <string>
#include <string_view>

#include "domain/delivery.h"
#include "fcgi/outbound/webhook_signature.h"

namespace nexcyte::fcgi {

// The first value of that name, or empty.
std::string ValueOf(const FormValues& form, std::string_view name);

// A status callback (twilio.md section 5), whose `id` the caller fills in. Nothing for a status
// that is not in the table.
std::optional<domain::DeliveryReport> ReadTwilioStatus(const FormValues& form);

// What a person sent to our number.
struct TwilioReply {
  enum class Wish { kNone, kStop, kStart };
  Wish wish = Wish::kNone;
  std::string number;  // E.164, or empty
  domain::Digest mark{};
};

// Twilio's own reading of the message (OptOutType), else the keywords of twilio.md section 6.
TwilioReply ReadTwilioReply(const FormValues& form);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_TWILIO_EVENT_H_
