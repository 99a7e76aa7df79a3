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

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_IDEMPOTENCY_H_
