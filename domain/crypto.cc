#include "domain/crypto.h"

#include <sodium.h>

#include <charconv>
#include <mutex>
#include <optional>

#include "domain/error.h"

namespace nexcyte::domain {
namespace {

constexpr std::size_t kMemory = 19UL * 1024 * 1024;
constexpr unsigned long long kPasses = 2;

static_assert(crypto_hash_sha256_BYTES == std::tuple_size_v<Digest>);
static_assert(crypto_auth_hmacsha256_BYTES == std::tuple_size_v<Digest>);

const std::uint8_t* Bytes(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

// A hash takes 19 MiB and a whole CPU: threads of one process take turns.
std::mutex& OneHashAtATime() {
  static std::mutex mutex;
  return mutex;
}

// The number after `name=` in a PHC string's parameters.
std::optional<std::uint64_t> Parameter(std::string_view hash, std::string_view name) {
  const std::size_t at = hash.find(name);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view digits = hash.substr(at + name.size());
  std::uint64_t value = 0;
  const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return end.ec == std::errc{} ? std::optional(value) : std::nullopt;
}

}  // namespace

void InitCrypto() {
  if (sodium_init() < 0) {
    throw Error(ErrorCode::kInternal, "internal", "libsodium does not start");
  }
}

Digest Sha256(std::string_view bytes) {
  Digest digest;
  crypto_hash_sha256(digest.data(), Bytes(bytes), bytes.size());
  return digest;
}

Digest HmacSha256(std::string_view key, std::string_view bytes) {
  Digest digest;
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, Bytes(key), key.size());
  crypto_auth_hmacsha256_update(&state, Bytes(bytes), bytes.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  return digest;
}

bool ConstantTimeEqual(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string Hex(std::span<const std::uint8_t> bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

std::string Base64Url(std::span<const std::uint8_t> bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
  text.pop_back();
  return text;
}

std::string HashPassword(std::string_view password) {
  std::array<char, crypto_pwhash_argon2id_STRBYTES> hash{};
  const std::lock_guard turn(OneHashAtATime());
  if (crypto_pwhash_argon2id_str(hash.data(), password.data(), password.size(), kPasses, kMemory) !=
      0) {
    throw Error(ErrorCode::kInternal, "internal", "no memory for a password hash");
  }
  return hash.data();
}

bool VerifyPassword(const std::string& hash, std::string_view password) {
  const std::lock_guard turn(OneHashAtATime());
  return crypto_pwhash_argon2id_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

// Today's parameters with a result that nobody has found a password for.
const std::string& DummyPasswordHash() {
  static const std::string kHash =
      "$argon2id$v=19$m=19456,t=2,p=1$bmV4Y3l0ZSBkdW1teSEhIQ"
      "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  return kHash;
}

bool NeedsRehash(const std::string& hash) {
  const auto memory = Parameter(hash, "$m=");
  const auto passes = Parameter(hash, ",t=");
  return !hash.starts_with("$argon2id$") || !memory || !passes || *memory < kMemory / 1024 ||
         *passes < kPasses;
}

}  // namespace nexcyte::domain
