#include "domain/use_cases/allowance.h"

#include "domain/crypto.h"
#include "domain/error.h"

namespace nexcyte::domain {
namespace {

std::string KeyOf(const Allowance& allowance, const Tenant& tenant, const std::string& subject) {
  return Hex(Sha256(std::string(allowance.what) + "\n" + tenant.id.str() + "\n" + subject));
}

void RefuseUntil(std::chrono::seconds wait) {
  if (wait.count() > 0) {
    throw Error(ErrorCode::kRateLimited, "rate_limited").RetryAfter(wait);
  }
}

}  // namespace

bool MayTry(Throttle& throttle, const Allowance& allowance, const Tenant& tenant,
            const std::string& subject) {
  const std::string key = KeyOf(allowance, tenant, subject);
  return throttle.Hit(key, allowance.free_tries, allowance.window).count() == 0;
}

void CountTry(Throttle& throttle, const Allowance& allowance, const Tenant& tenant,
              const std::string& subject) {
  RefuseUntil(
      throttle.Hit(KeyOf(allowance, tenant, subject), allowance.free_tries, allowance.window));
}

void RequireCalm(Throttle& throttle, const Allowance& allowance, const Tenant& tenant,
                 const std::string& subject) {
  RefuseUntil(throttle.Wait(KeyOf(allowance, tenant, subject)));
}

void CountFailure(Throttle& throttle, const Allowance& allowance, const Tenant& tenant,
                  const std::string& subject) {
  throttle.Hit(KeyOf(allowance, tenant, subject), allowance.free_tries, allowance.window);
}

void ForgetTries(Throttle& throttle, const Allowance& allowance, const Tenant& tenant,
                 const std::string& subject) {
  throttle.Forget(KeyOf(allowance, tenant, subject));
}

}  // namespace nexcyte::domain
