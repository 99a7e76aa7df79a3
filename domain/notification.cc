#include "domain/notification.h"

#include <algorithm>
#include <array>
#include <utility>

#include "domain/text.h"
#include "domain/time_zone.h"

namespace nexcyte::domain {
namespace {

using Values = std::map<std::string, std::string>;

constexpr std::array<std::pair<std::string_view, BookingStatus>, 4> kEndings = {{
    {"booking_cancelled", BookingStatus::kCancelled},
    {"booking_requested", BookingStatus::kRequested},
    {"booking_rejected", BookingStatus::kRejected},
    {"booking_failed", BookingStatus::kFailed},
}};

constexpr const char* kNoReason = "none given";
constexpr const char* kOnline = "Online. The link to join is on your booking's page.";
constexpr const char* kNoLocation = "See your booking's page.";

std::string PortalOf(const MessageContext& context) {
  return PortalOf(context.tenant, context.base_domain);
}

std::string PageOf(const Booking& booking, const MessageContext& context) {
  return PortalOf(context) + "/t/" + context.tenant.slug + "/bookings/" + booking.id.str();
}

// `intro_call` as `Intro call`, where the tenant's own name for it is not known.
std::string Readable(const std::string& purpose) {
  std::string text = purpose;
  std::replace(text.begin(), text.end(), '_', ' ');
  if (!text.empty() && IsAsciiLower(text.front())) {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

std::string PurposeText(const Booking& booking, const MessageContext& context) {
  return context.purpose_title.empty() ? Readable(booking.purpose) : context.purpose_title;
}

std::string LocationText(const Booking& booking) {
  std::string shown = ShownLocation(booking);
  if (!shown.empty()) {
    return shown;
  }
  return booking.location.empty() ? kNoLocation : kOnline;
}

std::string OneOf(const Values& payload, const std::string& name, const std::string& otherwise) {
  const auto found = payload.find(name);
  return found == payload.end() || found->second.empty() ? otherwise : found->second;
}

// The times that the change was about: a later change has a message of its own.
TimeRange TimeOf(const OutboxMessage& message, const Booking& booking) {
  const auto start = ParseRfc3339(OneOf(message.payload, "start", {}));
  const auto end = ParseRfc3339(OneOf(message.payload, "end", {}));
  return start && end ? TimeRange{.start = *start, .end = *end} : booking.time;
}

void AddTimes(Values& values, const TimeRange& time, const std::string& zone, HourCycle cycle) {
  values["start_at"] = FormatRfc3339(time.start);
  values["end_at"] = FormatRfc3339(time.end);
  values["start_local"] = FormatLocal(time.start, zone, cycle);
  values["end_local"] = FormatLocal(time.end, zone, cycle);
  values["start_date"] = FormatLocalDate(time.start, zone);
  values["start_time"] = FormatLocalTime(time.start, zone, cycle);
  values["time_zone"] = zone;
}

void AddOldStart(Values& values, const OutboxMessage& message, const Booking& booking,
                 const std::string& zone, HourCycle cycle) {
  const auto from_payload = ParseRfc3339(OneOf(message.payload, "old_start", {}));
  const std::optional<Timestamp> old_start = from_payload ? from_payload : booking.moved_from;
  if (old_start) {
    values["old_start_local"] = FormatLocal(*old_start, zone, cycle);
  }
}

void AddBooking(Values& values, const OutboxMessage& message, const MessageContext& context,
                Timestamp now) {
  const Booking& booking = *context.booking;
  const std::string page = PageOf(booking, context);
  const std::string join_url = JoinUrl(booking, now);
  values["booking_uid"] = booking.id.str();
  values["status"] = ToString(booking.status);
  values["purpose"] = PurposeText(booking, context);
  values["attendee_name"] = booking.attendee_name;
  values["location"] = LocationText(booking);
  values["manage_url"] = page;
  values["join_url"] = join_url.empty() ? page : join_url;
  values["reason"] = InOneLine(
      OneOf(message.payload, "reason", booking.reason.empty() ? kNoReason : booking.reason));
  const std::string& zone =
      IsForStaff(message) ? context.tenant.default_time_zone : booking.time_zone;
  AddTimes(values, TimeOf(message, booking), zone, context.hour_cycle);
  AddOldStart(values, message, booking, zone, context.hour_cycle);
}

const char* PageOfLink(std::string_view event_key) {
  if (event_key == "account_reset") {
    return "/reset";
  }
  return event_key == "member_invited" ? "/invite" : "/verify";
}

// A mail that should carry a link and has lost its secret gets no address: it cannot be rendered.
void AddAccount(Values& values, const OutboxMessage& message, const MessageContext& context) {
  const std::string portal = PortalOf(context);
  if (message.event_key == "phone_code") {
    values["manage_url"] = portal + "/t/" + context.tenant.slug + "/account";
    values["code"] = message.secret;
    return;
  }
  if (!message.secret.empty()) {
    values["manage_url"] = portal + PageOfLink(message.event_key) + "?token=" + message.secret;
  } else if (message.event_key == "account_exists") {
    values["manage_url"] = portal + "/login";
  }
}

std::optional<InviteMethod> InviteMethodOf(const OutboxMessage& message) {
  const std::string& event = message.event_key;
  if (event == "booking_created" || event == "booking_rescheduled") {
    return InviteMethod::kRequest;
  }
  const bool withdraws = (event == "booking_cancelled" || event == "booking_rejected") &&
                         message.payload.contains("agreed_start");
  return withdraws ? std::optional(InviteMethod::kCancel) : std::nullopt;
}

std::string CalendarLocation(const Booking& booking) {
  const std::string shown = ShownLocation(booking);
  return shown.empty() && !booking.location.empty() ? "Online" : shown;
}

// No port: what follows the `@` of an UID only makes it unique.
std::string HostOf(const std::string& base_domain) {
  return base_domain.substr(0, base_domain.find(':'));
}

Invite AppointmentOf(const Booking& booking, const MessageContext& context,
                     const MailSender& sender, InviteMethod method) {
  Invite invite;
  invite.method = method;
  invite.uid = InviteUid(booking.id, HostOf(context.base_domain));
  invite.sequence = InviteSequence(booking.revision, method);
  invite.time = booking.time;
  invite.summary = PurposeText(booking, context) + " with " + context.tenant.name;
  invite.url = PageOf(booking, context);
  invite.description = method == InviteMethod::kCancel
                           ? "This appointment will not take place.\nThe booking: " + invite.url
                           : "See, move or cancel the booking: " + invite.url;
  invite.location = CalendarLocation(booking);
  invite.organizer_name = sender.name;
  invite.organizer_address = sender.address;
  invite.attendee_name = booking.attendee_name;
  invite.attendee_address = booking.attendee_email;
  invite.stamped_at = booking.updated_at;
  return invite;
}

}  // namespace

bool IsBookingEvent(std::string_view event_key) { return event_key.starts_with("booking_"); }

BookingStatus StatusAfter(std::string_view event_key) {
  for (const auto& [event, status] : kEndings) {
    if (event == event_key) {
      return status;
    }
  }
  return BookingStatus::kScheduled;
}

bool IsForStaff(const OutboxMessage& message) {
  return message.channel == Channel::kEmail && message.recipient_kind == RecipientKind::kStaff;
}

std::string DefaultTextsKey(const OutboxMessage& message) {
  if (IsForStaff(message)) {
    return "staff_" + message.event_key;
  }
  const bool lets_join = message.event_key == "account_exists" && !message.secret.empty();
  return lets_join ? "account_join" : message.event_key;
}

std::string PortalOf(const Tenant& tenant, const std::string& base_domain) {
  return "https://" + tenant.slug + "." + base_domain;
}

Values MessageValues(const OutboxMessage& message, const MessageContext& context, Timestamp now) {
  Values values;
  values["tenant_id"] = context.tenant.id.str();
  values["tenant_name"] = context.tenant.name;
  values["host_name"] = context.tenant.name;
  if (!context.settings.contact_phone.empty()) {
    values["tenant_phone"] = context.settings.contact_phone;
  }
  if (!IsBookingEvent(message.event_key)) {
    AddAccount(values, message, context);
  } else if (context.booking) {
    AddBooking(values, message, context, now);
  }
  return values;
}

std::optional<Invite> InviteOf(const OutboxMessage& message, const MessageContext& context,
                               const MailSender& sender) {
  const auto method = InviteMethodOf(message);
  if (!method || !context.booking || IsForStaff(message)) {
    return std::nullopt;
  }
  Invite invite = AppointmentOf(*context.booking, context, sender, *method);
  invite.sequence = InviteSequence(message.revision, *method);
  invite.time = TimeOf(message, *context.booking);
  invite.stamped_at = message.created_at;
  return invite;
}

Invite CalendarEntryOf(const Booking& booking, const MessageContext& context,
                       const MailSender& sender) {
  return AppointmentOf(booking, context, sender, InviteMethod::kPublish);
}

bool IsPointless(const OutboxMessage& message, const std::optional<Booking>& booking) {
  if (!IsBookingEvent(message.event_key)) {
    return false;
  }
  if (!booking) {
    return true;
  }
  return message.event_key == "booking_reminder" &&
         (booking->status != BookingStatus::kScheduled ||
          TimeOf(message, *booking).start != booking->time.start);
}

bool IsNewsStill(const OutboxMessage& message, const std::optional<Booking>& booking,
                 Timestamp now) {
  return booking && booking->revision == message.revision &&
         booking->status == StatusAfter(message.event_key) && booking->time.start > now;
}

// A zone that is not known any more makes no night: the message meets its fate when it is composed.
std::optional<Timestamp> QuietUntil(const OutboxMessage& message, const MessageMaterial& material,
                                    const std::optional<QuietHours>& hours, Timestamp now) {
  const bool may_wait = message.channel == Channel::kSms && IsBookingEvent(message.event_key);
  if (!hours || !may_wait || !IsTimeZone(material.recipient_zone)) {
    return std::nullopt;
  }
  return EndOfQuietHours(*hours, material.recipient_zone, now);
}

}  // namespace nexcyte::domain
