#ifndef NEXCYTE_FCGI_SYSTEM_H_
#define NEXCYTE_FCGI_SYSTEM_H_

#include <cstdint>
#include <span>

#include "domain/time.h"
#include "domain/token.h"

namespace nexcyte::fcgi {

// The machine's clock. For requests and log lines; leases go by the database's time.
domain::Timestamp Now();

// The kernel's random bytes. Holds nothing: any thread.
class SystemEntropy : public domain::Entropy {
 public:
  // Throws Error(kInternal) when the kernel refuses.
  void Fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_SYSTEM_H_
