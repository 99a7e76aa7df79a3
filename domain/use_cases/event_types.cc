#include "domain/use_cases/event_types.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "domain/conformity.h"
#include "domain/error.h"
#include "domain/refused.h"
#include "domain/text.h"
#include "domain/use_cases/preconditions.h"
#include "domain/use_cases/settings_change.h"

namespace nexcyte::domain {
namespace {

constexpr std::size_t kLongestTitle = 100;
constexpr std::size_t kLongestDescription = 1000;
constexpr std::chrono::minutes kLongestNotice = std::chrono::days(365);
constexpr int kMostCounted = 1000;
constexpr std::chrono::days kTriedAhead{14};
constexpr std::size_t kTried = 3;
// More than any name at Cal.com that somebody would read.
constexpr std::size_t kLongestSeen = 200;

OfferState StateOf(const CalendarRefusal& refusal) {
  const bool is_refused = refusal.failure == CalendarFailure::kAuth ||
                          refusal.failure == CalendarFailure::kNotFound ||
                          refusal.failure == CalendarFailure::kValidation;
  return is_refused ? OfferState::kRefused : OfferState::kUnavailable;
}

bool IsNotice(const std::optional<std::chrono::minutes>& notice) {
  return !notice || (*notice >= std::chrono::minutes(0) && *notice <= kLongestNotice);
}

bool IsCount(const std::optional<int>& count) {
  return !count || (*count >= 0 && *count <= kMostCounted);
}

void CheckRules(Refused& refused, const RuleOverrides& rules) {
  refused.Unless(IsNotice(rules.cancel_notice), "cancel_notice_minutes",
                 "Enter a time between 0 and 365 days.");
  refused.Unless(IsNotice(rules.reschedule_notice), "reschedule_notice_minutes",
                 "Enter a time between 0 and 365 days.");
  refused.Unless(IsCount(rules.max_moves), "max_moves", "Enter a number from 0 to 1000.");
  refused.Unless(IsCount(rules.max_open_bookings), "max_open_bookings",
                 "Enter a number from 0 to 1000.");
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
  refused.Unless(input.cal_id > 0, "cal_event_type_id", "Choose an event type.");
  refused.Unless(!input.is_enabled || !input.allow_kinds.empty(), "allow_kinds",
                 "Choose who may book this.");
  CheckRules(refused, input.rules);
  std::move(refused).ThrowIfAny();
}

void RequireMappable(const CalendarEventType& type) {
  Refused refused;
  refused.Unless(!type.seated, "cal_event_type_id",
                 "This event type has seats. Only appointments of one person can be booked here.");
  refused.Unless(!type.recurring, "cal_event_type_id",
                 "This event type repeats. Only single appointments can be booked here.");
  refused.Unless(!type.managed_parent, "cal_event_type_id",
                 "This is a template for managed event types. Choose one that was made from it.");
  refused.Unless(!type.verifies_mail, "cal_event_type_id",
                 "This event type asks people for a code that Cal.com mails them. Switch that off "
                 "at Cal.com first.");
  std::move(refused).ThrowIfAny();
}

// A name of Cal.com's, fit to be kept and shown in a line.
std::string Name(const std::string& text) {
  std::u32string name = DecodeUtf8(text).value_or(std::u32string());
  std::erase_if(name, IsControlCharacter);
  name.resize(std::min(name.size(), kLongestSeen));
  return EncodeUtf8(name);
}

std::string Joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ", ") + name;
  }
  return text;
}

// What Cal.com says of it.
void See(EventType& type, const CalendarEventType& at_calendar, Timestamp now) {
  type.cal_id = at_calendar.id;
  type.length = at_calendar.length;
  type.needs_approval = at_calendar.needs_approval;
  type.cal_sends_mail = at_calendar.sends_attendee_mail;
  type.cal_video = at_calendar.cal_video;
  type.seen_title = Name(at_calendar.title);
  type.seen_team = Name(at_calendar.team);
  type.seen_hosts = Name(Joined(at_calendar.hosts));
  type.problems = ProblemsOf(at_calendar);
  type.seen_at = now;
}

const CalendarEventType* FindOffered(const Offer& offer, CalEventTypeId id) {
  const auto found = std::ranges::find(offer.types, id, &CalendarEventType::id);
  return found == offer.types.end() ? nullptr : &*found;
}

