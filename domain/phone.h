#ifndef NEXCYTE_DOMAIN_PHONE_H_
#define NEXCYTE_DOMAIN_PHONE_H_

#include <chrono>
#include <optional>
#include <string>

#include "domain/time.h"
#include "domain/token.h"

namespace nexcyte::domain {

// A person's number, as far as text messages go: they are sent to a number that its owner has
// proven, with consent of which words and time are kept.
struct PhoneState {
  std::string number;  // E.164 or empty
  bool is_verified = false;
  bool has_code = false;  // a live code is on its way
  std::optional<Timestamp> consent_at;
};

// A code as it is stored.
struct PhoneCode {
  std::string number;
  std::string hash;
};

inline constexpr std::chrono::minutes kPhoneCodeLife{10};
inline constexpr int kPhoneCodeTries = 5;

// Six random digits.
std::string NewPhoneCode(Entropy& entropy);

// The words beside the box, which are kept with the consent.
std::string SmsConsentText(const std::string& tenant_name);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_PHONE_H_
