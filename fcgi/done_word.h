#ifndef NEXCYTE_FCGI_DONE_WORD_H_
#define NEXCYTE_FCGI_DONE_WORD_H_

#include <optional>

#include "fcgi/http.h"

namespace nexcyte::fcgi {

// The way to a page that is to say what was done carries the word for it (`?done=`), and a cookie
// with the same word, good for that one page: whoever makes a link can write the one, but not the
// other.

// The request without a word that this browser was not told; nothing: it has none.
std::optional<Request> WithoutForgedWord(const Request& request);

// Tells the browser the word of a redirect, and has it forget the one that `request` has shown.
void TellWord(const Request& request, Response& response);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_DONE_WORD_H_
