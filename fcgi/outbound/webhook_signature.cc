#include "fcgi/outbound/webhook_signature.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "domain/crypto.h"
#include "domain/error.h"

namespace nexcyte::fcgi {
namespace {

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// libsodium has no SHA-1, which Twilio signs with.
std::string HmacSha1Base64(std::string_view key, std::string_view data) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), Bytes(data), data.size(),
           digest.data(), &size) == nullptr) {
    throw domain::Error(domain::ErrorCode::kInternal, "internal", "no HMAC-SHA1");
  }
  std::array<unsigned char, std::size_t{2} * EVP_MAX_MD_SIZE> text{};
  const int length = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(size));
  return {text.begin(), text.begin() + length};
}

std::string WithoutPort(const std::string& authority) {
  return authority.substr(0, authority.find(':'));
}

}  // namespace

bool IsFromMailgun(std::string_view signing_key, std::string_view timestamp, std::string_view token,
                   std::string_view signature) {
  const auto expected = domain::HmacSha256(signing_key, std::string(timestamp).append(token));
  return domain::ConstantTimeEqual(domain::Hex(expected), signature);
}

bool IsFromCalcom(std::string_view secret, std::string_view body, std::string_view signature) {
  return domain::ConstantTimeEqual(domain::Hex(domain::HmacSha256(secret, body)), signature);
}

std::string TwilioSignature(std::string_view auth_token, std::string_view url,
                            const FormValues& form) {
  // By the bytes of the name, then of the value; a value that was sent twice counts once.
  FormValues sorted = form;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::string data(url);
  for (const auto& [name, value] : sorted) {
    data += name;
    data += value;
  }
  return HmacSha1Base64(auth_token, data);
}

bool IsFromTwilio(std::string_view auth_token, const std::string& authority,
                  const std::string& target, const FormValues& form, std::string_view signature) {
  const std::string bare = WithoutPort(authority);
  const std::string other = bare == authority ? bare + ":443" : bare;
  const auto is_signed_for = [&](const std::string& host) {
    return domain::ConstantTimeEqual(TwilioSignature(auth_token, "https://" + host + target, form),
                                     signature);
  };
  // Both are computed, whichever it is.
  const bool as_configured = is_signed_for(authority);
  const bool with_other_port = is_signed_for(other);
  return as_configured || with_other_port;
}

}  // namespace nexcyte::fcgi
