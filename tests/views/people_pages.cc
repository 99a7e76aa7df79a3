#include "tests/views/people_pages.h"

#include "tests/views/sample.h"
#include "views/invite_form.h"

namespace nexcyte::views::sample {
namespace {

using Pages = std::map<std::string, std::string>;
using namespace std::chrono_literals;

domain::MembersView SomeMembers() {
  domain::MembersView view;
  using domain::AccountKind;
  using domain::Role;
  view.page.members = {{IdOf<domain::UserId>('a'), Role::kAdmin, AccountKind::kStaff,
                        "alice@acme.test", "Alice Summer", false},
                       {IdOf<domain::UserId>('c'), Role::kMember, AccountKind::kCustomer,
                        "carol@acme.test", "Carol Winter", false},
                       {IdOf<domain::UserId>('d'), Role::kStaff, AccountKind::kStaff,
                        "dave@acme.test", "Dave Autumn", true}};
  view.page.next_cursor = "cursor+of/the=page";
  view.invitations = {{IdOf<domain::InvitationId>('1'), "new@acme.test", Role::kStaff,
                       AccountKind::kStaff, Now() - 24h, Now() + 144h},
                      {IdOf<domain::InvitationId>('2'), "late@acme.test", Role::kMember,
                       AccountKind::kProspect, Now() - 240h, Now() - 72h}};
  return view;
}

domain::Member SomeMember() {
  domain::Member member;
  member.person = Person();
  member.joined_at = At("2026-10-01T08:00:00Z");
  member.devices = 2;
  member.version = 3;
  return member;
}

}  // namespace

AdminMembersPage MembersPage() {
  AdminMembersPage page;
  page.layout = Admin();
  page.view = SomeMembers();
  page.clock = Berlin();
  page.now = Now();
  return page;
}

AdminMemberPage MemberPage() {
  AdminMemberPage page;
  page.layout = Admin();
  page.member = SomeMember();
  page.clock = Berlin();
  return page;
}

AdminAuditPage AuditPage() {
  AdminAuditPage page;
  page.layout = Admin();
  page.clock = Berlin();
  page.filter.zone = "Europe/Berlin";
  domain::AuditRow changed;
  changed.entry = {IdOf<domain::UserId>('a'),
                   "member.changed",
                   IdOf<domain::UserId>('c').str(),
                   {{"role.before", "member"}, {"role.after", "staff"}, {"note", "by mail"}}};
  changed.at = Now();
  changed.actor_role = "admin";
  changed.actor_name = "Alice Summer";
  changed.actor_email = "alice@acme.test";
  changed.subject_name = "Carol Winter";
  domain::AuditRow failed;
  failed.entry = {{}, "account.sign_in_failed", {}, {}};
  failed.at = Now() - 2h;
  failed.actor_role = "visitor";
  domain::AuditRow moved = changed;
  moved.entry = {
      IdOf<domain::UserId>('a'), "booking.limit_waived", IdOf<domain::BookingId>('b').str(), {}};
  moved.subject_name = "Intro call, Dana Davis";
  page.page = {{changed, failed, moved}, "cursor+of/the=page"};
  return page;
}

AdminBrandingPage BrandingPage() {
  AdminBrandingPage page;
  page.layout = Admin();
  page.view.branding = {"Acme Dental", "#1f4e79", "#c2410c", "", 3};
  page.view.settings.scheduling.default_time_zone = "Europe/Berlin";
  return page;
}

namespace {

void AddBrandingPages(Pages& pages, const Renderer& renderer) {
  AdminBrandingPage page = BrandingPage();
  pages["admin_branding"] = Render(renderer, page);
  page.layout.logo = page.view.branding.logo = "0123456789abcdef0123456789abcdef";
  page.view.settings.messages.sender_address = "hello@acme.test";
  page.typed = {"", "#ffff00", "#c2410c"};
  page.problem = {"invalid",
                  {{"name", "Please fill this in."},
                   {"brand_color", "This would be hard to read."},
                   {"accent_color", "This would be hard to read."},
                   {"logo", "Choose a PNG or a JPEG picture."}},
                  0s};
  pages["admin_branding_refused"] = Render(renderer, page);
  page.problem = {"changed_meanwhile", {}, 0s};
  pages["admin_branding_meanwhile"] = Render(renderer, page);
}

void AddAuditPages(Pages& pages, const Renderer& renderer) {
  AdminAuditPage page = AuditPage();
  pages["admin_audit"] = Render(renderer, page);
  page.filter = {"nobody@acme.test", "member.changed", "2026-02-30", "x", "Europe/Berlin"};
  page.page = {};
  page.problem = {"invalid",
                  {{"person", "Nobody here has this e-mail address."},
                   {"from", "Enter a day, like 2026-11-23."},
                   {"to", "Enter a day, like 2026-11-23."}},
                  0s};
  pages["admin_audit_refused"] = Render(renderer, page);
  page.filter = {"", "member.changed", "", "", "Europe/Berlin"};
  page.problem = {};
  pages["admin_audit_empty"] = Render(renderer, page);
}

void AddMemberLists(Pages& pages, const Renderer& renderer) {
  AdminMembersPage page = MembersPage();
  pages["admin_members"] = Render(renderer, page);
  page.layout.notice = "invited";
  page.form = {"carol@acme.test", "staff", "staff"};
  page.problem = {"invalid", {{"email", "A person with this address is here already."}}, 0s};
  pages["admin_members_refused"] = Render(renderer, page);
  page = MembersPage();
  page.search = "nobody";
  page.view = {};
  pages["admin_members_empty"] = Render(renderer, page);
}

void AddMemberPages(Pages& pages, const Renderer& renderer) {
  AdminMemberPage page = MemberPage();
  pages["admin_member"] = Render(renderer, page);
  page.is_self = true;
  pages["admin_member_self"] = Render(renderer, page);
  page.is_self = false;
  page.member.disabled_at = At("2026-11-20T08:00:00Z");
  page.member.devices = 0;
  pages["admin_member_disabled"] = Render(renderer, page);
  page.typed = {domain::Role::kAdmin, domain::AccountKind::kStaff, false};
  page.problem = {"changed_meanwhile", {}, 0s};
  pages["admin_member_meanwhile"] = Render(renderer, page);
}

}  // namespace

void AddPeoplePages(Pages& pages, const Renderer& renderer) {
  AddMemberLists(pages, renderer);
  AddMemberPages(pages, renderer);
  AddAuditPages(pages, renderer);
  AddBrandingPages(pages, renderer);
  InviteFormPage invite{Visitor(), "token-of-the-mail", "new@acme.test", false};
  pages["invite_form"] = Render(renderer, invite);
  invite.name = "New Person";
  invite.problem = {"invalid", {{"password", "The password needs at least 15 characters."}}, 0s};
  pages["invite_form_refused"] = Render(renderer, invite);
  invite.problem = {};
  invite.has_account = true;
  pages["invite_form_account"] = Render(renderer, invite);
}

}  // namespace nexcyte::views::sample
