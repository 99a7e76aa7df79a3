#include "domain/booking.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "domain/error.h"
#include "domain/text.h"

namespace nexcyte::domain {
namespace {

constexpr std::chrono::minutes kJoinableBefore{15};
constexpr std::chrono::seconds kAskAgain{5};
constexpr std::array<std::string_view, 3> kCalendarDomains{"cal.com", "cal.dev", "cal.eu"};

bool IsTheirs(const BookingSummary& booking, const Actor& actor) {
  return IsStaff(actor) || booking.attendee == actor.user;
}

bool IsLive(const BookingSummary& booking) {
  return booking.status == BookingStatus::kScheduled || booking.status == BookingStatus::kRequested;
}

// What cancelling and moving have in common.
void RequireChangeable(const BookingSummary& booking, const Actor& actor, Timestamp now) {
  if (!IsTheirs(booking, actor)) {
    throw NotFound();
  }
  if (booking.open_intent) {
    throw Error(ErrorCode::kUnavailable, "calendar_unavailable", "a change of it is still open")
        .RetryAfter(kAskAgain);
  }
  if (!IsLive(booking) || booking.time.start <= now) {
    throw Error(ErrorCode::kConflict, "booking_closed");
  }
}

bool KeepsNotice(const BookingSummary& booking, std::chrono::minutes notice, Timestamp now) {
  return booking.time.start - now >= notice;
}

bool HasMovesLeft(const BookingSummary& booking, const BookingRules& rules) {
  return rules.max_moves == 0 || booking.moves < rules.max_moves;
}

void RequireNoLimit(const Actor& actor, std::string limit) {
  if (!IsStaff(actor) && !limit.empty()) {
    throw Error(ErrorCode::kConflict, std::move(limit));
  }
}

// Host of an https link, lower case; empty for anything else, and for forms that programs read in
// different ways (user names, escapes, backslashes, other alphabets).
std::string HostOfLink(std::string_view link) {
  constexpr std::string_view kScheme = "https://";
  const std::string folded = LowerAscii(link);
  const bool is_printable = std::all_of(folded.begin(), folded.end(),
                                        [](char c) { return c > ' ' && c < 0x7F && c != '\\'; });
  if (!folded.starts_with(kScheme) || !is_printable) {
    return {};
  }
  std::string host = folded.substr(kScheme.size());
  host = host.substr(0, host.find_first_of("/?#"));
  const std::size_t port = host.find(':');
  const bool has_port =
      port != std::string::npos && port + 1 < host.size() &&
      std::all_of(host.begin() + static_cast<std::ptrdiff_t>(port) + 1, host.end(), IsAsciiDigit);
  host = has_port ? host.substr(0, port) : host;
  return IsDomainName(host) ? host : std::string();
}

bool IsCalendarHost(std::string_view host) {
  return std::any_of(kCalendarDomains.begin(), kCalendarDomains.end(), [host](auto domain) {
    return host == domain || host.ends_with("." + std::string(domain));
  });
}

bool IsLink(std::string_view location) {
  return location.find("://") != std::string_view::npos || location.starts_with("www.") ||
         location.starts_with("integrations:");
}

// Whether `word` stands in `text` and is no part of a longer one (`medical.company`).
bool HasWord(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool starts_there = at == 0 || !IsAsciiAlnum(text[at - 1]);
    if (starts_there && (end == text.size() || !IsAsciiAlnum(text[end]))) {
      return true;
    }
  }
  return false;
}

bool NamesCalendar(std::string_view folded) {
  constexpr std::array<std::string_view, 2> kProducts{"cal video", "calcom"};
  const auto stands_there = [folded](std::string_view word) { return HasWord(folded, word); };
  return std::any_of(kCalendarDomains.begin(), kCalendarDomains.end(), stands_there) ||
         std::any_of(kProducts.begin(), kProducts.end(), stands_there);
}

}  // namespace

std::string_view ToString(BookingStatus status) {
  switch (status) {
    case BookingStatus::kPending:
      return "pending";
    case BookingStatus::kScheduled:
      return "scheduled";
    case BookingStatus::kRequested:
      return "requested";
    case BookingStatus::kCancelled:
      return "cancelled";
    case BookingStatus::kRejected:
      return "rejected";
    case BookingStatus::kFailed:
      return "failed";
  }
  return "";
}

