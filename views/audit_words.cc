#include "views/audit_words.h"

#include <algorithm>

#include "domain/text.h"

namespace nexcyte::views {
namespace {

constexpr std::string_view kBefore = ".before";
constexpr std::string_view kAfter = ".after";

// `cancel_notice_minutes` as `Cancel notice minutes`.
std::string Readable(std::string_view word) {
  std::string text(word);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '_' || c == '.'; }, ' ');
  if (!text.empty() && domain::IsAsciiLower(text.front())) {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

AuditDetail& DetailOf(std::vector<AuditDetail>& list, const std::string& what) {
  const auto known = std::find_if(list.begin(), list.end(),
                                  [&what](const AuditDetail& one) { return one.what == what; });
  return known == list.end() ? list.emplace_back(AuditDetail{what, {}, {}}) : *known;
}

}  // namespace

const std::vector<AuditAction>& AuditActions() {
  static const std::vector<AuditAction> kActions = {
      {"account.signed_in", "Signed in"},
      {"account.sign_in_failed", "Sign-in failed"},
      {"account.verified", "Signed up"},
      {"account.password_changed", "Password changed"},
      {"account.password_reset", "Password set anew by mail"},
      {"account.phone_verified", "Phone number confirmed"},
      {"account.sms_consent_given", "Agreed to text messages"},
      {"account.sms_consent_withdrawn", "Wants no text messages"},
      {"member.invited", "Invitation sent"},
      {"member.invitation_withdrawn", "Invitation withdrawn"},
      {"member.joined", "Invitation accepted"},
      {"member.changed", "Rights changed"},
      {"member.disabled", "Member disabled"},
      {"member.enabled", "Member enabled"},
      {"member.signed_out", "Member signed out everywhere"},
      {"settings.changed", "Settings changed"},
      {"event_type.mapped", "Event type changed"},
      {"template.saved", "Message text changed"},
      {"template.restored", "Message text restored"},
      {"template.test_sent", "Test message sent"},
      {"branding.changed", "Branding changed"},
      {"branding.logo_changed", "Logo changed"},
      {"branding.logo_removed", "Logo removed"},
      {"outbox.requeued", "Message sent again"},
      {"outbox.dropped", "Message taken out"},
      {"outbox.resent", "Message sent once more"},
      {"outbox.paused", "Channel paused"},
      {"outbox.resumed", "Channel resumed"},
      {"booking.failed", "Booking failed"},
      {"booking.scheduled", "Booking confirmed"},
      {"booking.rescheduled", "Booking moved"},
      {"booking.cancelled", "Booking cancelled"},
      {"webhook.refused", "Unsigned webhook refused"},
      {"booking.limit_waived", "Limit waived for a booking"},
      {"bookings.exported", "Bookings exported"},
      {"audit.exported", "Log exported"},
  };
  return kActions;
}

std::string ActionWords(std::string_view action) {
  for (const AuditAction& known : AuditActions()) {
    if (known.word == action) {
      return std::string(known.label);
    }
  }
  return Readable(action);
}

std::string ActorWords(const domain::AuditRow& row) {
  if (!row.actor_name.empty()) {
    return row.actor_name;
  }
  if (row.entry.actor) {
    return "Somebody who is no member any more";
  }
  return row.actor_role == "system" ? "The portal itself" : "A visitor";
}

std::string SubjectWords(const domain::AuditRow& row) {
  if (row.entry.actor && row.entry.subject == row.entry.actor->str()) {
    return {};
  }
  return row.subject_name.empty() ? row.entry.subject : row.subject_name;
}

std::vector<AuditDetail> AuditDetails(const std::map<std::string, std::string>& details) {
  std::vector<AuditDetail> list;
  for (const auto& [name, value] : details) {
    if (name.ends_with(kBefore)) {
      DetailOf(list, Readable(name.substr(0, name.size() - kBefore.size()))).before = value;
    } else if (name.ends_with(kAfter)) {
      DetailOf(list, Readable(name.substr(0, name.size() - kAfter.size()))).after = value;
    } else {
      DetailOf(list, Readable(name)).after = value;
    }
  }
  return list;
}

}  // namespace nexcyte::views
