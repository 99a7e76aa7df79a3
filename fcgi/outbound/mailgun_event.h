#ifndef NEXCYTE_FCGI_OUTBOUND_MAILGUN_EVENT_H_
#define NEXCYTE_FCGI_OUTBOUND_MAILGUN_EVENT_H_

#include <optional>
#include <string>
#include <string_view>

#include "domain/delivery.h"

namespace nexcyte::fcgi {

// One request to our Mailgun webhook (mailgun.md section 8.2). The signature covers its timestamp
// and token only: whoever has one valid triple can put any event beside it.
struct MailgunHook {
  std::string timestamp;
  std::string token;
  std::string signature;
  bool is_event = false;                         // there is an event with an id
  std::optional<domain::DeliveryReport> report;  // nothing: the event is not about a row of ours
};

// Nothing when there is no signature to be checked.
std::optional<MailgunHook> ReadMailgunHook(std::string_view body);

// Not older than a day, for Mailgun may be late, and at most 5 minutes ahead of our clock.
bool IsFresh(const MailgunHook& hook, domain::Timestamp now);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_MAILGUN_EVENT_H_
