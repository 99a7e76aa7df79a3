#include "domain/tenant.h"

#include <algorithm>
#include <array>

#include "domain/text.h"

namespace nexcyte::domain {
namespace {

// Names that the portal, its operator or mail programs may need, or that could be mistaken for us.
constexpr auto kReserved = std::to_array<std::string_view>(
    {"abuse",   "admin",     "api",      "app",        "assets",     "auth",     "base",
     "billing", "blog",      "bookings", "cdn",        "dashboard",  "dev",      "docs",
     "ftp",     "healthz",   "help",     "host",       "hostmaster", "imap",     "internal",
     "local",   "localhost", "login",    "mail",       "metrics",    "mx",       "nexcyte",
     "ns",      "pop",       "portal",   "postmaster", "root",       "security", "smtp",
     "sso",     "static",    "status",   "support",    "system",     "test",     "webhooks",
     "webmail", "webmaster", "www",      "staging"});

}  // namespace

bool IsTenantSlug(std::string_view text) {
  constexpr std::size_t kLeast = 2;
  constexpr std::size_t kMost = 31;
  if (text.size() < kLeast || text.size() > kMost || !IsAsciiLower(text.front())) {
    return false;
  }
  const bool has_form = std::all_of(text.begin(), text.end(), [](char c) {
    return IsAsciiLower(c) || IsAsciiDigit(c) || c == '-';
  });
  return has_form && std::find(kReserved.begin(), kReserved.end(), text) == kReserved.end();
}

}  // namespace nexcyte::domain
