#ifndef NEXCYTE_FCGI_OUTBOUND_PHONE_NUMBERS_H_
#define NEXCYTE_FCGI_OUTBOUND_PHONE_NUMBERS_H_

#include <optional>
#include <string>

namespace nexcyte::fcgi {

// A number as people write it (`+49 (0)30 1234567`) in E.164, by libphonenumber's rules of every
// country. Nothing when it cannot be dialled, or has an extension. `default_region` (`DE`) is where
// a number without a country code is taken to be; empty: there is none. Any thread.
std::optional<std::string> ToE164(const std::string& text, const std::string& default_region);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_PHONE_NUMBERS_H_