std::optional<BookingStatus> ParseBookingStatus(std::string_view text) {
  using enum BookingStatus;
  for (const BookingStatus status :
       {kPending, kScheduled, kRequested, kCancelled, kRejected, kFailed}) {
    if (ToString(status) == text) {
      return status;
    }
  }
  return std::nullopt;
}

std::string_view ToString(IntentKind kind) {
  switch (kind) {
    case IntentKind::kBook:
      return "book";
    case IntentKind::kMove:
      return "move";
    case IntentKind::kCancel:
      return "cancel";
  }
  return "";
}

bool CanCancel(const BookingSummary& booking, const Actor& actor,
               const SchedulingSettings& settings, Timestamp now) {
  return IsTheirs(booking, actor) && IsLive(booking) && !booking.open_intent &&
         booking.time.start > now &&
         (IsStaff(actor) || LimitOfCancelling(booking, settings, now).empty());
}

bool CanReschedule(const BookingSummary& booking, const Actor& actor,
                   const SchedulingSettings& settings, Timestamp now) {
  return IsTheirs(booking, actor) && IsLive(booking) && !booking.open_intent &&
         booking.time.start > now &&
         (IsStaff(actor) || LimitOfMoving(booking, settings, now).empty());
}

void RequireCancellable(const BookingSummary& booking, const Actor& actor,
                        const SchedulingSettings& settings, Timestamp now) {
  RequireChangeable(booking, actor, now);
  RequireNoLimit(actor, LimitOfCancelling(booking, settings, now));
}

void RequireReschedulable(const BookingSummary& booking, const Actor& actor,
                          const SchedulingSettings& settings, Timestamp now) {
  RequireChangeable(booking, actor, now);
  RequireNoLimit(actor, LimitOfMoving(booking, settings, now));
}

std::string LimitOfCancelling(const BookingSummary& booking, const SchedulingSettings& settings,
                              Timestamp now) {
  const BookingRules rules = RulesOf(settings, booking.purpose);
  return KeepsNotice(booking, rules.cancel_notice, now) ? "" : "too_late_to_cancel";
}

std::string LimitOfMoving(const BookingSummary& booking, const SchedulingSettings& settings,
                          Timestamp now) {
  const BookingRules rules = RulesOf(settings, booking.purpose);
  if (!KeepsNotice(booking, rules.reschedule_notice, now)) {
    return "too_late_to_reschedule";
  }
  return HasMovesLeft(booking, rules) ? "" : "too_many_moves";
}

ReasonRule ReasonAskedOf(const Actor& actor, const SchedulingSettings& settings,
                         const std::string& purpose, const std::string& limit) {
  const ReasonRule rule = RulesOf(settings, purpose).reason;
  if (!IsStaff(actor)) {
    return rule;
  }
  if (!limit.empty()) {
    return ReasonRule::kRequired;
  }
  return rule == ReasonRule::kOff ? ReasonRule::kOff : ReasonRule::kOptional;
}

std::string RequireReason(ReasonRule asked, const std::string& reason) {
  if (asked == ReasonRule::kOff) {
    return {};
  }
  if (asked == ReasonRule::kRequired && Trim(reason).empty()) {
    throw InvalidInput("reason", "Please say why.");
  }
  return reason;
}

std::string JoinUrl(const BookingSummary& booking, Timestamp now) {
  const bool is_time = now >= booking.time.start - kJoinableBefore && now < booking.time.end;
  if (booking.status != BookingStatus::kScheduled || !is_time) {
    return {};
  }
  const std::string host = HostOfLink(booking.location);
  return host.empty() || IsCalendarHost(host) ? std::string() : booking.location;
}

std::string ShownLocation(const BookingSummary& booking) {
  const std::string folded = LowerAscii(booking.location);
  return IsLink(folded) || NamesCalendar(folded) ? std::string() : booking.location;
}

std::string AddressAtCalendar(const SchedulingSettings& settings, const BookingId& id,
                              std::string_view real_address) {
  return settings.attendee_address == AttendeeAddress::kAlias
             ? "booking-" + id.str() + "@" + settings.alias_domain
             : std::string(real_address);
}

}  // namespace nexcyte::domain
