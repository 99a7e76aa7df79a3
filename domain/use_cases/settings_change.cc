#include "domain/use_cases/settings_change.h"

#include <map>
#include <string>

namespace nexcyte::domain {
namespace {

std::string OnOff(bool is_on) { return is_on ? "on" : "off"; }

std::string Minutes(std::chrono::minutes length) { return std::to_string(length.count()); }

std::string Reminders(const MessageSettings& messages) {
  std::string text;
  for (const std::chrono::minutes before : messages.reminders) {
    text += (text.empty() ? "" : ", ") + Minutes(before);
  }
  return text;
}

std::string QuietText(const MessageSettings& messages) {
  return messages.quiet_hours
             ? FormatClock(messages.quiet_hours->from) + "-" + FormatClock(messages.quiet_hours->to)
             : "off";
}

void NoteScheduling(AuditEntry& entry, const SchedulingSettings& before,
                    const SchedulingSettings& after) {
  const auto address = [](const SchedulingSettings& settings) {
    return settings.attendee_address == AttendeeAddress::kAlias ? "alias" : "real";
  };
  NoteChange(entry, "booking", OnOff(before.is_enabled), OnOff(after.is_enabled));
  NoteChange(entry, "organization_slug", before.organization_slug, after.organization_slug);
  NoteChange(entry, "default_time_zone", before.default_time_zone, after.default_time_zone);
  NoteChange(entry, "attendee_address", address(before), address(after));
  NoteChange(entry, "alias_domain", before.alias_domain, after.alias_domain);
  NoteChange(entry, "cancel_notice_minutes", Minutes(before.cancel_notice),
             Minutes(after.cancel_notice));
  NoteChange(entry, "reschedule_notice_minutes", Minutes(before.reschedule_notice),
             Minutes(after.reschedule_notice));
  NoteChange(entry, "max_moves", std::to_string(before.max_moves), std::to_string(after.max_moves));
  NoteChange(entry, "max_open_bookings", std::to_string(before.max_open_bookings),
             std::to_string(after.max_open_bookings));
  NoteChange(entry, "hold_minutes", Minutes(before.hold_length), Minutes(after.hold_length));
  NoteChange(entry, "reason_rule", std::string(ToString(before.reason)),
             std::string(ToString(after.reason)));
  NoteChange(entry, "contact_email", before.contact_email, after.contact_email);
  NoteChange(entry, "contact_phone", before.contact_phone, after.contact_phone);
}

void NoteMessages(AuditEntry& entry, const MessageSettings& before, const MessageSettings& after) {
  NoteChange(entry, "text_messages", OnOff(before.sms_enabled), OnOff(after.sms_enabled));
  NoteChange(entry, "staff_email", before.staff_email, after.staff_email);
  NoteChange(entry, "reminder_minutes", Reminders(before), Reminders(after));
  NoteChange(entry, "quiet_hours", QuietText(before), QuietText(after));
  NoteChange(entry, "sender_name", before.sender_name, after.sender_name);
  NoteChange(entry, "sender_address", before.sender_address, after.sender_address);
  NoteChange(entry, "reply_to", before.reply_to, after.reply_to);
}

std::string Kinds(const EventType& type) {
  std::string text;
  for (const AccountKind kind : type.allow_kinds) {
    text += (text.empty() ? "" : ", ") + std::string(ToString(kind));
  }
  return text;
}

// Empty: as for the other purposes.
std::string Minutes(const std::optional<std::chrono::minutes>& length) {
  return length ? Minutes(*length) : std::string();
}

std::string Count(const std::optional<int>& count) {
  return count ? std::to_string(*count) : std::string();
}

std::string Reason(const RuleOverrides& rules) {
  return rules.reason ? std::string(ToString(*rules.reason)) : std::string();
}

// As it can be read in the log, by the names of the form.
std::map<std::string, std::string> ValuesOf(const EventType& type) {
  return {{"title", type.title},
          {"description", type.description},
          {"cal_event_type_id", std::to_string(type.cal_id)},
          {"allow_kinds", Kinds(type)},
          {"offered", OnOff(type.is_enabled)},
          {"position", std::to_string(type.position)},
          {"cancel_notice_minutes", Minutes(type.rules.cancel_notice)},
          {"reschedule_notice_minutes", Minutes(type.rules.reschedule_notice)},
          {"max_moves", Count(type.rules.max_moves)},
          {"max_open_bookings", Count(type.rules.max_open_bookings)},
          {"reason_rule", Reason(type.rules)}};
}

}  // namespace

AuditEntry SettingsChange(const UserId& actor, const TenantSettings& before,
                          const TenantSettings& after) {
  AuditEntry entry{actor, "settings.changed", {}, {}};
  NoteScheduling(entry, before.scheduling, after.scheduling);
  NoteMessages(entry, before.messages, after.messages);
  return entry;
}

AuditEntry EventTypeChange(const UserId& actor, const std::optional<EventType>& before,
                           const EventType& after) {
  AuditEntry entry{actor, "event_type.mapped", after.purpose, {}};
  std::map<std::string, std::string> was;
  if (before) {
    was = ValuesOf(*before);
  }
  for (const auto& [name, value] : ValuesOf(after)) {
    NoteChange(entry, name, was[name], value);
  }
  return entry;
}

}  // namespace nexcyte::domain
