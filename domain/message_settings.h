#ifndef NEXCYTE_DOMAIN_MESSAGE_SETTINGS_H_
#define NEXCYTE_DOMAIN_MESSAGE_SETTINGS_H_

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "domain/quiet_hours.h"
#include "domain/scheduling_settings.h"

namespace nexcyte::domain {

inline constexpr std::size_t kMostReminders = 5;
inline constexpr std::chrono::minutes kShortestReminder{5};
inline constexpr std::chrono::minutes kLongestReminder = std::chrono::days(14);

// How a tenant writes to people. What is not filled in is empty.
struct MessageSettings {
  bool sms_enabled = false;
  std::string staff_email;  // also told of every change
  std::vector<std::chrono::minutes> reminders{std::chrono::hours(24), std::chrono::hours(1)};
  std::optional<QuietHours> quiet_hours;  // of text messages
  std::string sender_name;                // empty: the tenant's
  std::string sender_address;             // empty: ours
  std::string reply_to;                   // empty: the contact address
  // Domains that the operator has cleared for this tenant's sender. Never saved from here.
  std::vector<std::string> sender_domains;
};

// All that is set on the page of the scheduling settings, under one version.
struct TenantSettings {
  SchedulingSettings scheduling;
  MessageSettings messages;
};

// Whether mails may leave under this address: it is in our own mail domain, or in one of those that
// were cleared. A provider signs for no other, and such mails would be taken for forged.
bool MaySendAs(const std::string& address, const std::string& mail_domain,
               const std::vector<std::string>& cleared);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_MESSAGE_SETTINGS_H_
