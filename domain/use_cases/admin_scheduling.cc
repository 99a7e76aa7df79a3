#include "domain/use_cases/admin_scheduling.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "domain/error.h"
#include "domain/own_texts.h"
#include "domain/refused.h"
#include "domain/text.h"
#include "domain/time_zone.h"
#include "domain/use_cases/preconditions.h"
#include "domain/use_cases/settings_change.h"

namespace nexcyte::domain {
namespace {

constexpr std::chrono::minutes kLongestNotice = std::chrono::days(365);
constexpr std::chrono::minutes kLongestHold{60};
constexpr int kMostCounted = 1000;
constexpr std::size_t kLongestContactPhone = 40;
constexpr std::size_t kLongestAliasDomain = 200;
constexpr std::size_t kLongestSenderName = 100;
constexpr std::chrono::minutes kLastMinute = std::chrono::hours(24) - std::chrono::minutes(1);

// A Cal.com organisation's slug, or empty.
bool IsOrganizationSlug(std::string_view text) {
  constexpr std::size_t kMost = 63;
  return text.empty() || (text.size() <= kMost && text.front() != '-' && text.back() != '-' &&
                          std::all_of(text.begin(), text.end(), [](char c) {
                            return IsAsciiLower(c) || IsAsciiDigit(c) || c == '-';
                          }));
}

bool IsEmailOrEmpty(const std::string& text) {
  if (text.empty()) {
    return true;
  }
  try {
    return FoldEmail(text) == LowerAscii(text);
  } catch (const Error&) {
    return false;
  }
}

bool IsShownPhone(std::string_view text) {
  return text.size() <= kLongestContactPhone && std::all_of(text.begin(), text.end(), [](char c) {
           return IsAsciiDigit(c) || std::string_view("+-/. ()").find(c) != std::string_view::npos;
         });
}

bool IsWithin(std::chrono::minutes value, std::chrono::minutes least, std::chrono::minutes most) {
  return value >= least && value <= most;
}

bool IsCount(int value) { return value >= 0 && value <= kMostCounted; }

bool UsesAlias(const SchedulingSettings& settings) {
  return settings.attendee_address == AttendeeAddress::kAlias;
}

void CheckAlias(Refused& refused, const SchedulingSettings& settings) {
  const std::string& domain = settings.alias_domain;
  const bool is_domain = domain.size() <= kLongestAliasDomain && IsDomainName(domain);
  refused.Unless(is_domain || (domain.empty() && !UsesAlias(settings)), "alias_domain",
                 "Enter a domain of yours that receives no mail, like booking.example.com.");
}

void CheckScheduling(Refused& refused, const SchedulingSettings& settings) {
  using std::chrono::minutes;
  refused.Unless(IsOrganizationSlug(settings.organization_slug), "organization_slug",
                 "Use small letters, digits and hyphens, as in the address at Cal.com.");
  refused.Unless(IsTimeZone(settings.default_time_zone), "default_time_zone",
                 "Choose a time zone from the list.");
  CheckAlias(refused, settings);
  refused.Unless(IsWithin(settings.cancel_notice, minutes(0), kLongestNotice),
                 "cancel_notice_minutes", "Enter a time between 0 and 365 days.");
  refused.Unless(IsWithin(settings.reschedule_notice, minutes(0), kLongestNotice),
                 "reschedule_notice_minutes", "Enter a time between 0 and 365 days.");
  refused.Unless(IsWithin(settings.hold_length, minutes(1), kLongestHold), "hold_minutes",
                 "Enter a time between 1 and 60 minutes.");
  refused.Unless(IsCount(settings.max_moves), "max_moves", "Enter a number from 0 to 1000.");
  refused.Unless(IsCount(settings.max_open_bookings), "max_open_bookings",
                 "Enter a number from 0 to 1000.");
  refused.Unless(IsEmailOrEmpty(settings.contact_email), "contact_email",
                 "Enter an e-mail address, or nothing.");
  refused.Unless(IsShownPhone(settings.contact_phone), "contact_phone",
                 "Enter a phone number, or nothing.");
}

void CheckReminders(Refused& refused, const std::vector<std::chrono::minutes>& reminders) {
  const bool all_fit = std::ranges::all_of(reminders, [](std::chrono::minutes before) {
    return IsWithin(before, kShortestReminder, kLongestReminder);
  });
  refused.Unless(all_fit && reminders.size() <= kMostReminders, "reminder_minutes",
                 "Enter at most 5 numbers of minutes, each from 5 to 20160 (14 days).");
}

void CheckQuietHours(Refused& refused, const std::optional<QuietHours>& hours) {
  using std::chrono::minutes;
  if (!hours) {
    return;
  }
  refused.Unless(IsWithin(hours->from, minutes(0), kLastMinute), "quiet_from",
                 "Enter a time of the day, like 22:00.");
  refused.Unless(IsWithin(hours->to, minutes(0), kLastMinute) && hours->to != hours->from,
                 "quiet_to", "Enter another time of the day, like 08:00.");
}

void CheckSender(Refused& refused, const MessageSettings& messages,
                 const std::string& mail_domain) {
  refused.Unless(IsLine(messages.sender_name, 0, kLongestSenderName), "sender_name",
                 "Use at most 100 characters, in one line.");
  const std::string& address = messages.sender_address;
  const bool is_address = IsEmailOrEmpty(address);
  refused.Unless(is_address, "sender_address", "Enter one e-mail address, or nothing.");
  refused.Unless(
      !is_address || address.empty() || MaySendAs(address, mail_domain, messages.sender_domains),
      "sender_address",
      "Mail cannot be sent from this domain yet. Ask the operator of your portal to "
      "set it up, or leave this empty.");
  refused.Unless(IsEmailOrEmpty(messages.reply_to), "reply_to",
                 "Enter one e-mail address, or nothing.");
}

void CheckMessages(Refused& refused, const MessageSettings& messages,
                   const std::string& mail_domain) {
  refused.Unless(IsEmailOrEmpty(messages.staff_email), "staff_email",
                 "Enter one e-mail address, or nothing.");
  CheckReminders(refused, messages.reminders);
  CheckQuietHours(refused, messages.quiet_hours);
  CheckSender(refused, messages, mail_domain);
}

// The longest wait first, each once.
std::vector<std::chrono::minutes> InOrder(std::vector<std::chrono::minutes> reminders) {
  std::ranges::sort(reminders, std::ranges::greater());
  reminders.erase(std::unique(reminders.begin(), reminders.end()), reminders.end());
  return reminders;
}

// A text with {{tenant_phone}} in it would reach nobody any more once there is no number.
void RequirePhoneOfTexts(UnitOfWork& unit) {
  const auto users = NamesOfUsers("tenant_phone", unit.templates().List());
  if (!users.empty()) {
    throw InvalidInput("contact_phone",
                       fmt::format("Your own texts need this number: {}. Enter one, or take "
                                   "{{{{tenant_phone}}}} out of them first.",
                                   fmt::join(users, ", ")));
  }
}

Error AliasNeeded() { return Error(ErrorCode::kConflict, "alias_needed"); }

// Cal.com's number of the organization, asked for where the slug is a new one. That there is none,
// and that it is another tenant's, are refused in the same words.
std::optional<std::int64_t> ResolveOrganization(CalendarProvider& calendar,
                                                const SchedulingSettings& before,
                                                const SchedulingSettings& settings) {
  const std::string& slug = settings.organization_slug;
  if (slug.empty() || (slug == before.organization_slug && before.organization_id)) {
    return slug.empty() ? std::nullopt : before.organization_id;
  }
  auto answer = calendar.FindOrganization(slug);
  if (const auto* refusal = std::get_if<CalendarRefusal>(&answer)) {
    if (refusal->failure == CalendarFailure::kNotFound) {
      throw Error(ErrorCode::kConflict, "organization_not_available");
    }
    throw CalendarUnavailable(*refusal);
  }
  return std::get<std::int64_t>(answer);
}

}  // namespace

SchedulingSettings LoadSettings(TenantStore& store) {
  return store.Read([](UnitOfWork& unit) { return unit.settings().Load(); });
}

TenantSettings LoadTenantSettings(TenantStore& store) {
  return store.Read([](UnitOfWork& unit) {
    return TenantSettings{unit.settings().Load(), unit.settings().LoadMessages()};
  });
}

void SaveSettings(TenantStore& store, CalendarProvider& calendar, const Actor& actor,
                  const TenantSettings& settings, const std::string& mail_domain) {
  const TenantSettings before = LoadTenantSettings(store);
  MessageSettings messages = settings.messages;
  messages.reminders = InOrder(std::move(messages.reminders));
  messages.sender_domains = before.messages.sender_domains;
  Refused refused;
  CheckScheduling(refused, settings.scheduling);
  CheckMessages(refused, messages, mail_domain);
  std::move(refused).ThrowIfAny();
  SchedulingSettings scheduling = settings.scheduling;
  scheduling.organization_id = ResolveOrganization(calendar, before.scheduling, scheduling);
  store.Transact([&](UnitOfWork& unit) {
    const auto types = unit.event_types().List();
    if (!UsesAlias(scheduling) && std::any_of(types.begin(), types.end(), NeedsAlias)) {
      throw AliasNeeded();
    }
    if (scheduling.contact_phone.empty() && !before.scheduling.contact_phone.empty()) {
      RequirePhoneOfTexts(unit);
    }
    unit.settings().Save(scheduling);
    unit.settings().SaveMessages(messages);
    unit.audit().Append(SettingsChange(actor.user, before, {scheduling, messages}));
  });
}

}  // namespace nexcyte::domain
