#include "tests/views/hostile_pages.h"
#include "tests/views/people_pages.h"
#include "tests/views/sample.h"
#include "views/invite_form.h"

namespace nexcyte::views::sample {

void AddHostilePeoplePages(std::map<std::string, std::string>& pages, const Renderer& renderer) {
  AdminMembersPage list = MembersPage();
  list.layout = BadLayout(Admin());
  list.search = kHostile;
  list.view.page.members.front().name = list.view.page.members.front().email = kHostile;
  list.view.page.next_cursor = kHostile;
  list.view.invitations.front().email = kHostile;
  list.form = {kHostile, kHostile, kHostile};
  list.problem = BadProblem({"email", "role"});
  pages["admin_members"] = Render(renderer, list);
  AdminMemberPage member = MemberPage();
  member.layout = list.layout;
  domain::Membership& person = member.member.person;
  person.name = person.email = person.phone = person.time_zone = kHostile;
  member.problem = BadProblem({"role"});
  pages["admin_member"] = Render(renderer, member);
  AdminAuditPage audit = AuditPage();
  audit.layout = list.layout;
  audit.filter = {kHostile, kHostile, kHostile, kHostile, "Europe/Berlin"};
  domain::AuditRow& row = audit.page.rows.front();
  row.entry.action = row.entry.subject = row.subject_name = row.actor_name = kHostile;
  row.entry.details = {{kHostile, kHostile}, {"role.before", kHostile}};
  audit.page.next_cursor = kHostile;
  audit.problem = BadProblem({"person", "from", "to"});
  pages["admin_audit"] = Render(renderer, audit);
  AdminBrandingPage branding = BrandingPage();
  branding.layout = list.layout;
  branding.layout.logo = kHostile;
  branding.view.branding = {kHostile, kHostile, kHostile, kHostile, 1};
  domain::TenantSettings& settings = branding.view.settings;
  settings.messages.sender_name = settings.messages.sender_address = kHostile;
  settings.messages.reply_to = kHostile;
  settings.scheduling.contact_phone = settings.scheduling.default_time_zone = kHostile;
  branding.problem = BadProblem({"name", "brand_color", "accent_color", "logo"});
  pages["admin_branding"] = Render(renderer, branding);
  branding.problem.reason = "changed_meanwhile";
  pages["admin_branding_meanwhile"] = Render(renderer, branding);
  pages["invite_form"] =
      Render(renderer, InviteFormPage{BadLayout(Visitor()), kHostile, kHostile, false, kHostile,
                                      BadProblem({"name", "password"})});
}

}  // namespace nexcyte::views::sample
