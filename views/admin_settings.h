#ifndef NEXCYTE_VIEWS_ADMIN_SETTINGS_H_
#define NEXCYTE_VIEWS_ADMIN_SETTINGS_H_

#include <string>
#include <vector>

#include "domain/message_settings.h"
#include "domain/use_cases/setup.h"
#include "views/differences.h"
#include "views/form_problem.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// The settings as text, so that a form that was refused keeps what was typed.
struct SettingsForm {
  bool is_enabled = false;
  std::string organization_slug;
  std::string default_time_zone;
  std::string attendee_address = "real";
  std::string alias_domain;
  std::string cancel_notice_minutes;
  std::string reschedule_notice_minutes;
  std::string max_moves;
  std::string max_open_bookings;
  std::string hold_minutes;
  std::string contact_email;
  std::string contact_phone;
  std::string version;
  bool sms_enabled = false;
  std::string staff_email;
  std::string reminder_minutes;  // `1440, 60`
  bool quiet_hours = false;
  std::string quiet_from;  // `22:00`
  std::string quiet_to;
  std::string sender_name;
  std::string sender_address;
  std::string reply_to;
  std::string reason_rule = "optional";
};

SettingsForm FormOf(const domain::TenantSettings& settings);

// Where what was typed and what is saved differ.
std::vector<Difference> DifferencesOf(const SettingsForm& yours, const SettingsForm& saved);

// `/t/{tenant}/admin/scheduling`. Posts to the same path: csrf_token and the members of
// SettingsForm under their names (is_enabled, sms_enabled and quiet_hours are `on` or absent;
// attendee_address `real` or `alias`, reason_rule `off`, `optional` or
// `required`).
struct AdminSettingsPage {
  Layout layout;
  SettingsForm form;
  FormProblem problem;
  domain::SetupState setup;
  domain::Timestamp now;
  LocalClock clock;
  std::vector<Difference> differences;  // from what somebody else saved meanwhile
};

std::string Render(const Renderer& renderer, const AdminSettingsPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_SETTINGS_H_
