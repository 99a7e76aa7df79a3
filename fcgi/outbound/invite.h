#ifndef NEXCYTE_FCGI_OUTBOUND_INVITE_H_
#define NEXCYTE_FCGI_OUTBOUND_INVITE_H_

#include <string>

#include "domain/invite.h"

namespace nexcyte::fcgi {

// `invite` as text/calendar (RFC 5545): one event in UTC, lines that end in CRLF and are folded at
// 75 octets. Any thread. Throws only std::bad_alloc.
std::string CalendarText(const domain::Invite& invite);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_INVITE_H_
