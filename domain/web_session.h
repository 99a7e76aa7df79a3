#ifndef NEXCYTE_DOMAIN_WEB_SESSION_H_
#define NEXCYTE_DOMAIN_WEB_SESSION_H_

#include <string>

#include "domain/id.h"
#include "domain/time.h"

namespace nexcyte::domain {

// One signed-in device, as the account page lists it.
struct WebSession {
  SessionId id;
  std::string user_agent;
  std::string address;
  Timestamp created_at;
  Timestamp last_seen_at;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_WEB_SESSION_H_
