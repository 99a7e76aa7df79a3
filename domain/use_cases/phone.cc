#include "domain/use_cases/phone.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "domain/crypto.h"
#include "domain/error.h"
#include "domain/text.h"
#include "domain/use_cases/allowance.h"

namespace nexcyte::domain {
namespace {

// Each code is a message that costs money and makes a phone ring.
constexpr Allowance kCodesOfPerson{"phone_code.person", 3, std::chrono::hours(1)};
constexpr Allowance kCodesOfNumber{"phone_code.number", 3, std::chrono::hours(1)};

Error CodeRefused(const char* message) { return InvalidInput("code", message); }

// As people type it: `123 456`.
std::string Digits(const std::string& typed) {
  std::string code = typed;
  std::erase_if(code, [](char c) { return c == ' ' || c == '-'; });
  const bool is_code = code.size() == 6 && std::all_of(code.begin(), code.end(),
                                                       [](char c) { return IsAsciiDigit(c); });
  if (!is_code) {
    throw CodeRefused("Enter the six digits of the text message.");
  }
  return code;
}

void Audit(UnitOfWork& unit, const Actor& actor, std::string action) {
  unit.audit().Append({actor.user, std::move(action), actor.user.str(), {}});
}

}  // namespace

PhoneState ShowPhone(TenantStore& store, const Actor& actor) {
  return store.Read([&actor](UnitOfWork& unit) { return unit.phones().Load(actor.user); });
}

void SendPhoneCode(TenantStore& store, Entropy& entropy, Throttle& throttle, const Actor& actor,
                   Timestamp now) {
  const std::string number = ShowPhone(store, actor).number;
  if (number.empty()) {
    throw InvalidInput("phone", "Save your phone number first.");
  }
  CountTry(throttle, kCodesOfPerson, store.tenant(), actor.user.str());
  CountTry(throttle, kCodesOfNumber, store.tenant(), number);
  const std::string code = NewPhoneCode(entropy);
  const std::string hash = HashPassword(code);
  store.Transact([&](UnitOfWork& unit) {
    unit.phones().ReplaceCode(actor.user, {number, hash}, now + kPhoneCodeLife);
    unit.outbox().EnqueuePhoneCode(number, code, now + kPhoneCodeLife);
  });
}

void VerifyPhone(TenantStore& store, const Actor& actor, const std::string& typed) {
  constexpr const char* kNoCode = "This code is not valid any more. Have a new one sent.";
  const std::string code = Digits(typed);
  // Committed before the code is looked at: two answers at once are two tries.
  const std::optional<PhoneCode> sent =
      store.Transact([&actor](UnitOfWork& unit) { return unit.phones().TakeTry(actor.user); });
  if (!sent) {
    throw CodeRefused(kNoCode);
  }
  if (!VerifyPassword(sent->hash, code)) {
    throw CodeRefused("This is not the code that we sent.");
  }
  const bool verified = store.Transact([&](UnitOfWork& unit) {
    if (!unit.phones().Verify(actor.user, *sent)) {
      return false;
    }
    Audit(unit, actor, "account.phone_verified");
    return true;
  });
  if (!verified) {
    throw CodeRefused(kNoCode);
  }
}

void SetSmsConsent(TenantStore& store, const Actor& actor, bool agrees) {
  const std::string text = SmsConsentText(store.tenant().name);
  store.Transact([&](UnitOfWork& unit) {
    const PhoneState state = unit.phones().Load(actor.user);
    if (state.number.empty() && agrees) {
      throw InvalidInput("smsConsent", "Save your phone number first.");
    }
    if (state.consent_at.has_value() == agrees) {
      return;
    }
    unit.phones().SetConsent(actor.user, agrees ? text : std::string());
    Audit(unit, actor, agrees ? "account.sms_consent_given" : "account.sms_consent_withdrawn");
  });
}

}  // namespace nexcyte::domain
