#include "views/json.h"

#include <algorithm>

#include "views/json_text.h"
#include "views/reasons.h"

namespace nexcyte::views {
namespace {

// Rounded up from what is usual, so that a body is one allocation.
constexpr std::size_t kSmallSize = 512;
constexpr std::size_t kSlotSize = 72;
constexpr std::size_t kBookingSize = 640;

void AddString(JsonText& json, std::string_view name, std::string_view value) {
  json.Name(name);
  json.String(value);
}

void AddStringOrNull(JsonText& json, std::string_view name, std::string_view value) {
  json.Name(name);
  if (value.empty()) {
    json.Null();
  } else {
    json.String(value);
  }
}

void AddTime(JsonText& json, std::string_view name, domain::Timestamp value) {
  json.Name(name);
  json.Time(value);
}

void AddNumber(JsonText& json, std::string_view name, std::int64_t value) {
  json.Name(name);
  json.Number(value);
}

void AddBool(JsonText& json, std::string_view name, bool value) {
  json.Name(name);
  json.Bool(value);
}

void AddMessages(JsonText& json, const domain::MessageSettings& messages) {
  AddBool(json, "sms_enabled", messages.sms_enabled);
  AddString(json, "staff_email", messages.staff_email);
  json.Name("reminder_minutes");
  json.BeginArray();
  for (const std::chrono::minutes before : messages.reminders) {
    json.Number(before.count());
  }
  json.EndArray();
  const auto& quiet = messages.quiet_hours;
  AddBool(json, "quiet_hours", quiet.has_value());
  AddStringOrNull(json, "quiet_from", quiet ? domain::FormatClock(quiet->from) : std::string());
  AddStringOrNull(json, "quiet_to", quiet ? domain::FormatClock(quiet->to) : std::string());
  AddString(json, "sender_name", messages.sender_name);
  AddString(json, "sender_address", messages.sender_address);
  AddString(json, "reply_to", messages.reply_to);
}

// What is open on the booking, in the word of the 202 answers.
std::string_view ChangeOf(const domain::BookingSummary& booking) {
  if (booking.open_intent == domain::IntentKind::kCancel) {
    return "cancelling";
  }
  return booking.open_intent == domain::IntentKind::kMove ? "moving" : "";
}

void AddRescheduledFrom(JsonText& json, const domain::BookingSummary& booking) {
  json.Name("rescheduledFrom");
  if (!booking.moved_from) {
    json.Null();
    return;
  }
  json.BeginObject();
  AddTime(json, "start", *booking.moved_from);
  json.EndObject();
}

void WriteBooking(JsonText& json, const domain::BookingSummary& booking,
                  const BookingRights& rights, domain::Timestamp now) {
  json.BeginObject();
  AddString(json, "uid", booking.id.str());
  AddString(json, "purpose", booking.purpose);
  AddString(json, "title", booking.title);
  AddString(json, "status", domain::ToString(booking.status));
  if (const std::string_view change = ChangeOf(booking); !change.empty()) {
    AddString(json, "change", change);
  }
  AddTime(json, "start", booking.time.start);
  AddTime(json, "end", booking.time.end);
  AddString(json, "timeZone", booking.time_zone);
  AddStringOrNull(json, "location", domain::ShownLocation(booking));
  AddStringOrNull(json, "joinUrl", domain::JoinUrl(booking, now));
  AddStringOrNull(json, "notes", booking.notes);
  AddRescheduledFrom(json, booking);
  AddBool(json, "canCancel", rights.can_cancel);
  AddBool(json, "canReschedule", rights.can_reschedule);
  AddTime(json, "createdAt", booking.created_at);
  AddTime(json, "updatedAt", booking.updated_at);
  json.EndObject();
}

template <class Number>
void AddNumberOrNull(JsonText& json, std::string_view name, const std::optional<Number>& value) {
  json.Name(name);
  if (value) {
    json.Number(std::int64_t{*value});
  } else {
    json.Null();
  }
}

std::optional<std::int64_t> CountOf(const std::optional<std::chrono::minutes>& minutes) {
  return minutes ? std::optional<std::int64_t>(minutes->count()) : std::nullopt;
}

// Null is as for all purposes.
void AddRules(JsonText& json, const domain::RuleOverrides& rules) {
  AddNumberOrNull(json, "cancel_notice_minutes", CountOf(rules.cancel_notice));
  AddNumberOrNull(json, "reschedule_notice_minutes", CountOf(rules.reschedule_notice));
  AddNumberOrNull(json, "max_moves", rules.max_moves);
  AddNumberOrNull(json, "max_open_bookings", rules.max_open_bookings);
  AddStringOrNull(json, "reason_rule", rules.reason ? ToString(*rules.reason) : "");
}

void WriteEventType(JsonText& json, const domain::EventType& type) {
  json.BeginObject();
  AddString(json, "purpose", type.purpose);
  AddString(json, "title", type.title);
  AddString(json, "description", type.description);
  AddNumber(json, "cal_event_type_id", type.cal_id);
  json.Name("allow_kinds");
  json.BeginArray();
  for (const domain::AccountKind kind : type.allow_kinds) {
    json.String(domain::ToString(kind));
  }
  json.EndArray();
  AddBool(json, "is_enabled", type.is_enabled);
  AddNumber(json, "position", type.position);
  AddNumber(json, "version", type.version);
  AddNumber(json, "length_minutes", type.length.count());
  AddBool(json, "needs_approval", type.needs_approval);
  AddBool(json, "cal_sends_mail", type.cal_sends_mail);
  AddBool(json, "cal_video", type.cal_video);
  AddRules(json, type.rules);
  AddString(json, "cal_title", type.seen_title);
  AddString(json, "cal_team", type.seen_team);
  AddString(json, "cal_hosts", type.seen_hosts);
  json.Name("problems");
  json.BeginArray();
  for (const domain::TypeProblem problem : type.problems) {
    json.String(domain::ToString(problem));
  }
  json.EndArray();
  json.EndObject();
}

// The word of an internal error is for the log only, and clients know one word for 503 (product.md
// section 4), whatever is away.
std::string_view CodeOf(const domain::Error& error) {
  switch (error.code()) {
    case domain::ErrorCode::kInternal:
      return "internal";
    case domain::ErrorCode::kUnavailable:
      return "calendar_unavailable";
    default:
      return error.reason();
  }
}

// One message per field: an object may not have the same name twice.
void WriteFields(JsonText& json, const std::vector<domain::FieldError>& fields) {
  json.BeginObject();
  for (auto field = fields.begin(); field != fields.end(); ++field) {
    const bool is_new = std::none_of(fields.begin(), field, [&](const domain::FieldError& other) {
      return other.field == field->field;
    });
    if (is_new) {
      json.FieldName(field->field);
      json.String(field->message);
    }
  }
  json.EndObject();
}

}  // namespace

std::string SlotsJson(std::string_view purpose, std::string_view time_zone,
                      const domain::SlotsByDay& days) {
  std::size_t count = 0;
  for (const auto& day : days) {
    count += day.second.size() + 1;
  }
  JsonText json(kSmallSize + count * kSlotSize);
  json.BeginObject();
  AddString(json, "purpose", purpose);
  AddString(json, "timeZone", time_zone);
  json.Name("slots");
  json.BeginObject();
  for (const auto& [day, slots] : days) {
    json.Name(day);
    json.BeginArray();
    for (const domain::Slot& slot : slots) {
      json.BeginObject();
      AddTime(json, "start", slot.start);
      AddTime(json, "end", slot.end);
      json.EndObject();
    }
    json.EndArray();
  }
  json.EndObject();
  json.EndObject();
  return json.Take();
}

std::string ReservationJson(const domain::Reservation& reservation) {
  JsonText json(kSmallSize);
  json.BeginObject();
  json.Name("reservation");
  json.BeginObject();
  AddString(json, "id", reservation.id.str());
  AddString(json, "purpose", reservation.purpose);
  AddTime(json, "start", reservation.time.start);
  AddTime(json, "end", reservation.time.end);
  AddTime(json, "expiresAt", reservation.expires_at);
  json.EndObject();
  json.EndObject();
  return json.Take();
}

std::string BookingJson(const domain::BookingSummary& booking, const BookingRights& rights,
                        domain::Timestamp now) {
  JsonText json(kBookingSize + booking.notes.size());
  json.BeginObject();
  json.Name("booking");
  WriteBooking(json, booking, rights, now);
  json.EndObject();
  return json.Take();
}

std::string BookingListJson(const domain::BookingPage& page, std::span<const BookingRights> rights,
                            domain::Timestamp now) {
  JsonText json(kSmallSize + page.bookings.size() * kBookingSize);
  json.BeginObject();
  json.Name("bookings");
  json.BeginArray();
  for (std::size_t i = 0; i < page.bookings.size(); ++i) {
    WriteBooking(json, page.bookings[i], rights[i], now);
  }
  json.EndArray();
  AddStringOrNull(json, "nextCursor", page.next_cursor);
  json.EndObject();
  return json.Take();
}

std::string SessionJson(const domain::Tenant& tenant, const domain::Actor& actor,
                        std::string_view csrf_token) {
  JsonText json(kSmallSize);
  json.BeginObject();
  json.Name("user");
  json.BeginObject();
  AddString(json, "id", actor.user.str());
  AddString(json, "name", actor.name);
  AddString(json, "email", actor.email);
  AddString(json, "timeZone", actor.time_zone.empty() ? tenant.default_time_zone : actor.time_zone);
  json.EndObject();
  json.Name("tenant");
  json.BeginObject();
  AddString(json, "slug", tenant.slug);
  AddString(json, "name", tenant.name);
  AddString(json, "timeZone", tenant.default_time_zone);
  json.EndObject();
  AddString(json, "role", domain::ToString(actor.role));
  AddString(json, "accountKind", domain::ToString(actor.kind));
  AddString(json, "csrfToken", csrf_token);
  json.EndObject();
  return json.Take();
}

std::string SettingsJson(const domain::TenantSettings& all) {
  const domain::SchedulingSettings& settings = all.scheduling;
  JsonText json(kSmallSize);
  json.BeginObject();
  json.Name("settings");
  json.BeginObject();
  AddBool(json, "is_enabled", settings.is_enabled);
  AddString(json, "organization_slug", settings.organization_slug);
  AddString(json, "default_time_zone", settings.default_time_zone);
  AddString(json, "attendee_address",
            settings.attendee_address == domain::AttendeeAddress::kAlias ? "alias" : "real");
  AddString(json, "alias_domain", settings.alias_domain);
  AddNumber(json, "cancel_notice_minutes", settings.cancel_notice.count());
  AddNumber(json, "reschedule_notice_minutes", settings.reschedule_notice.count());
  AddNumber(json, "max_moves", settings.max_moves);
  AddNumber(json, "max_open_bookings", settings.max_open_bookings);
  AddNumber(json, "hold_minutes", settings.hold_length.count());
  AddString(json, "reason_rule", domain::ToString(settings.reason));
  AddString(json, "contact_email", settings.contact_email);
  AddString(json, "contact_phone", settings.contact_phone);
  AddMessages(json, all.messages);
  AddNumber(json, "version", settings.version);
  json.EndObject();
  json.EndObject();
  return json.Take();
}

std::string EventTypesJson(const std::vector<domain::EventType>& types) {
  JsonText json(kSmallSize + types.size() * kBookingSize);
  json.BeginObject();
  json.Name("eventTypes");
  json.BeginArray();
  for (const domain::EventType& type : types) {
    WriteEventType(json, type);
  }
  json.EndArray();
  json.EndObject();
  return json.Take();
}

std::string EventTypeJson(const domain::EventType& type) {
  JsonText json(kBookingSize);
  json.BeginObject();
  json.Name("eventType");
  WriteEventType(json, type);
  json.EndObject();
  return json.Take();
}

std::string ErrorJson(const domain::Error& error, std::string_view request_id) {
  JsonText json(kSmallSize);
  json.BeginObject();
  json.Name("error");
  json.BeginObject();
  const std::string_view code = CodeOf(error);
  AddString(json, "code", code);
  AddString(json, "message", TextOf(code, error.code()).sentence);
  if (!error.fields().empty()) {
    json.Name("fields");
    WriteFields(json, error.fields());
  }
  AddString(json, "requestId", request_id);
  json.EndObject();
  json.EndObject();
  return json.Take();
}

std::string DispatchJson(const domain::DispatchReport& report) {
  JsonText json(kSmallSize);
  json.BeginObject();
  AddBool(json, "ok", true);
  AddNumber(json, "claimed", report.claimed);
  AddNumber(json, "sent", report.sent);
  AddNumber(json, "failed", report.failed);
  AddNumber(json, "uncertain", report.uncertain);
  AddNumber(json, "dead", report.dead);
  AddNumber(json, "suppressed", report.suppressed);
  AddNumber(json, "remaining", report.remaining);
  json.EndObject();
  return json.Take();
}

std::string ReconcileJson(const domain::ReconcileReport& report) {
  JsonText json(kSmallSize);
  json.BeginObject();
  AddBool(json, "ok", true);
  AddNumber(json, "checked", report.checked);
  AddNumber(json, "confirmed", report.confirmed);
  AddNumber(json, "failed", report.failed);
  AddNumber(json, "repaired", report.repaired);
  json.EndObject();
  return json.Take();
}

}  // namespace nexcyte::views
