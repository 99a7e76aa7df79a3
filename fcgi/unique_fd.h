#ifndef NEXCYTE_FCGI_UNIQUE_FD_H_
#define NEXCYTE_FCGI_UNIQUE_FD_H_

#include <unistd.h>

#include <utility>

namespace nexcyte::fcgi {

// Owns a file descriptor, or none (-1).
class UniqueFd {
 public:
  UniqueFd() = default;
  explicit UniqueFd(int fd) : fd_(fd) {}
  UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~UniqueFd() {
    if (fd_ >= 0) {
      ::close(fd_);
    }
  }

  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_ = -1;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_UNIQUE_FD_H_
