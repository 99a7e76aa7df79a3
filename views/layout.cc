#include "views/layout.h"

#include <array>
#include <string>

#include "domain/notice.h"
#include "views/layout.tpl.varnames.h"
#include "views/reasons.h"
#include "views/static_names.h"
#include "views/template_values.h"

namespace nexcyte::views {
namespace {

struct NavItem {
  Place place;
  const char* path;
  const char* label;
  bool is_for_staff;
};

constexpr std::array<NavItem, 6> kNavigation = {{
    {Place::kSchedule, "/schedule", "Book", false},
    {Place::kBookings, "/bookings", "Bookings", false},
    {Place::kAccount, "/account", "Account", false},
    {Place::kAdminSettings, "/admin/scheduling", "Settings", true},
    {Place::kAdminEventTypes, "/admin/scheduling/event-types", "Event types", true},
    {Place::kAdminOutbox, "/admin/scheduling/outbox", "Messages", true},
}};

// What is counted no further is more than that.
std::string CountOf(int unread) {
  const int most = domain::kMostUnreadCounted - 1;
  return unread > most ? std::to_string(most) + "+" : std::to_string(unread);
}

void ShowBell(ctemplate::TemplateDictionary& signed_in, int unread, Place place) {
  if (unread > 0) {
    signed_in.SetValueAndShowSection(kl_UNREAD, CountOf(unread), kl_HAS_UNREAD);
  }
  if (place == Place::kNotices) {
    signed_in.ShowSection(kl_BELL_CURRENT);
  }
}

void ShowNavigation(ctemplate::TemplateDictionary& values, const Layout& layout, Place place) {
  const Viewer& viewer = *layout.viewer;
  auto* signed_in = values.AddSectionDictionary(kl_SIGNED_IN);
  ShowBell(*signed_in, layout.unread_notices, place);
  signed_in->SetValue(kl_VIEWER_NAME, viewer.name);
  for (const NavItem& item : kNavigation) {
    if (item.is_for_staff && viewer.role == domain::Role::kMember) {
      continue;
    }
    auto* entry = signed_in->AddSectionDictionary(kl_NAV_ITEM);
    entry->SetValue(kl_NAV_PATH, item.path);
    entry->SetValue(kl_NAV_LABEL, item.label);
    if (item.place == place) {
      entry->ShowSection(kl_NAV_CURRENT);
    }
  }
}

// The first character of a name, whole: a name may begin with one of several bytes.
std::string FirstCharacter(const std::string& name) {
  std::size_t length = 1;
  while (length < name.size() && (static_cast<unsigned char>(name[length]) & 0xC0U) == 0x80U) {
    ++length;
  }
  return name.substr(0, length);
}

void ShowSite(ctemplate::TemplateDictionary& values, const Layout& layout) {
  if (layout.tenant_slug.empty()) {
    values.SetValue(kl_SITE_NAME, "NexCyte Scheduler");
    values.ShowSection(kl_NO_HOME);
    return;
  }
  values.SetValue(kl_SITE_NAME, layout.tenant_name);
  values.ShowSection(kl_POWERED);
  auto* home = values.AddSectionDictionary(kl_HOME);
  home->SetValue(kl_MONOGRAM, FirstCharacter(layout.tenant_name));
  home->SetValue(kl_HOME_PATH, layout.viewer ? "/t/" + layout.tenant_slug + "/schedule" : "/login");
}

void ShowHead(ctemplate::TemplateDictionary& values, const PageFrame& frame) {
  values.SetValue(kl_TITLE, frame.title);
  values.SetValue(kl_APP_CSS, kAppCss);
  values.SetValue(kl_APP_JS, kAppJs);
  values.SetValue(kl_ICON, kIconSvg);
  if (frame.is_checking) {
    values.ShowSection(kl_CHECKING);
  }
}

}  // namespace

std::string RenderInLayout(const Renderer& renderer, const Layout& layout, const PageFrame& frame,
                           const std::function<void(ctemplate::TemplateDictionary&)>& fill) {
  ctemplate::TemplateDictionary values("layout");
  // Template-global values are the only ones that an included template sees.
  values.SetTemplateGlobalValue(kl_CSRF_TOKEN, layout.csrf_token);
  values.SetTemplateGlobalValue(
      kl_BASE, layout.tenant_slug.empty() ? std::string() : "/t/" + layout.tenant_slug);
  ShowHead(values, frame);
  ShowSite(values, layout);
  if (layout.viewer && !layout.tenant_slug.empty()) {
    ShowNavigation(values, layout, frame.place);
  }
  const std::string_view notice = NoticeOf(layout.notice);
  if (!notice.empty()) {
    values.SetValueAndShowSection(kl_NOTICE_TEXT, Text(notice), kl_NOTICE);
  }
  auto* content = values.AddIncludeDictionary(kl_CONTENT);
  content->SetFilename(frame.template_name);
  fill(*content);
  return renderer.Render("layout.tpl", values);
}

}  // namespace nexcyte::views
