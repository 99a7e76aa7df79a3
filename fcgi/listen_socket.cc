#include "fcgi/listen_socket.h"

#include <fcntl.h>
#include <grp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace nexcyte::fcgi {
namespace {

constexpr int kBacklog = 1024;  // the kernel caps it at net.core.somaxconn
constexpr mode_t kMode = 0660;

[[noreturn]] void Fail(const std::string& path, const std::string& why) {
  throw std::runtime_error(path + ": " + why);
}

[[noreturn]] void FailWithErrno(const std::string& path) {
  Fail(path, std::generic_category().message(errno));
}

UniqueFd NewSocket() {
  return UniqueFd(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
}

sockaddr_un AddressOf(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof(address.sun_path)) {
    Fail(path, "not a path for a socket (at most 107 characters)");
  }
  path.copy(address.sun_path, path.size());
  return address;
}

void RemoveStale(const std::string& path, const sockaddr_un& address) {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0) {
    return;
  }
  if (!S_ISSOCK(status.st_mode)) {
    Fail(path, "exists and is not a socket");
  }
  const UniqueFd probe = NewSocket();
  const int result =
      connect(probe.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address));
  if (result == 0 || errno != ECONNREFUSED) {
    Fail(path, "another process listens there");
  }
  unlink(path.c_str());
}

gid_t GroupId(const std::string& path, const std::string& name) {
  std::array<char, 4096> buffer{};
  group entry{};
  group* found = nullptr;
  if (getgrnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found) != 0 ||
      found == nullptr) {
    Fail(path, "no such group: " + name);
  }
  return found->gr_gid;
}

}  // namespace

UniqueFd BindSocket(const std::string& path, const std::string& group) {
  const sockaddr_un address = AddressOf(path);
  RemoveStale(path, address);
  UniqueFd fd = NewSocket();
  // Nobody can connect before listen(), so the mode is right from the first connection on.
  if (fd.get() < 0 ||
      bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    FailWithErrno(path);
  }
  if (!group.empty() && chown(path.c_str(), static_cast<uid_t>(-1), GroupId(path, group)) != 0) {
    FailWithErrno(path);
  }
  if (chmod(path.c_str(), kMode) != 0 || listen(fd.get(), kBacklog) != 0) {
    FailWithErrno(path);
  }
  return fd;
}

UniqueFd InheritSocket() {
  int is_listening = 0;
  socklen_t size = sizeof(is_listening);
  if (getsockopt(STDIN_FILENO, SOL_SOCKET, SO_ACCEPTCONN, &is_listening, &size) != 0 ||
      is_listening == 0) {
    throw std::runtime_error("standard input is not a listening socket, and no --socket is given");
  }
  const int flags = fcntl(STDIN_FILENO, F_GETFL);
  if (flags < 0 || fcntl(STDIN_FILENO, F_SETFL, flags | O_NONBLOCK) != 0) {
    throw std::runtime_error("standard input cannot be made non-blocking");
  }
  return UniqueFd(STDIN_FILENO);
}

}  // namespace nexcyte::fcgi
