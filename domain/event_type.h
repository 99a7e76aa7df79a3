#ifndef NEXCYTE_DOMAIN_EVENT_TYPE_H_
#define NEXCYTE_DOMAIN_EVENT_TYPE_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/membership.h"
#include "domain/scheduling_settings.h"
#include "domain/time.h"

namespace nexcyte::domain {

// Cal.com's number of an event type: never shown to a member.
using CalEventTypeId = std::int64_t;

// What is not as it should be with an event type at Cal.com.
enum class TypeProblem {
  kGone,           // the tenant's organization does not have it
  kSeated,         // for several people at once
  kRecurring,      // a series of appointments
  kTemplate,       // the parent of managed event types, which has no times
  kVerifiesMail,   // asks for a code that Cal.com mails
  kSendsMail,      // Cal.com's own mails to the attendee
  kPublic,         // shown on the public page
  kOpenToAnybody,  // booked through the API without a key
  kNeedsApproval,
  kSendsHostMail,
  kCalVideo,
};

std::string_view ToString(TypeProblem problem);  // gone, seated, recurring, ...
std::optional<TypeProblem> ParseTypeProblem(std::string_view text);

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
  RuleOverrides rules;          // where they are not the tenant's
  // What Cal.com said of it when it was last asked.
  std::string seen_title;
  std::string seen_team;
  std::string seen_hosts;  // `Ada Keller, Ben Sommer`
  std::vector<TypeProblem> problems;
  std::optional<Timestamp> seen_at;
};

bool Allows(const EventType& type, AccountKind kind);

// Cal.com's mails would reach the attendee under their real address.
inline bool NeedsAlias(const EventType& type) { return type.is_enabled && type.cal_sends_mail; }

// `^[a-z][a-z0-9_]{0,39}$`
bool IsPurpose(std::string_view text);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_EVENT_TYPE_H_
