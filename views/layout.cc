#include "views/layout.h"

#include <array>
#include <string>

#include "domain/notice.h"
#include "views/admin_settings.tpl.varnames.h"
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
  domain::Role least;  // what one must be to see it
};

constexpr domain::Role kMember = domain::Role::kMember;
constexpr domain::Role kStaff = domain::Role::kStaff;

constexpr auto kNavigation = std::to_array<NavItem>({
    {Place::kSchedule, "/schedule", "Book", kMember},
    {Place::kBookings, "/bookings", "Bookings", kMember},
    {Place::kAccount, "/account", "Account", kMember},
    {Place::kAdminSettings, "/admin/scheduling", "Administration", kStaff},
});

// The second row, on the pages of the administration.
constexpr auto kAdministration = std::to_array<NavItem>({
    {Place::kAdminSettings, "/admin/scheduling", "Settings", kStaff},
    {Place::kAdminEventTypes, "/admin/scheduling/event-types", "Event types", kStaff},
    {Place::kAdminBookings, "/admin/scheduling/bookings", "Bookings", kStaff},
    {Place::kAdminTemplates, "/admin/scheduling/notifications", "Message texts", kStaff},
    {Place::kAdminOutbox, "/admin/scheduling/outbox", "Messages", kStaff},
    {Place::kAdminMembers, "/admin/members", "Members", domain::Role::kAdmin},
    {Place::kAdminBranding, "/admin/branding", "Branding", domain::Role::kAdmin},
    {Place::kAdminAudit, "/admin/audit", "Audit log", domain::Role::kAdmin},
});

bool IsAdministration(Place place) { return place >= Place::kAdminSettings; }

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

// `current`: a word for aria-current where the entry is the present place, else nothing.
void AddItem(ctemplate::TemplateDictionary& row, const ctemplate::TemplateString& section,
             const NavItem& item, const char* current) {
  auto* entry = row.AddSectionDictionary(section);
  entry->SetValue(kl_NAV_PATH, item.path);
  entry->SetValue(kl_NAV_LABEL, item.label);
  if (current != nullptr) {
    entry->SetValueAndShowSection(kl_CURRENT, current, kl_NAV_CURRENT);
  }
}

void ShowAdministration(ctemplate::TemplateDictionary& values, domain::Role role, Place place) {
  auto* row = values.AddSectionDictionary(kl_ADMINISTRATION);
  for (const NavItem& item : kAdministration) {
    if (role >= item.least) {
      AddItem(*row, kl_ADMIN_ITEM, item, item.place == place ? "page" : nullptr);
    }
  }
}

void ShowNavigation(ctemplate::TemplateDictionary& values, const Layout& layout, Place place) {
  const Viewer& viewer = *layout.viewer;
  auto* signed_in = values.AddSectionDictionary(kl_SIGNED_IN);
  ShowBell(*signed_in, layout.unread_notices, place);
  signed_in->SetValue(kl_VIEWER_NAME, viewer.name);
  const Place main = IsAdministration(place) ? Place::kAdminSettings : place;
  for (const NavItem& item : kNavigation) {
    if (viewer.role >= item.least) {
      const char* current = main == place ? "page" : "true";
      AddItem(*signed_in, kl_NAV_ITEM, item, item.place == main ? current : nullptr);
    }
  }
  if (IsAdministration(place)) {
    ShowAdministration(values, viewer.role, place);
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
  if (layout.logo.empty()) {
    home->SetValueAndShowSection(kl_MONOGRAM, FirstCharacter(layout.tenant_name), kl_NO_LOGO);
  } else {
    home->SetValueAndShowSection(kl_LOGO, layout.logo, kl_HAS_LOGO);
  }
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
  values.SetTemplateGlobalValue(kas_FORM_KEY, layout.form_key);  // one name in all forms
  values.SetValue(kl_BRAND_VERSION, std::to_string(layout.brand_version));
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
