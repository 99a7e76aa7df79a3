#include "domain/scheduling_settings.h"

namespace nexcyte::domain {

std::string_view ToString(ReasonRule rule) {
  switch (rule) {
    case ReasonRule::kOff:
      return "off";
    case ReasonRule::kOptional:
      return "optional";
    case ReasonRule::kRequired:
      return "required";
  }
  return "";
}

std::optional<ReasonRule> ParseReasonRule(std::string_view text) {
  for (const ReasonRule rule : {ReasonRule::kOff, ReasonRule::kOptional, ReasonRule::kRequired}) {
    if (ToString(rule) == text) {
      return rule;
    }
  }
  return std::nullopt;
}

BookingRules RulesOf(const SchedulingSettings& settings, const std::string& purpose) {
  const auto found = settings.overrides.find(purpose);
  const RuleOverrides own = found == settings.overrides.end() ? RuleOverrides() : found->second;
  return {.cancel_notice = own.cancel_notice.value_or(settings.cancel_notice),
          .reschedule_notice = own.reschedule_notice.value_or(settings.reschedule_notice),
          .max_moves = own.max_moves.value_or(settings.max_moves),
          .max_open_bookings = own.max_open_bookings.value_or(settings.max_open_bookings),
          .reason = own.reason.value_or(settings.reason)};
}

}  // namespace nexcyte::domain
