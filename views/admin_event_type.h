#ifndef NEXCYTE_VIEWS_ADMIN_EVENT_TYPE_H_
#define NEXCYTE_VIEWS_ADMIN_EVENT_TYPE_H_

#include <string>
#include <vector>

#include "domain/use_cases/event_types.h"
#include "views/differences.h"
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
  std::string cancel_notice_minutes;  // these five: empty as for all purposes
  std::string reschedule_notice_minutes;
  std::string max_moves;
  std::string max_open_bookings;
  std::string reason_rule;
};

EventTypeForm FormOf(const domain::EventType& type);

// A form for a purpose that is not mapped yet: filled for intro_call, demo and support, otherwise
// empty.
EventTypeForm NewEventTypeForm(const std::string& purpose);

// Where what was typed and what is saved differ.
std::vector<Difference> DifferencesOf(const EventTypeForm& yours, const EventTypeForm& saved);

// `/t/{tenant}/admin/scheduling/event-types?purpose=` and `?new=`: one purpose. Posts to
// `.../event-types`: csrf_token and the members of EventTypeForm under their names (is_enabled,
// allow_prospect, allow_customer, allow_staff are `on` or absent).
struct AdminEventTypePage {
  Layout layout;
  EventTypeForm form;
  bool is_new = true;  // the purpose may be typed
  domain::Offer offer;
  std::vector<domain::EventType> mapped;  // whose event types are taken
  domain::AttendeeAddress attendee_address = domain::AttendeeAddress::kReal;
  FormProblem problem;
  std::vector<Difference> differences;
};

std::string Render(const Renderer& renderer, const AdminEventTypePage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_EVENT_TYPE_H_
