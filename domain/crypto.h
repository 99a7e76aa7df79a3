#ifndef NEXCYTE_DOMAIN_CRYPTO_H_
#define NEXCYTE_DOMAIN_CRYPTO_H_

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace nexcyte::domain {

// Digests, keyed digests and password hashes, all libsodium's. Pure functions, any thread.

using Digest = std::array<std::uint8_t, 32>;

// Must be called once, before any other function here, on the main thread. Throws Error(kInternal).
void InitCrypto();

Digest Sha256(std::string_view bytes);
Digest HmacSha256(std::string_view key, std::string_view bytes);
bool ConstantTimeEqual(std::string_view a, std::string_view b);

std::string Hex(std::span<const std::uint8_t> bytes);
// RFC 4648 section 5, without padding.
std::string Base64Url(std::span<const std::uint8_t> bytes);

// argon2id, m = 19 MiB, t = 2, p = 1, as a PHC string. 24 to 33 ms of CPU, one at a time per
// process: other callers wait. Throws Error(kInternal) when there is no memory.
std::string HashPassword(std::string_view password);

// False for a wrong password and for a text that is no hash. Costs the same for both when `hash`
// is DummyPasswordHash().
bool VerifyPassword(const std::string& hash, std::string_view password);

// A hash that no password matches: verified in place of a missing account's, so that the time of
// an answer says nothing.
const std::string& DummyPasswordHash();

// True when `hash` was made with weaker parameters than today's.
bool NeedsRehash(const std::string& hash);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_CRYPTO_H_
