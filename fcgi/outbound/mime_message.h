#ifndef NEXCYTE_FCGI_OUTBOUND_MIME_MESSAGE_H_
#define NEXCYTE_FCGI_OUTBOUND_MIME_MESSAGE_H_

#include <string>

#include "domain/outbox.h"

namespace nexcyte::fcgi {

// `mail`, which has an invite and has passed CheckEmail, as a message (RFC 5322) that calendars
// understand: the invite stands beside text and HTML as their alternative, where Outlook looks for
// it, and as a file (mailgun.md section 3). Lines end in CRLF. Any thread.
std::string MimeMessage(const domain::Email& mail, domain::Timestamp now);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_MIME_MESSAGE_H_
