#ifndef NEXCYTE_FCGI_HANDLERS_ACCOUNT_TOOLS_H_
#define NEXCYTE_FCGI_HANDLERS_ACCOUNT_TOOLS_H_

#include <string>

#include "domain/use_cases/account.h"
#include "fcgi/context.h"
#include "fcgi/cookie.h"

namespace nexcyte::fcgi {

// What the account handlers give to their use cases.

inline domain::AccountTools ToolsOf(const Context& context) {
  return domain::AccountTools{context.parts.entropy, context.parts.throttle};
}

// As the person will read it in the list of their devices.
inline domain::Device DeviceOf(const Request& request) {
  constexpr std::size_t kLongestName = 200;
  return domain::Device{std::string(request.Header("user-agent").substr(0, kLongestName)),
                        request.remote_address,
                        FindCookie(request.Header("cookie"), kDeviceCookie).value_or("")};
}

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_ACCOUNT_TOOLS_H_
