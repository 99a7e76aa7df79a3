#include "fcgi/fastcgi_answer.h"

#include <fastcgi.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <span>

namespace nexcyte::fcgi {
namespace {

// FastCGI Specification 1.0, section 3.3: content that is a multiple of eight needs no padding.
constexpr std::size_t kMostContent = FCGI_MAX_LENGTH / 8 * 8;

FCGI_Header HeaderOf(int type, int request_id, std::size_t length) {
  FCGI_Header header{};
  header.version = FCGI_VERSION_1;
  header.type = static_cast<unsigned char>(type);
  header.requestIdB1 = static_cast<unsigned char>(request_id >> 8);
  header.requestIdB0 = static_cast<unsigned char>(request_id);
  header.contentLengthB1 = static_cast<unsigned char>(length >> 8);
  header.contentLengthB0 = static_cast<unsigned char>(length);
  return header;
}

// Section 5.5: an empty record ends the stream, FCGI_END_REQUEST the request.
struct Ending {
  FCGI_Header end_of_stream;
  FCGI_EndRequestRecord end_of_request;
};

Ending EndingOf(int request_id) {
  Ending ending{};
  ending.end_of_stream = HeaderOf(FCGI_STDOUT, request_id, 0);
  ending.end_of_request.header =
      HeaderOf(FCGI_END_REQUEST, request_id, sizeof(FCGI_EndRequestBody));
  ending.end_of_request.body.protocolStatus = FCGI_REQUEST_COMPLETE;
  return ending;
}

iovec PartOf(const void* data, std::size_t size) { return {const_cast<void*>(data), size}; }

// What is left of `parts` once `sent` bytes of them have gone.
std::span<iovec> Rest(std::span<iovec> parts, std::size_t sent) {
  while (!parts.empty() && sent >= parts.front().iov_len) {
    sent -= parts.front().iov_len;
    parts = parts.subspan(1);
  }
  if (!parts.empty()) {
    parts.front().iov_base = static_cast<char*>(parts.front().iov_base) + sent;
    parts.front().iov_len -= sent;
  }
  return parts;
}

bool SendAll(int fd, std::span<iovec> parts) {
  while (!parts.empty()) {
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const ssize_t sent = sendmsg(fd, &message, MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR) {
      return false;
    }
    parts = Rest(parts, static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
  }
  return true;
}

}  // namespace

bool SendFastCgiAnswer(int fd, int request_id, std::string_view text) {
  const Ending ending = EndingOf(request_id);
  bool is_last = false;
  while (!is_last) {
    const std::string_view content = text.substr(0, kMostContent);
    text.remove_prefix(content.size());
    is_last = text.empty();
    const FCGI_Header header = HeaderOf(FCGI_STDOUT, request_id, content.size());
    std::array<iovec, 3> parts{PartOf(&header, sizeof(header)),
                               PartOf(content.data(), content.size()),
                               PartOf(&ending, is_last ? sizeof(ending) : 0)};
    if (!SendAll(fd, parts)) {
      return false;
    }
  }
  return true;
}

}  // namespace nexcyte::fcgi
