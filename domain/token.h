#ifndef NEXCYTE_DOMAIN_TOKEN_H_
#define NEXCYTE_DOMAIN_TOKEN_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/crypto.h"

namespace nexcyte::domain {

// Where random bytes come from (getrandom in the program, a counter in tests).
class Entropy {
 public:
  virtual ~Entropy() = default;
  virtual void Fill(std::span<std::uint8_t> bytes) = 0;
};

// A secret that its holder presents and that we keep only as a digest.
struct Token {
  std::string clear;  // base64url of 32 random bytes: 43 characters
  Digest digest;      // SHA-256 of `clear`
};

Token NewToken(Entropy& entropy);

// Digest of a presented token; nothing when it does not have the form that NewToken gives.
std::optional<Digest> DigestOfToken(std::string_view clear);

// The proof against forged forms: HMAC of the fixed word "csrf" under the clear token of the web
// session (or, for a visitor, of the visitor cookie), as base64url.
std::string CsrfToken(std::string_view clear);

// A random (version 4) UUID.
std::string NewUuid(Entropy& entropy);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_TOKEN_H_
