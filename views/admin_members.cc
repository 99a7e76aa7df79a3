#include "views/admin_members.h"

#include "views/admin_members.tpl.varnames.h"
#include "views/member_words.h"
#include "views/problem_summary.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

void AddMember(ctemplate::TemplateDictionary& list, const domain::MemberEntry& member) {
  auto* row = list.AddSectionDictionary(kam_MEMBER);
  row->SetValue(kam_ID, member.user.str());
  row->SetValue(kam_NAME, member.name);
  row->SetValue(kam_EMAIL, member.email);
  if (KindWords(member.kind) != RoleWords(member.role)) {
    row->AddSectionDictionary(kam_HAS_KIND)->SetValue(kam_KIND, Text(KindWords(member.kind)));
  }
  if (member.role != domain::Role::kMember) {
    row->AddSectionDictionary(kam_IS_TEAM)->SetValue(kam_ROLE, Text(RoleWords(member.role)));
  }
  if (member.is_disabled) {
    row->ShowSection(kam_IS_DISABLED);
  }
}

void ShowList(ctemplate::TemplateDictionary& values, const AdminMembersPage& page) {
  const domain::MemberPage& list = page.view.page;
  if (list.members.empty()) {
    values.ShowSection(kam_EMPTY);
    return;
  }
  auto* some = values.AddSectionDictionary(kam_SOME);
  for (const domain::MemberEntry& member : list.members) {
    AddMember(*some, member);
  }
  if (!list.next_cursor.empty()) {
    values.SetValueAndShowSection(kam_CURSOR, list.next_cursor, kam_MORE);
  }
}

void AddInvitation(ctemplate::TemplateDictionary& list, const domain::Invitation& invitation,
                   const AdminMembersPage& page) {
  auto* row = list.AddSectionDictionary(kam_INVITATION);
  row->SetValue(kam_ID, invitation.id.str());
  row->SetValue(kam_EMAIL, invitation.email);
  row->SetValue(kam_ROLE, Text(RoleWords(invitation.role)));
  row->SetValue(kam_KIND, Text(KindWords(invitation.kind)));
  if (invitation.expires_at <= page.now) {
    row->ShowSection(kam_IS_OVER);
    return;
  }
  auto* open = row->AddSectionDictionary(kam_IS_OPEN);
  open->SetValue(kam_UNTIL, MachineTime(invitation.expires_at));
  open->SetValue(kam_UNTIL_WORDS, DateAndTime(invitation.expires_at, page.clock));
}

void ShowInvitations(ctemplate::TemplateDictionary& values, const AdminMembersPage& page) {
  if (page.view.invitations.empty()) {
    return;
  }
  auto* list = values.AddSectionDictionary(kam_HAS_INVITATIONS);
  for (const domain::Invitation& invitation : page.view.invitations) {
    AddInvitation(*list, invitation, page);
  }
}

}  // namespace

std::string Render(const Renderer& renderer, const AdminMembersPage& page) {
  const PageFrame frame{"admin_members.tpl", "Members", Place::kAdminMembers};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    values.SetValue(kam_SEARCH, page.search);
    if (!page.search.empty()) {
      values.ShowSection(kam_HAS_SEARCH);
    }
    ShowList(values, page);
    ShowInvitations(values, page);
    values.SetValue(kam_TYPED_EMAIL, page.form.email);
    ShowRightsChoices(values, kam_RIGHTS, page.form.role, page.form.account_kind);
    ShowProblem(values, kam_PROBLEM, page.problem, {{"email", kam_EMAIL_ERROR}});
  });
}

}  // namespace nexcyte::views
