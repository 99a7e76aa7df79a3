#include "fcgi/handlers/admin_settings.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/error.h"
#include "domain/use_cases/admin_scheduling.h"
#include "domain/use_cases/event_types.h"
#include "domain/use_cases/setup.h"
#include "fcgi/answers.h"
#include "views/admin_settings.h"
#include "views/json.h"

namespace nexcyte::fcgi {

namespace {

constexpr std::int64_t kMostMinutes = std::int64_t{60} * 24 * 60;  // sixty days
constexpr std::int64_t kMostVersion = std::int64_t{1} << 53;

std::chrono::minutes Minutes(Fields& fields, std::string_view name, std::int64_t min) {
  return std::chrono::minutes(fields.Integer(name, min, kMostMinutes));
}

std::string OptionalLine(Fields& fields, std::string_view name, std::size_t most) {
  return fields.OptionalText(name, {.max = most}).value_or("");
}

// A list must be there, even an empty one: who leaves it out shall not lose the reminders.
std::vector<std::chrono::minutes> ReadReminders(Fields& fields) {
  constexpr char kName[] = "reminder_minutes";
  if (!fields.Has(kName)) {
    fields.Refuse(kName, "is required");
  }
  const auto numbers =
      fields.OptionalIntegers(kName, domain::kShortestReminder.count(),
                              domain::kLongestReminder.count(), domain::kMostReminders);
  std::vector<std::chrono::minutes> reminders;
  for (const std::int64_t number : numbers.value_or(std::vector<std::int64_t>())) {
    reminders.emplace_back(number);
  }
  return reminders;
}

std::chrono::minutes ReadClock(Fields& fields, std::string_view name, bool is_needed) {
  const auto text = fields.OptionalText(name, {.max = 5});
  const auto clock = text ? domain::ParseClock(*text) : std::nullopt;
  if (is_needed && !clock) {
    fields.Refuse(name, "Enter a time of the day, like 22:00.");
  }
  return clock.value_or(std::chrono::minutes(0));
}

std::optional<domain::QuietHours> ReadQuietHours(Fields& fields) {
  const bool is_on = fields.Flag("quiet_hours");
  const domain::QuietHours hours{ReadClock(fields, "quiet_from", is_on),
                                 ReadClock(fields, "quiet_to", is_on)};
  return is_on ? std::optional(hours) : std::nullopt;
}

domain::MessageSettings ReadMessages(Fields& fields) {
  domain::MessageSettings messages;
  messages.sms_enabled = fields.Flag("sms_enabled");
  messages.staff_email = OptionalLine(fields, "staff_email", 254);
  messages.reminders = ReadReminders(fields);
  messages.quiet_hours = ReadQuietHours(fields);
  messages.sender_name = OptionalLine(fields, "sender_name", 100);
  messages.sender_address = OptionalLine(fields, "sender_address", 254);
  messages.reply_to = OptionalLine(fields, "reply_to", 254);
  return messages;
}

// The same members from the page's form and from JSON.
domain::SchedulingSettings ReadScheduling(Fields& fields) {
  domain::SchedulingSettings settings;
  settings.is_enabled = fields.Flag("is_enabled");
  settings.organization_slug = fields.OptionalText("organization_slug", {.max = 60}).value_or("");
  settings.default_time_zone = fields.Text("default_time_zone", {.max = 64});
  settings.attendee_address = fields.Choice("attendee_address", {"real", "alias"}) == "alias"
                                  ? domain::AttendeeAddress::kAlias
                                  : domain::AttendeeAddress::kReal;
  settings.alias_domain = fields.OptionalText("alias_domain", {.max = 200}).value_or("");
  settings.cancel_notice = Minutes(fields, "cancel_notice_minutes", 0);
  settings.reschedule_notice = Minutes(fields, "reschedule_notice_minutes", 0);
  settings.max_moves = static_cast<int>(fields.Integer("max_moves", 0, 100));
  settings.max_open_bookings = static_cast<int>(fields.Integer("max_open_bookings", 0, 1000));
  settings.hold_length = std::chrono::minutes(fields.Integer("hold_minutes", 1, 60));
  settings.reason =
      domain::ParseReasonRule(fields.Choice("reason_rule", {"optional", "required", "off"}))
          .value_or(domain::ReasonRule::kOptional);
  settings.contact_email = fields.OptionalText("contact_email", {.max = 254}).value_or("");
  settings.contact_phone = fields.OptionalText("contact_phone", {.max = 40}).value_or("");
  settings.version = fields.Integer("version", 0, kMostVersion);
  return settings;
}

views::SettingsForm TypedForm(const Fields& form) {
  views::SettingsForm typed;
  typed.is_enabled = !form.Typed("is_enabled").empty();
  typed.organization_slug = form.Typed("organization_slug");
  typed.default_time_zone = form.Typed("default_time_zone");
  typed.attendee_address = form.Typed("attendee_address");
  typed.alias_domain = form.Typed("alias_domain");
  typed.cancel_notice_minutes = form.Typed("cancel_notice_minutes");
  typed.reschedule_notice_minutes = form.Typed("reschedule_notice_minutes");
  typed.max_moves = form.Typed("max_moves");
  typed.max_open_bookings = form.Typed("max_open_bookings");
  typed.hold_minutes = form.Typed("hold_minutes");
  typed.contact_email = form.Typed("contact_email");
  typed.contact_phone = form.Typed("contact_phone");
  typed.version = form.Typed("version");
  typed.sms_enabled = !form.Typed("sms_enabled").empty();
  typed.staff_email = form.Typed("staff_email");
  typed.reminder_minutes = form.Typed("reminder_minutes");
  typed.quiet_hours = !form.Typed("quiet_hours").empty();
  typed.quiet_from = form.Typed("quiet_from");
  typed.quiet_to = form.Typed("quiet_to");
  typed.sender_name = form.Typed("sender_name");
  typed.sender_address = form.Typed("sender_address");
  typed.reply_to = form.Typed("reply_to");
  typed.reason_rule = form.Typed("reason_rule");
  return typed;
}

domain::TenantSettings Save(Context& context, Fields& fields) {
  const domain::TenantSettings settings{ReadScheduling(fields), ReadMessages(fields)};
  fields.Finish();
  domain::SaveSettings(*context.store, context.calendar(), context.person(), settings,
                       context.parts.config.mailgun.domain);
  return domain::LoadTenantSettings(*context.store);
}

views::AdminSettingsPage PageOf(Context& context, const domain::Offer& offer) {
  views::AdminSettingsPage page;
  page.layout = context.Layout();
  page.now = context.request.received_at;
  page.setup =
      domain::LoadSetup(*context.store, offer, context.parts.config.mailgun.domain, page.now);
  page.clock = {context.time_zone(), context.person().hour_cycle};
  return page;
}

// What somebody else saved meanwhile stands beside what was typed, and the next try replaces it.
void ShowWhatWasSaved(Context& context, views::AdminSettingsPage& page) {
  const views::SettingsForm saved = views::FormOf(domain::LoadTenantSettings(*context.store));
  page.differences = views::DifferencesOf(page.form, saved);
  page.form.version = saved.version;
}

// Cal.com is not asked again when it has just not answered.
domain::Offer OfferAfter(Context& context, const domain::Error& error) {
  if (error.code() == domain::ErrorCode::kUnavailable) {
    return {.state = domain::OfferState::kUnavailable, .types = {}, .retry_after = {}};
  }
  return domain::ReadOffer(*context.store, context.calendar());
}

}  // namespace

Response ShowSettings(Context& context, const Request& request, const PathParameters&) {
  auto query = Fields::FromQuery(request);
  const std::string done = query.OptionalText("done", {.max = 40}).value_or("");
  query.Finish(Fields::Unknown::kIgnore);
  views::AdminSettingsPage page =
      PageOf(context, domain::ReadOffer(*context.store, context.calendar()));
  page.layout.notice = done;
  page.form = views::FormOf(domain::LoadTenantSettings(*context.store));
  return Html(200, views::Render(context.parts.renderer, page));
}

Response ChangeSettings(Context& context, const Request&, const PathParameters&) {
  try {
    Save(context, *context.form);
    return SeeOther(context.Path("/admin/scheduling?done=saved"));
  } catch (const domain::Error& error) {
    if (!error.MayRedrawForm() && error.code() != domain::ErrorCode::kUnavailable) {
      throw;
    }
    views::AdminSettingsPage page = PageOf(context, OfferAfter(context, error));
    page.form = TypedForm(*context.form);
    page.problem = views::ProblemOf(error);
    if (error.reason() == "organization_not_available") {
      page.problem.fields = {{"organization_slug", "Enter another organisation, or none."}};
    }
    if (error.reason() == "changed_meanwhile") {
      ShowWhatWasSaved(context, page);
    }
    return Redrawn(error, views::Render(context.parts.renderer, page));
  }
}

Response ApiSettings(Context& context, const Request&, const PathParameters&) {
  return Json(200, views::SettingsJson(domain::LoadTenantSettings(*context.store)));
}

Response ApiChangeSettings(Context& context, const Request& request, const PathParameters&) {
  auto fields = Fields::FromJson(request);
  return Json(200, views::SettingsJson(Save(context, fields)));
}

}  // namespace nexcyte::fcgi
