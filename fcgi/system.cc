#include "fcgi/system.h"

#include <sys/random.h>

#include <cerrno>
#include <chrono>

#include "domain/error.h"

namespace nexcyte::fcgi {

domain::Timestamp Now() {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

void SystemEntropy::Fill(std::span<std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t got = getrandom(bytes.data(), bytes.size(), 0);
    if (got < 0 && errno != EINTR) {
      throw domain::Error(domain::ErrorCode::kInternal, "internal", "getrandom failed");
    }
    bytes = bytes.subspan(got < 0 ? 0 : static_cast<std::size_t>(got));
  }
}

}  // namespace nexcyte::fcgi
