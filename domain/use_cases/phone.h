#ifndef NEXCYTE_DOMAIN_USE_CASES_PHONE_H_
#define NEXCYTE_DOMAIN_USE_CASES_PHONE_H_

#include <string>

#include "domain/phone.h"
#include "domain/tenant_store.h"
#include "domain/throttle.h"
#include "domain/token.h"

namespace nexcyte::domain {

PhoneState ShowPhone(TenantStore& store, const Actor& actor);

// Sends a code to the person's number; one sent before is worth nothing any more. Refuses: kInvalid
// (phone: there is no number), kRateLimited.
void SendPhoneCode(TenantStore& store, Entropy& entropy, Throttle& throttle, const Actor& actor,
                   Timestamp now);

// Refuses: kInvalid (code: wrong, expired, too many tries, or for a number of before).
void VerifyPhone(TenantStore& store, const Actor& actor, const std::string& code);

// Gives or withdraws the consent to text messages. Refuses: kInvalid (smsConsent: there is no
// number).
void SetSmsConsent(TenantStore& store, const Actor& actor, bool agrees);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_PHONE_H_
