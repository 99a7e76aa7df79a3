#include "views/admin_member.h"

#include "views/admin_member.tpl.varnames.h"
#include "views/member_words.h"
#include "views/problem_summary.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

std::string DeviceWords(int devices) {
  if (devices == 0) {
    return "on no device";
  }
  return devices == 1 ? "on one device" : "on " + std::to_string(devices) + " devices";
}

void ShowFacts(ctemplate::TemplateDictionary& values, const AdminMemberPage& page) {
  const domain::Membership& person = page.member.person;
  values.SetValue(kam_JOINED, MachineTime(page.member.joined_at));
  values.SetValue(kam_JOINED_WORDS, DateAndTime(page.member.joined_at, page.clock));
  values.SetValue(kam_DEVICES, DeviceWords(page.member.devices));
  if (!person.phone.empty()) {
    values.SetValueAndShowSection(kam_PHONE, person.phone, kam_HAS_PHONE);
  }
  if (!person.time_zone.empty()) {
    values.SetValueAndShowSection(kam_ZONE, person.time_zone, kam_HAS_ZONE);
  }
  if (page.member.disabled_at) {
    values.SetValue(kam_DISABLED, MachineTime(*page.member.disabled_at));
    values.SetValue(kam_DISABLED_WORDS, DateAndTime(*page.member.disabled_at, page.clock));
    values.ShowSection(kam_IS_DISABLED);
  }
}

// Both values, where somebody else was faster.
void ShowMeanwhile(ctemplate::TemplateDictionary& values, const AdminMemberPage& page) {
  if (!page.typed || page.problem.reason != "changed_meanwhile") {
    return;
  }
  const domain::MemberRights stored = page.member.rights();
  auto* meanwhile = values.AddSectionDictionary(kam_MEANWHILE);
  meanwhile->SetValue(kam_STORED_ROLE, Text(RoleWords(stored.role)));
  meanwhile->SetValue(kam_STORED_KIND, Text(KindWords(stored.kind)));
  meanwhile->SetValue(kam_TYPED_ROLE, Text(RoleWords(page.typed->role)));
  meanwhile->SetValue(kam_TYPED_KIND, Text(KindWords(page.typed->kind)));
  if (stored.is_disabled) {
    meanwhile->ShowSection(kam_STORED_DISABLED);
  }
}

void ShowRights(ctemplate::TemplateDictionary& values, const AdminMemberPage& page) {
  const domain::MemberRights shown = page.typed.value_or(page.member.rights());
  if (page.is_self) {
    auto* self = values.AddSectionDictionary(kam_IS_SELF);
    self->SetValue(kam_ROLE, Text(RoleWords(shown.role)));
    self->SetValue(kam_KIND, Text(KindWords(shown.kind)));
    return;
  }
  auto* another = values.AddSectionDictionary(kam_IS_ANOTHER);
  another->SetValue(kam_ID, page.member.person.user.str());
  another->SetValue(kam_VERSION, std::to_string(page.member.version));
  another->ShowSection(page.member.disabled_at ? kam_IS_DISABLED : kam_IS_ENABLED);
  ShowRightsChoices(*another, kam_RIGHTS, ToString(shown.role), ToString(shown.kind));
}

}  // namespace

std::string Render(const Renderer& renderer, const AdminMemberPage& page) {
  const PageFrame frame{"admin_member.tpl", page.member.person.name, Place::kAdminMembers};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    values.SetValue(kam_NAME, page.member.person.name);
    values.SetValue(kam_EMAIL, page.member.person.email);
    ShowFacts(values, page);
    ShowMeanwhile(values, page);
    ShowRights(values, page);
    ShowProblem(values, kam_PROBLEM, page.problem, {});
  });
}

}  // namespace nexcyte::views
