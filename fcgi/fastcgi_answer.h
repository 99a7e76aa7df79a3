#ifndef NEXCYTE_FCGI_FASTCGI_ANSWER_H_
#define NEXCYTE_FCGI_FASTCGI_ANSWER_H_

#include <string_view>

namespace nexcyte::fcgi {

// Sends `text` as the whole answer to a request, and the end of the request, in as few writes as
// there can be: libfcgi's own stream writes every 8 KB, and wakes the web server for each. False
// when the connection broke or did not take it in time. Any thread.
bool SendFastCgiAnswer(int fd, int request_id, std::string_view text);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_FASTCGI_ANSWER_H_
