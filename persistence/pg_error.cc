#include "persistence/pg_error.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace nexcyte::persistence {

using domain::Error;
using domain::ErrorCode;

namespace {

// A violated constraint that is a fact about the world and not a mistake of ours.
struct Meaning {
  std::string_view constraint;
  ErrorCode code;
  std::string_view reason;
};

constexpr std::array kMeanings{
    Meaning{"nx_scheduler_intent_one_open", ErrorCode::kConflict, "booking_busy"},
    Meaning{"nx_scheduler_event_type_map_event_type_unique", ErrorCode::kConflict,
            "event_type_not_available"},
    Meaning{"nx_scheduler_settings_organization_unique", ErrorCode::kConflict,
            "organization_not_available"},
    Meaning{"nx_scheduler_event_type_map_owner", ErrorCode::kConflict, "event_type_not_available"},
    Meaning{"nx_scheduler_booking_cal_uid", ErrorCode::kConflict, "cal_uid_not_available"},
    Meaning{"nx_scheduler_booking_cal_uid_unique", ErrorCode::kConflict, "cal_uid_not_available"},
    Meaning{"nx_scheduler_reservation_purpose", ErrorCode::kNotFound, "purpose_unknown"},
    Meaning{"nx_scheduler_booking_purpose", ErrorCode::kNotFound, "purpose_unknown"},
    Meaning{"nx_tenant_slug_unique", ErrorCode::kConflict, "slug_taken"},
    Meaning{"nx_tenant_slug_form", ErrorCode::kInvalid, "invalid"},
    Meaning{"nx_tenant_slug_not_reserved", ErrorCode::kInvalid, "invalid"},
    Meaning{"nx_tenant_membership_actor_is_admin", ErrorCode::kForbidden, "forbidden"},
    Meaning{"nx_invitation_email_unique", ErrorCode::kConflict, "conflict"},
    Meaning{"nx_tenant_membership_email_unique", ErrorCode::kConflict, "email_taken"},
};

// Classes and codes of Postgres' appendix A that pass by themselves: connection, resources,
// operator intervention, deadlock, serialization, lock and statement time limits.
bool IsPassing(std::string_view sqlstate) {
  return sqlstate.empty() || sqlstate.starts_with("08") || sqlstate.starts_with("53") ||
         sqlstate.starts_with("57P") || sqlstate == "57014" || sqlstate == "55P03" ||
         sqlstate == "40001" || sqlstate == "40P01" || sqlstate == "25P03";
}

}  // namespace

PgFailure ReadFailure(std::string_view sqlstate, std::string_view verbose_message) {
  constexpr std::string_view kLabel = "CONSTRAINT NAME:  ";
  const bool said_nothing = sqlstate.find_first_not_of(' ') == sqlstate.npos;  // SOCI: five blanks
  PgFailure failure{said_nothing ? std::string() : std::string(sqlstate.substr(0, 5)), {}};
  const std::size_t at = verbose_message.find(kLabel);
  if (at != std::string_view::npos) {
    const std::string_view rest = verbose_message.substr(at + kLabel.size());
    failure.constraint = rest.substr(0, rest.find('\n'));
  }
  return failure;
}

Error ToError(const PgFailure& failure, std::string_view statement) {
  const std::string detail =
      fmt::format("database {} {} in: {}", failure.sqlstate.empty() ? "gone" : failure.sqlstate,
                  failure.constraint, StatementName(statement));
  for (const Meaning& meaning : kMeanings) {
    if (failure.constraint == meaning.constraint) {
      return {meaning.code, std::string(meaning.reason), detail};
    }
  }
  if (IsPassing(failure.sqlstate)) {
    return DatabaseUnavailable(detail);
  }
  return {ErrorCode::kInternal, "internal", detail};
}

Error DatabaseUnavailable(const std::string& detail) {
  return Error(ErrorCode::kUnavailable, "unavailable", detail).RetryAfter(std::chrono::seconds{2});
}

std::string StatementName(std::string_view sql) {
  constexpr std::size_t kLength = 60;
  std::string name;
  for (const char c : sql) {
    const bool blank = c == ' ' || c == '\n';
    if (blank && (name.empty() || name.back() == ' ')) {
      continue;
    }
    name += blank ? ' ' : c;
    if (name.size() == kLength) {
      break;
    }
  }
  return name;
}

}  // namespace nexcyte::persistence
