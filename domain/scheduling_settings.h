#ifndef NEXCYTE_DOMAIN_SCHEDULING_SETTINGS_H_
#define NEXCYTE_DOMAIN_SCHEDULING_SETTINGS_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace nexcyte::domain {

// Which address of the attendee Cal.com gets. kAlias: `booking-<uid>@<alias_domain>`, so that no
// mail of Cal.com can reach the person whatever its settings.
enum class AttendeeAddress { kReal, kAlias };

// Whether people are asked why they cancel or move.
enum class ReasonRule { kOff, kOptional, kRequired };

std::string_view ToString(ReasonRule rule);  // off, optional, required
std::optional<ReasonRule> ParseReasonRule(std::string_view text);

// Cut-offs and limits. Members are bound by them, staff go beyond them with a reason.
struct BookingRules {
  std::chrono::minutes cancel_notice{0};      // no cancelling closer to the start than this
  std::chrono::minutes reschedule_notice{0};  // no moving closer to the start than this
  int max_moves = 0;                          // 0: no limit
  int max_open_bookings = 0;                  // of one person; 0: no limit
  ReasonRule reason = ReasonRule::kOptional;
  bool operator==(const BookingRules&) const = default;
};

// The same for one purpose. What is nothing is as for the others. An own max_open_bookings counts
// the bookings of that purpose alone.
struct RuleOverrides {
  std::optional<std::chrono::minutes> cancel_notice;
  std::optional<std::chrono::minutes> reschedule_notice;
  std::optional<int> max_moves;
  std::optional<int> max_open_bookings;
  std::optional<ReasonRule> reason;
  bool operator==(const RuleOverrides&) const = default;
};

struct SchedulingSettings {
  bool is_enabled = false;
  std::string organization_slug;
  std::string default_time_zone;
  AttendeeAddress attendee_address = AttendeeAddress::kReal;
  std::string alias_domain;
  std::chrono::minutes cancel_notice{0};  // as in BookingRules
  std::chrono::minutes reschedule_notice{0};
  int max_moves = 0;
  int max_open_bookings = 0;
  std::chrono::minutes hold_length{10};  // life of a reservation
  std::string contact_email;             // shown to users
  std::string contact_phone;
  std::int64_t version = 0;  // optimistic lock of the admin form
  ReasonRule reason = ReasonRule::kOptional;
  // Cal.com's number of the organization, once the slug was found there.
  std::optional<std::int64_t> organization_id;
  // By purpose, those that have any. They are set with the event type, never saved from here.
  std::map<std::string, RuleOverrides> overrides;
};

// The rules that hold for a purpose.
BookingRules RulesOf(const SchedulingSettings& settings, const std::string& purpose);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_SCHEDULING_SETTINGS_H_
