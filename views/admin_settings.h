#ifndef NEXCYTE_VIEWS_ADMIN_SETTINGS_H_
#define NEXCYTE_VIEWS_ADMIN_SETTINGS_H_

#include <string>

#include "domain/scheduling_settings.h"
#include "views/form_problem.h"
#include "views/layout.h"
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
};

SettingsForm FormOf(const domain::SchedulingSettings& settings);

// `/t/{tenant}/admin/scheduling`. Posts to the same path: csrf_token and the members of
// SettingsForm under their names (is_enabled is `on` or absent; attendee_address `real` or
// `alias`).
struct AdminSettingsPage {
  Layout layout;
  SettingsForm form;
  FormProblem problem;
};

std::string Render(const Renderer& renderer, const AdminSettingsPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_SETTINGS_H_
