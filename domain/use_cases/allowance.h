#ifndef NEXCYTE_DOMAIN_USE_CASES_ALLOWANCE_H_
#define NEXCYTE_DOMAIN_USE_CASES_ALLOWANCE_H_

#include <chrono>
#include <string>

#include "domain/tenant.h"
#include "domain/throttle.h"

namespace nexcyte::domain {

// How often something may be tried before the wait begins to grow.
struct Allowance {
  const char* what;
  int free_tries;
  std::chrono::seconds window;
};

// Counts one, unless the wait before it is not over: then false.
bool MayTry(Throttle& throttle, const Allowance& allowance, const Tenant& tenant,
            const std::string& subject);

// Refuses: kRateLimited.
void CountTry(Throttle& throttle, const Allowance& allowance, const Tenant& tenant,
              const std::string& subject);

// The same for what only failures count against, because many people share it: first whether there
// is a wait (refuses kRateLimited), and after a failure one more.
void RequireCalm(Throttle& throttle, const Allowance& allowance, const Tenant& tenant,
                 const std::string& subject);
void CountFailure(Throttle& throttle, const Allowance& allowance, const Tenant& tenant,
                  const std::string& subject);

// After a success the tries before it do not count.
void ForgetTries(Throttle& throttle, const Allowance& allowance, const Tenant& tenant,
                 const std::string& subject);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_ALLOWANCE_H_
