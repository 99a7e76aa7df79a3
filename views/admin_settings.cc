#include "views/admin_settings.h"

#include "views/admin_settings.tpl.varnames.h"
#include "views/differences_table.h"
#include "views/problem_summary.h"
#include "views/setup_checklist.h"
#include "views/template_values.h"
#include "views/zone_options.h"

namespace nexcyte::views {
namespace {

void ShowAddress(ctemplate::TemplateDictionary& values, const SettingsForm& form) {
  values.ShowSection(form.attendee_address == "alias" ? kas_IS_ALIAS : kas_IS_REAL);
  values.SetValue(kas_ALIAS_DOMAIN, form.alias_domain);
  values.SetValue(kas_ALIAS_SAMPLE,
                  form.alias_domain.empty() ? "bookings.example.com" : form.alias_domain);
}

void ShowReason(ctemplate::TemplateDictionary& values, const std::string& rule) {
  if (rule == "off") {
    values.ShowSection(kas_REASON_OFF);
  }
  if (rule == "required") {
    values.ShowSection(kas_REASON_REQUIRED);
  }
}

void ShowRules(ctemplate::TemplateDictionary& values, const SettingsForm& form) {
  values.SetValue(kas_CANCEL_NOTICE, form.cancel_notice_minutes);
  values.SetValue(kas_RESCHEDULE_NOTICE, form.reschedule_notice_minutes);
  values.SetValue(kas_MAX_MOVES, form.max_moves);
  values.SetValue(kas_MAX_OPEN_BOOKINGS, form.max_open_bookings);
  values.SetValue(kas_HOLD_MINUTES, form.hold_minutes);
  ShowReason(values, form.reason_rule);
}

void ShowMessages(ctemplate::TemplateDictionary& values, const SettingsForm& form) {
  values.SetValue(kas_STAFF_EMAIL, form.staff_email);
  values.SetValue(kas_REMINDERS, form.reminder_minutes);
  values.SetValue(kas_QUIET_FROM, form.quiet_from);
  values.SetValue(kas_QUIET_TO, form.quiet_to);
  values.SetValue(kas_SENDER_NAME, form.sender_name);
  values.SetValue(kas_SENDER_ADDRESS, form.sender_address);
  values.SetValue(kas_REPLY_TO, form.reply_to);
  if (form.sms_enabled) {
    values.ShowSection(kas_SMS_ENABLED);
  }
  if (form.quiet_hours) {
    values.ShowSection(kas_QUIET_HOURS);
  }
}

std::string ReminderText(const std::vector<std::chrono::minutes>& reminders) {
  std::string text;
  for (const std::chrono::minutes before : reminders) {
    text += (text.empty() ? "" : ", ") + std::to_string(before.count());
  }
  return text;
}

// Where none are set, those that most would choose.
void FillQuietHours(SettingsForm& form, const std::optional<domain::QuietHours>& hours) {
  constexpr domain::QuietHours kUsual{std::chrono::hours(21), std::chrono::hours(8)};
  form.quiet_hours = hours.has_value();
  form.quiet_from = domain::FormatClock(hours.value_or(kUsual).from);
  form.quiet_to = domain::FormatClock(hours.value_or(kUsual).to);
}

void FillMessages(SettingsForm& form, const domain::MessageSettings& messages) {
  form.sms_enabled = messages.sms_enabled;
  form.staff_email = messages.staff_email;
  form.reminder_minutes = ReminderText(messages.reminders);
  FillQuietHours(form, messages.quiet_hours);
  form.sender_name = messages.sender_name;
  form.sender_address = messages.sender_address;
  form.reply_to = messages.reply_to;
}

void ShowProblems(ctemplate::TemplateDictionary& values, const FormProblem& problem) {
  ShowProblem(values, kas_PROBLEM, problem,
              {{"organization_slug", kas_ORGANIZATION_SLUG_ERROR},
               {"default_time_zone", kas_DEFAULT_TIME_ZONE_ERROR},
               {"alias_domain", kas_ALIAS_DOMAIN_ERROR},
               {"cancel_notice_minutes", kas_CANCEL_NOTICE_ERROR},
               {"reschedule_notice_minutes", kas_RESCHEDULE_NOTICE_ERROR},
               {"max_moves", kas_MAX_MOVES_ERROR},
               {"max_open_bookings", kas_MAX_OPEN_BOOKINGS_ERROR},
               {"hold_minutes", kas_HOLD_MINUTES_ERROR},
               {"reason_rule", kas_REASON_RULE_ERROR},
               {"contact_email", kas_CONTACT_EMAIL_ERROR},
               {"contact_phone", kas_CONTACT_PHONE_ERROR},
               {"staff_email", kas_STAFF_EMAIL_ERROR},
               {"reminder_minutes", kas_REMINDERS_ERROR},
               {"quiet_from", kas_QUIET_FROM_ERROR},
               {"quiet_to", kas_QUIET_TO_ERROR},
               {"sender_name", kas_SENDER_NAME_ERROR},
               {"sender_address", kas_SENDER_ADDRESS_ERROR},
               {"reply_to", kas_REPLY_TO_ERROR}});
}

}  // namespace

SettingsForm FormOf(const domain::TenantSettings& all) {
  const domain::SchedulingSettings& settings = all.scheduling;
  SettingsForm form;
  FillMessages(form, all.messages);
  form.is_enabled = settings.is_enabled;
  form.organization_slug = settings.organization_slug;
  form.default_time_zone = settings.default_time_zone;
  form.attendee_address =
      settings.attendee_address == domain::AttendeeAddress::kAlias ? "alias" : "real";
  form.alias_domain = settings.alias_domain;
  form.cancel_notice_minutes = std::to_string(settings.cancel_notice.count());
  form.reschedule_notice_minutes = std::to_string(settings.reschedule_notice.count());
  form.max_moves = std::to_string(settings.max_moves);
  form.max_open_bookings = std::to_string(settings.max_open_bookings);
  form.hold_minutes = std::to_string(settings.hold_length.count());
  form.reason_rule = domain::ToString(settings.reason);
  form.contact_email = settings.contact_email;
  form.contact_phone = settings.contact_phone;
  form.version = std::to_string(settings.version);
  return form;
}

std::vector<Difference> DifferencesOf(const SettingsForm& yours, const SettingsForm& saved) {
  return DifferencesOf(
      {{"People can book", YesOrNo(yours.is_enabled), YesOrNo(saved.is_enabled)},
       {"Cal.com organisation", yours.organization_slug, saved.organization_slug},
       {"Time zone", yours.default_time_zone, saved.default_time_zone},
       {"Address that Cal.com is given", yours.attendee_address, saved.attendee_address},
       {"Domain of the aliases", yours.alias_domain, saved.alias_domain},
       {"Cancel at the latest", yours.cancel_notice_minutes, saved.cancel_notice_minutes},
       {"Move at the latest", yours.reschedule_notice_minutes, saved.reschedule_notice_minutes},
       {"Moves per booking", yours.max_moves, saved.max_moves},
       {"Open bookings per person", yours.max_open_bookings, saved.max_open_bookings},
       {"A chosen time is held for", yours.hold_minutes, saved.hold_minutes},
       {"Ask why", yours.reason_rule, saved.reason_rule},
       {"Contact e-mail address", yours.contact_email, saved.contact_email},
       {"Contact phone number", yours.contact_phone, saved.contact_phone},
       {"Text messages", YesOrNo(yours.sms_enabled), YesOrNo(saved.sms_enabled)},
       {"Mail about every change", yours.staff_email, saved.staff_email},
       {"Reminders", yours.reminder_minutes, saved.reminder_minutes},
       {"Quiet hours", YesOrNo(yours.quiet_hours), YesOrNo(saved.quiet_hours)},
       {"Quiet from", yours.quiet_from, saved.quiet_from},
       {"Quiet until", yours.quiet_to, saved.quiet_to},
       {"Name of the sender", yours.sender_name, saved.sender_name},
       {"Address of the sender", yours.sender_address, saved.sender_address},
       {"Answers go to", yours.reply_to, saved.reply_to}});
}

std::string Render(const Renderer& renderer, const AdminSettingsPage& page) {
  const PageFrame frame{"admin_settings.tpl", "Scheduling settings", Place::kAdminSettings};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    const SettingsForm& form = page.form;
    values.SetValue(kas_VERSION, form.version);
    values.SetValue(kas_ORGANIZATION_SLUG, form.organization_slug);
    values.SetValue(kas_CONTACT_EMAIL, form.contact_email);
    values.SetValue(kas_CONTACT_PHONE, form.contact_phone);
    if (form.is_enabled) {
      values.ShowSection(kas_IS_ENABLED);
    }
    ShowZones(values, kas_ZONES, form.default_time_zone);
    ShowAddress(values, form);
    ShowRules(values, form);
    ShowMessages(values, form);
    ShowSetup(values, kas_SETUP, page.setup, page.now, page.clock);
    ShowDifferences(values, kas_DIFFERENCES, page.differences);
    ShowProblems(values, page.problem);
  });
}

}  // namespace nexcyte::views
