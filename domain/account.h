#ifndef NEXCYTE_DOMAIN_ACCOUNT_H_
#define NEXCYTE_DOMAIN_ACCOUNT_H_

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "domain/crypto.h"
#include "domain/id.h"
#include "domain/time.h"

namespace nexcyte::domain {

// What a mail's link stands for. Kept hashed, single use.
enum class AccountTokenKind { kVerify, kReset };

struct AccountToken {
  AccountTokenId id;
  AccountTokenKind kind = AccountTokenKind::kVerify;
  Digest digest{};
  std::string email;           // folded by FoldEmail()
  std::string name;            // of a sign-up
  std::string password_hash;   // of a sign-up: becomes the user's when the link is used
  std::optional<UserId> user;  // of a reset
  Timestamp expires_at;
  bool is_only = true;  // as found: no other one of its kind waits for the same address
};

inline constexpr std::chrono::hours kVerifyTokenLife{24};
inline constexpr std::chrono::minutes kResetTokenLife{45};

// What is known of an address: the user (in any tenant), and whether they belong to this one.
struct Credentials {
  UserId user;
  std::string password_hash;
  bool is_member = false;  // has a live membership in the bound tenant
};

// Lower-cased ASCII; throws InvalidInput("email", ...) for what cannot be an address (no or several
// @, control characters, spaces, commas, over 254 octets, non-ASCII local part).
std::string FoldEmail(std::string_view text);

// Throws InvalidInput("password", ...): under 15 or over 256 characters, common, or made of the
// person's own name or address. Counts characters, not bytes; nothing is cut off.
void CheckPassword(std::string_view password, std::string_view email, std::string_view name);

// 1 to 100 characters of valid UTF-8 without control characters, trimmed; InvalidInput("name",
// ...).
std::string CheckName(std::string_view text);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_ACCOUNT_H_
