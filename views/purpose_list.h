#ifndef NEXCYTE_VIEWS_PURPOSE_LIST_H_
#define NEXCYTE_VIEWS_PURPOSE_LIST_H_

#include <string>
#include <vector>

#include "domain/event_type.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/schedule`: what this person may book, each a link to its times.
struct PurposeListPage {
  Layout layout;
  std::vector<domain::EventType> purposes;
  bool scheduling_enabled = true;
  std::string contact_email;  // shown when there is nothing to book; may be empty
  std::string contact_phone;
};

std::string Render(const Renderer& renderer, const PurposeListPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_PURPOSE_LIST_H_
