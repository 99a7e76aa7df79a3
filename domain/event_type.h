#ifndef NEXCYTE_DOMAIN_EVENT_TYPE_H_
#define NEXCYTE_DOMAIN_EVENT_TYPE_H_

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/membership.h"

namespace nexcyte::domain {

// Cal.com's number of an event type: never shown to a member.
using CalEventTypeId = std::int64_t;

// A purpose and the Cal.com event type that stands behind it.
struct EventType {
  std::string purpose;  // the tenant's slug of it
  std::string title;
  std::string description;
  CalEventTypeId cal_id = 0;
  std::chrono::minutes length{0};
  std::vector<AccountKind> allow_kinds;
  bool is_enabled = false;
  bool needs_approval = false;  // bookings start as `requested`
  bool cal_sends_mail = false;  // Cal.com's own mails are on: only with the attendee alias
  bool cal_video = false;       // its link is a Cal.com page and is never shown
  int position = 0;             // order on the pages
  std::int64_t version = 0;     // optimistic lock of the admin form
};

bool Allows(const EventType& type, AccountKind kind);

// `^[a-z][a-z0-9_]{0,39}$`
bool IsPurpose(std::string_view text);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_EVENT_TYPE_H_
