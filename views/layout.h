#ifndef NEXCYTE_VIEWS_LAYOUT_H_
#define NEXCYTE_VIEWS_LAYOUT_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "domain/membership.h"
#include "views/renderer.h"

namespace nexcyte::views {

// Who looks at the page.
struct Viewer {
  std::string name;
  domain::Role role = domain::Role::kMember;
};

// What surrounds every page. Handlers fill it from the request; all links are made from
// `tenant_slug`. An empty slug is a page outside any tenant (unknown host): no navigation.
struct Layout {
  std::string tenant_slug;
  std::string tenant_name;
  std::optional<Viewer> viewer;  // nobody: a visitor
  std::string csrf_token;
  std::string form_key;            // new for every page; each form adds its own name
  int unread_notices = 0;          // of the viewer, up to kMostUnreadCounted
  std::string logo;                // name of the tenant's picture; empty: none
  std::int64_t brand_version = 0;  // of the tenant's style sheet
  std::string notice;  // word of a confirmation, from `?done=`: see NoticeOf() in reasons.h
};

// What views themselves say about a page. For the .cc files of the pages.
enum class Place {
  kElsewhere,
  kSchedule,
  kBookings,
  kNotices,
  kAccount,
  kAdminSettings,  // this one and those that follow: the administration
  kAdminEventTypes,
  kAdminBookings,
  kAdminTemplates,
  kAdminOutbox,
  kAdminMembers,
  kAdminBranding,
  kAdminAudit
};

struct PageFrame {
  std::string template_name;  // of the content
  std::string title;
  Place place = Place::kElsewhere;
  bool is_checking = false;  // the page looks again by itself until the outcome is known
};

// The whole document: `fill` sets the values of the content's template.
std::string RenderInLayout(const Renderer& renderer, const Layout& layout, const PageFrame& frame,
                           const std::function<void(ctemplate::TemplateDictionary&)>& fill);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_LAYOUT_H_
