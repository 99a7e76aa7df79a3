#ifndef NEXCYTE_FCGI_HANDLERS_IDEMPOTENCY_H_
#define NEXCYTE_FCGI_HANDLERS_IDEMPOTENCY_H_

#include <optional>
#include <string>

#include "domain/idempotency.h"
#include "domain/use_cases/bookings.h"
#include "fcgi/context.h"

namespace nexcyte::fcgi {

// How the caller's key reaches a use case, and how a kept answer leaves again.

// Of the header Idempotency-Key (JSON) or of the form's field idempotency_key. Nothing when there
// is none; throws kInvalid for one that is not 8 to 128 printable ASCII characters.
std::optional<domain::IdempotencyKey> KeyOf(Context& context);

// A new key for a form that is drawn now.
std::string NewKey(const Context& context);

// The answer that was given before, once more: JSON as it was sent, a page's redirect, or the
// page's refusal thrown again.
Response Replay(const Context& context, const domain::StoredAnswer& answer);

// What a page keeps: where it went, or why not.
domain::StoredAnswer KeptRedirect(const std::string& location);
domain::StoredAnswer KeptRefusal(const domain::Error& error);
// What JSON keeps of a refusal: the answer as it is sent.
domain::StoredAnswer KeptErrorJson(const Context& context, const domain::Error& error);

// Carries out the write of a route that does not look after the key by itself (KeepsItsKey), once
// for each key: what comes again is answered like the first time. A page that only shows its form
// again, and a refusal that may pass, leave the key free.
Response AnswerOnce(Context& context, const Request& request, const PathParameters& parameters);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_IDEMPOTENCY_H_
