#ifndef NEXCYTE_FCGI_HANDLERS_MAILGUN_WEBHOOK_H_
#define NEXCYTE_FCGI_HANDLERS_MAILGUN_WEBHOOK_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// What Mailgun tells of our mails: 200 done (or nothing to do), 401 not signed by Mailgun (it tries
// again, which saves the events when our key was wrong), 406 never to be tried again.
Response ReceiveMailgun(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_MAILGUN_WEBHOOK_H_
