#include "domain/message_settings.h"

#include <algorithm>

#include "domain/text.h"

namespace nexcyte::domain {

bool MaySendAs(const std::string& address, const std::string& mail_domain,
               const std::vector<std::string>& cleared) {
  const std::size_t at = address.rfind('@');
  if (at == std::string::npos) {
    return false;
  }
  const std::string domain = LowerAscii(address.substr(at + 1));
  return !domain.empty() &&
         (domain == mail_domain || std::ranges::find(cleared, domain) != cleared.end());
}

}  // namespace nexcyte::domain
