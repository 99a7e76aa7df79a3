#ifndef NEXCYTE_DOMAIN_SCHEDULING_SETTINGS_H_
#define NEXCYTE_DOMAIN_SCHEDULING_SETTINGS_H_

#include <chrono>
#include <cstdint>
#include <string>

namespace nexcyte::domain {

// Which address of the attendee Cal.com gets. kAlias: `booking-<uid>@<alias_domain>`, so that no
// mail of Cal.com can reach the person whatever its settings.
enum class AttendeeAddress { kReal, kAlias };

struct SchedulingSettings {
  bool is_enabled = false;
  std::string organization_slug;
  std::string default_time_zone;
  AttendeeAddress attendee_address = AttendeeAddress::kReal;
  std::string alias_domain;
  std::chrono::minutes cancel_notice{0};      // no cancelling closer to the start than this
  std::chrono::minutes reschedule_notice{0};  // no moving closer to the start than this
  int max_moves = 0;                          // 0: no limit
  int max_open_bookings = 0;                  // of one person; 0: no limit
  std::chrono::minutes hold_length{10};       // life of a reservation
  std::string contact_email;                  // shown to users
  std::string contact_phone;
  std::int64_t version = 0;  // optimistic lock of the admin form
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_SCHEDULING_SETTINGS_H_
