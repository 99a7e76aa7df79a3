#ifndef NEXCYTE_VIEWS_ADMIN_EVENT_TYPES_H_
#define NEXCYTE_VIEWS_ADMIN_EVENT_TYPES_H_

#include <string>
#include <vector>

#include "domain/use_cases/event_types.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/admin/scheduling/event-types`: what can be booked, and what is to be put right at
// Cal.com; links to the form of each, and to those of the purposes that are missing.
struct AdminEventTypesPage {
  Layout layout;
  std::vector<domain::EventType> types;
  domain::OfferState offer = domain::OfferState::kKnown;
  domain::AttendeeAddress attendee_address = domain::AttendeeAddress::kReal;
};

std::string Render(const Renderer& renderer, const AdminEventTypesPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_EVENT_TYPES_H_
