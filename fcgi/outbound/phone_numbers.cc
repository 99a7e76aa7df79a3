#include "fcgi/outbound/phone_numbers.h"

#include <phonenumbers/phonenumberutil.h>

namespace nexcyte::fcgi {

std::optional<std::string> ToE164(const std::string& text, const std::string& default_region) {
  using i18n::phonenumbers::PhoneNumber;
  using i18n::phonenumbers::PhoneNumberUtil;
  constexpr const char* kNoRegion = "ZZ";
  const PhoneNumberUtil& rules = *PhoneNumberUtil::GetInstance();
  PhoneNumber number;
  const auto error = rules.ParseAndKeepRawInput(
      text, default_region.empty() ? kNoRegion : default_region, &number);
  if (error != PhoneNumberUtil::NO_PARSING_ERROR || number.has_extension() ||
      !rules.IsValidNumber(number)) {
    return std::nullopt;
  }
  std::string e164;
  rules.Format(number, PhoneNumberUtil::E164, &e164);
  return e164;
}

}  // namespace nexcyte::fcgi
