#ifndef NEXCYTE_FCGI_RESUME_H_
#define NEXCYTE_FCGI_RESUME_H_

#include <optional>
#include <string>

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// A form that is sent after the session has ended is not lost: the sign-in page that answers it
// carries its fields, and after the sign-in the form is shown again with them. Nothing is kept on
// the server, nothing secret travels, and nothing is done before the person sends it once more,
// with the new session's own proof.

// The sign-in page for a form of a page of ours; nothing where there is no form to keep, or where
// it may have come from elsewhere.
std::optional<Response> AskToSignInFirst(Context& context);

// After the sign-in, as the session that `context.token` stands for: the way back to the form.
// Nothing where `body` cannot be read.
std::optional<Response> OfferToResume(Context& context, const std::string& path,
                                      const std::string& body);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_RESUME_H_