// An event type that is not offered: the one that the purpose has stays, where nothing better is
// known. Another organization's and another tenant's are refused in the words for none at all, or
// the words would tell that there is one.
EventType RequireKept(const std::optional<EventType>& before, const Offer& offer,
                      CalEventTypeId id) {
  if (offer.state == OfferState::kKnown) {
    throw Error(ErrorCode::kConflict, "event_type_not_available");
  }
  if (before && before->cal_id == id) {
    return *before;
  }
  if (offer.state == OfferState::kNoOrganization) {
    throw Error(ErrorCode::kConflict, "organization_missing");
  }
  throw CalendarUnavailable(
      {.failure = CalendarFailure::kUnknown, .retry_after = offer.retry_after, .detail = "offer"});
}

void Apply(EventType& type, const MapEventTypeInput& input) {
  type.purpose = input.purpose;
  type.title = input.title;
  type.description = input.description;
  type.allow_kinds = input.allow_kinds;
  type.is_enabled = input.is_enabled;
  type.position = input.position;
  type.version = input.version;
  type.rules = input.rules;
}

// Cal.com's own mails would reach the attendee under their real address.
void RequireQuiet(UnitOfWork& unit, const EventType& type) {
  if (NeedsAlias(type) && unit.settings().Load().attendee_address != AttendeeAddress::kAlias) {
    throw Error(ErrorCode::kConflict, "alias_needed");
  }
}

}  // namespace

Offer ReadOffer(TenantStore& store, CalendarProvider& calendar) {
  const auto organization =
      store.Read([](UnitOfWork& unit) { return unit.settings().Load().organization_id; });
  if (!organization) {
    return {};
  }
  auto answer = calendar.ListEventTypes(*organization);
  if (const auto* refusal = std::get_if<CalendarRefusal>(&answer)) {
    return {.state = StateOf(*refusal), .types = {}, .retry_after = refusal->retry_after};
  }
  return {.state = OfferState::kKnown,
          .types = std::get<std::vector<CalendarEventType>>(std::move(answer)),
          .retry_after = {}};
}

std::vector<EventType> ListEventTypes(TenantStore& store) {
  return store.Read([](UnitOfWork& unit) { return unit.event_types().List(); });
}

std::vector<EventType> AsOffered(std::vector<EventType> types, const Offer& offer, Timestamp now) {
  if (offer.state != OfferState::kKnown) {
    return types;
  }
  for (EventType& type : types) {
    if (const CalendarEventType* at_calendar = FindOffered(offer, type.cal_id)) {
      See(type, *at_calendar, now);
    } else {
      type.problems = {TypeProblem::kGone};
    }
  }
  return types;
}

EventType MapEventType(TenantStore& store, const Offer& offer, const Actor& actor,
                       const MapEventTypeInput& input) {
  CheckInput(input);
  const CalendarEventType* at_calendar = FindOffered(offer, input.cal_id);
  if (at_calendar != nullptr) {
    RequireMappable(*at_calendar);
  }
  return store.Transact([&](UnitOfWork& unit) {
    const std::optional<EventType> before = unit.event_types().Find(input.purpose);
    EventType type;
    if (at_calendar != nullptr) {
      See(type, *at_calendar, unit.Now());
    } else {
      type = RequireKept(before, offer, input.cal_id);
    }
    Apply(type, input);
    RequireQuiet(unit, type);
    unit.event_types().Upsert(type);
    unit.audit().Append(EventTypeChange(actor.user, before, type));
    return unit.event_types().Find(type.purpose).value();
  });
}

Trial TryEventType(TenantStore& store, SlotSource& source, const std::string& purpose,
                   Timestamp now) {
  const auto type = store.Read([&](UnitOfWork& unit) { return unit.event_types().Find(purpose); });
  if (!type) {
    throw NotFound();
  }
  Trial trial{*type, false, {}};
  auto answer = source.ListSlots(type->cal_id, {now, now + kTriedAhead}, "");
  if (auto* slots = std::get_if<std::vector<Slot>>(&answer)) {
    std::ranges::sort(*slots, {}, &Slot::start);
    slots->resize(std::min(slots->size(), kTried));
    trial.is_answered = true;
    trial.next = std::move(*slots);
  }
  return trial;
}

}  // namespace nexcyte::domain
