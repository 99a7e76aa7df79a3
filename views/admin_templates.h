#ifndef NEXCYTE_VIEWS_ADMIN_TEMPLATES_H_
#define NEXCYTE_VIEWS_ADMIN_TEMPLATES_H_

#include <string>
#include <vector>

#include "domain/use_cases/edit_templates.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/admin/scheduling/notifications`: every message on every channel, and whose text it
// has. Leads to the editor.
struct AdminTemplatesPage {
  Layout layout;
  std::vector<domain::TemplateRow> rows;
};

std::string Render(const Renderer& renderer, const AdminTemplatesPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_TEMPLATES_H_
