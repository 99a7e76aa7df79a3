#include "domain/phone.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>

namespace nexcyte::domain {

std::string NewPhoneCode(Entropy& entropy) {
  constexpr std::uint32_t kCodes = 1'000'000;
  // What is over the last whole round of codes would make the first ones likelier.
  constexpr std::uint32_t kLimit = UINT32_MAX / kCodes * kCodes;
  std::uint32_t number = kLimit;
  while (number >= kLimit) {
    std::array<std::uint8_t, 4> bytes{};
    entropy.Fill(bytes);
    number = 0;
    for (const std::uint8_t byte : bytes) {
      number = (number << 8) | byte;
    }
  }
  return fmt::format("{:06}", number % kCodes);
}

std::string SmsConsentText(const std::string& tenant_name) {
  return "I agree that " + tenant_name +
         " sends text messages about my appointments to this number. My operator may charge for "
         "them. I can withdraw this at any time on this page, or by answering STOP.";
}

}  // namespace nexcyte::domain
