#ifndef NEXCYTE_FCGI_LISTEN_SOCKET_H_
#define NEXCYTE_FCGI_LISTEN_SOCKET_H_

#include <string>

#include "fcgi/unique_fd.h"

namespace nexcyte::fcgi {

// A non-blocking listening unix socket at `path`, mode 0660, of `group` where one is named. A
// socket file that nobody listens on any more is replaced. Throws std::runtime_error with one line
// that names the path: when somebody does listen there, when it is no socket, when the group does
// not exist.
UniqueFd BindSocket(const std::string& path, const std::string& group);

// Descriptor 0 as systemd or a test hands it over, made non-blocking. Throws std::runtime_error
// when it is not a listening socket.
UniqueFd InheritSocket();

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_LISTEN_SOCKET_H_
