#ifndef NEXCYTE_FCGI_OUTBOUND_MAILGUN_ANSWER_H_
#define NEXCYTE_FCGI_OUTBOUND_MAILGUN_ANSWER_H_

#include <chrono>

#include "domain/outbox.h"
#include "fcgi/outbound/http_client.h"

namespace nexcyte::fcgi {

// The tables of mailgun.md section 4. `now` turns a time named by Mailgun into a wait.
domain::SendResult ClassifyMailgun(const HttpResult& result,
                                   std::chrono::system_clock::time_point now);

// How long Mailgun asks us to leave it alone after a 420 or 429; zero: it does not say.
std::chrono::seconds MailgunWait(const HttpAnswer& answer,
                                 std::chrono::system_clock::time_point now);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_MAILGUN_ANSWER_H_
