#include "domain/use_cases/admin_scheduling.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "domain/error.h"
#include "domain/text.h"
#include "domain/time_zone.h"
#include "domain/use_cases/settings_change.h"

namespace nexcyte::domain {
namespace {

constexpr std::chrono::minutes kLongestNotice = std::chrono::days(365);
constexpr std::chrono::minutes kLongestHold{60};
constexpr int kMostCounted = 1000;
constexpr std::size_t kLongestTitle = 100;
constexpr std::size_t kLongestDescription = 1000;
constexpr std::size_t kLongestContactPhone = 40;
constexpr std::size_t kLongestAliasDomain = 200;
constexpr std::size_t kLongestSenderName = 100;
constexpr std::chrono::minutes kLastMinute = std::chrono::hours(24) - std::chrono::minutes(1);

// What is refused of one form, by field.
class Refused {
 public:
  void Unless(bool holds, const char* field, const char* message) {
    if (!holds) {
      fields_.push_back({field, message});
    }
  }
  void ThrowIfAny() && {
    if (!fields_.empty()) {
      throw Error(ErrorCode::kInvalid, "invalid").With(std::move(fields_));
    }
  }

 private:
  std::vector<FieldError> fields_;
};

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

bool IsLine(std::string_view text, std::size_t least, std::size_t most) {
  const auto length = CountCharacters(text);
  return length && *length >= least && *length <= most && !HasControlCharacters(text);
}

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
  const auto doubles = std::ranges::unique(reminders);
  reminders.erase(doubles.begin(), doubles.end());
  return reminders;
}

void CheckInput(const MapEventTypeInput& input) {
  Refused refused;
  refused.Unless(IsPurpose(input.purpose), "purpose",
                 "Use small letters, digits and underscores, beginning with a letter.");
  refused.Unless(IsLine(input.title, 1, kLongestTitle), "title",
                 "Enter a title of 1 to 100 characters.");
  refused.Unless(
      CountCharacters(input.description).value_or(kLongestDescription + 1) <= kLongestDescription,
      "description", "Use at most 1000 characters.");
  refused.Unless(input.cal_id > 0, "cal_event_type_id", "Enter the number of the event type.");
  refused.Unless(!input.is_enabled || !input.allow_kinds.empty(), "allow_kinds",
                 "Choose who may book this.");
  std::move(refused).ThrowIfAny();
}

// Cal.com's mails would reach the attendee under their real address.
bool NeedsAlias(const EventType& type) { return type.is_enabled && type.cal_sends_mail; }

Error AliasNeeded() { return Error(ErrorCode::kConflict, "alias_needed"); }

Error CalendarUnavailable(const CalendarRefusal& refusal) {
  return Error(ErrorCode::kUnavailable, "calendar_unavailable", refusal.detail)
      .RetryAfter(std::max(refusal.retry_after, std::chrono::seconds(5)));
}

CalendarEventType FetchEventType(CalendarProvider& calendar, CalEventTypeId id) {
  auto result = calendar.FindEventType(id);
  if (const auto* refusal = std::get_if<CalendarRefusal>(&result)) {
    if (refusal->failure == CalendarFailure::kNotFound) {
      // In the words for another tenant's, or the words would tell that there is one.
      throw Error(ErrorCode::kConflict, "event_type_not_available");
    }
    throw CalendarUnavailable(*refusal);
  }
  return std::get<CalendarEventType>(std::move(result));
}

void RequireMappable(const CalendarEventType& type) {
  Refused refused;
  refused.Unless(!type.seated, "cal_event_type_id",
                 "This event type has seats. Only appointments of one person can be booked here.");
  refused.Unless(!type.recurring, "cal_event_type_id",
                 "This event type repeats. Only single appointments can be booked here.");
  refused.Unless(!type.managed_parent, "cal_event_type_id",
                 "This is a template for managed event types. Choose one that was made from it.");
  std::move(refused).ThrowIfAny();
}

EventType Combine(const MapEventTypeInput& input, const CalendarEventType& at_calendar) {
  EventType type;
  type.purpose = input.purpose;
  type.title = input.title;
  type.description = input.description;
  type.cal_id = input.cal_id;
  type.length = at_calendar.length;
  type.allow_kinds = input.allow_kinds;
  type.is_enabled = input.is_enabled;
  type.needs_approval = at_calendar.needs_approval;
  type.cal_sends_mail = at_calendar.sends_attendee_mail;
  type.cal_video = at_calendar.cal_video;
  type.position = input.position;
  type.version = input.version;
  return type;
}

}  // namespace

SchedulingSettings LoadSettings(TenantStore& store) {
  return store.Transact([](UnitOfWork& unit) { return unit.settings().Load(); });
}

TenantSettings LoadTenantSettings(TenantStore& store) {
  return store.Transact([](UnitOfWork& unit) {
    return TenantSettings{unit.settings().Load(), unit.settings().LoadMessages()};
  });
}

void SaveSettings(TenantStore& store, const Actor& actor, const TenantSettings& settings,
                  const std::string& mail_domain) {
  MessageSettings messages = settings.messages;
  messages.reminders = InOrder(std::move(messages.reminders));
  store.Transact([&](UnitOfWork& unit) {
    const TenantSettings before{unit.settings().Load(), unit.settings().LoadMessages()};
    messages.sender_domains = before.messages.sender_domains;
    Refused refused;
    CheckScheduling(refused, settings.scheduling);
    CheckMessages(refused, messages, mail_domain);
    std::move(refused).ThrowIfAny();
    const auto types = unit.event_types().List();
    if (!UsesAlias(settings.scheduling) && std::any_of(types.begin(), types.end(), NeedsAlias)) {
      throw AliasNeeded();
    }
    unit.settings().Save(settings.scheduling);
    unit.settings().SaveMessages(messages);
    unit.audit().Append(SettingsChange(actor.user, before, {settings.scheduling, messages}));
  });
}

std::vector<EventType> ListEventTypes(TenantStore& store) {
  return store.Transact([](UnitOfWork& unit) { return unit.event_types().List(); });
}

EventType MapEventType(TenantStore& store, CalendarProvider& calendar, const Actor& actor,
                       const MapEventTypeInput& input) {
  CheckInput(input);
  const CalendarEventType at_calendar = FetchEventType(calendar, input.cal_id);
  RequireMappable(at_calendar);
  const EventType type = Combine(input, at_calendar);
  return store.Transact([&](UnitOfWork& unit) {
    if (NeedsAlias(type) && !UsesAlias(unit.settings().Load())) {
      throw AliasNeeded();
    }
    unit.event_types().Upsert(type);
    unit.audit().Append({actor.user, "event_type.mapped", type.purpose, {}});
    return unit.event_types().Find(type.purpose).value();
  });
}

}  // namespace nexcyte::domain
