#ifndef NEXCYTE_TESTS_USE_CASES_ACCOUNT_WORLD_H_
#define NEXCYTE_TESTS_USE_CASES_ACCOUNT_WORLD_H_

#include <memory>
#include <optional>
#include <string>

#include "domain/error.h"
#include "domain/use_cases/account.h"
#include "persistence/database.h"
#include "persistence/throttle.h"
#include "tests/support/two_tenants.h"

namespace nexcyte::testing {

// What `work` refuses: `reason`, or `reason field` where one field is refused; empty when it goes
// through.
template <class Work>
std::string RefusalOf(Work work) {
  try {
    work();
  } catch (const domain::Error& error) {
    return error.fields().size() == 1 ? error.reason() + " " + error.fields().front().field
                                      : error.reason();
  }
  return {};
}

class SystemEntropy final : public domain::Entropy {
 public:
  void Fill(std::span<std::uint8_t> bytes) override;
};

// Visitors of two tenants' portals, on one worker's connection. Everybody has the password of
// SetPassword() or none that could be typed.
class AccountWorld {
 public:
  AccountWorld();

  TwoTenants people;
  persistence::Database database;
  persistence::PgThrottle throttle;
  SystemEntropy entropy;
  const domain::AccountTools tools{entropy, throttle};
  const domain::Timestamp now;
  std::unique_ptr<domain::TenantStore> acme;
  std::unique_ptr<domain::TenantStore> globex;

  // A request to a tenant's portal, with the cookie of a session if there is one.
  domain::OpenedRequest Open(const domain::Tenant& tenant,
                             const std::optional<domain::Token>& cookie = std::nullopt);
  // A fresh address at this test's own domain.
  std::string Address(const std::string& local_part) const;

  void SignUp(domain::TenantStore& store, const std::string& email,
              const std::string& password = kPassword);
  domain::NewSession SignIn(domain::TenantStore& store, const std::string& email,
                            const std::string& password = kPassword);
  // Gives somebody a password that is known.
  void SetPassword(const domain::Actor& person, const std::string& password = kPassword);

  // Asking, beside the code under test.
  std::string Secret(const std::string& email);      // of the only mail to it; empty: none
  std::string Mails(const std::string& email);       // event keys in order, with blanks between
  std::string Tokens(const domain::Tenant& tenant);  // how many links wait
  std::string Sessions(const domain::Actor& person);
  std::string HashOf(const std::string& email);

  static constexpr const char* kPassword = "four unrelated words";
};

}  // namespace nexcyte::testing

#endif  // NEXCYTE_TESTS_USE_CASES_ACCOUNT_WORLD_H_
