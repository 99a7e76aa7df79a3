#ifndef NEXCYTE_VIEWS_ADMIN_EVENT_TYPES_H_
#define NEXCYTE_VIEWS_ADMIN_EVENT_TYPES_H_

#include <string>
#include <vector>

#include "domain/event_type.h"
#include "domain/scheduling_settings.h"
#include "views/form_problem.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// An event type as text, so that a form that was refused keeps what was typed.
struct EventTypeForm {
  std::string purpose;
  std::string title;
  std::string description;
  std::string cal_event_type_id;
  bool allow_prospect = false;
  bool allow_customer = false;
  bool allow_staff = false;
  bool is_enabled = false;
  std::string position = "0";
  std::string version = "0";
};

EventTypeForm FormOf(const domain::EventType& type);

// `/t/{tenant}/admin/scheduling/event-types?purpose=`: the list, and one form, for a new purpose or
// for the one that was asked for. Posts to the path: csrf_token and the members of EventTypeForm
// under their names (is_enabled, allow_prospect, allow_customer, allow_staff are `on` or absent).
struct AdminEventTypesPage {
  Layout layout;
  std::vector<domain::EventType> types;
  domain::AttendeeAddress attendee_address = domain::AttendeeAddress::kReal;
  EventTypeForm form;
  bool is_new = true;  // the purpose may be typed
  FormProblem problem;
};

std::string Render(const Renderer& renderer, const AdminEventTypesPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_EVENT_TYPES_H_
