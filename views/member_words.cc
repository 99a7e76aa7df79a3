#include "views/member_words.h"

#include "views/rights_choices.tpl.varnames.h"
#include "views/template_values.h"

namespace nexcyte::views {
namespace {

using domain::AccountKind;
using domain::Role;

void AddChoice(ctemplate::TemplateDictionary& values, const ctemplate::TemplateString& section,
               std::string_view word, std::string_view label, std::string_view chosen) {
  auto* choice = values.AddSectionDictionary(section);
  choice->SetValue(krc_WORD, Text(word));
  choice->SetValue(krc_LABEL, Text(label));
  if (word == chosen) {
    choice->ShowSection(krc_SELECTED);
  }
}

}  // namespace

std::string_view RoleWords(Role role) {
  switch (role) {
    case Role::kMember:
      return "Member";
    case Role::kStaff:
      return "Staff";
    case Role::kAdmin:
      return "Admin";
  }
  return "";
}

std::string_view KindWords(AccountKind kind) {
  switch (kind) {
    case AccountKind::kProspect:
      return "Prospect";
    case AccountKind::kCustomer:
      return "Customer";
    case AccountKind::kStaff:
      return "Staff";
  }
  return "";
}

void ShowRightsChoices(ctemplate::TemplateDictionary& values,
                       const ctemplate::TemplateString& include, std::string_view role,
                       std::string_view kind) {
  auto* choices = values.AddIncludeDictionary(include);
  choices->SetFilename("rights_choices.tpl");
  for (const Role each : {Role::kMember, Role::kStaff, Role::kAdmin}) {
    AddChoice(*choices, krc_ROLE, ToString(each), RoleWords(each), role);
  }
  for (const AccountKind each :
       {AccountKind::kProspect, AccountKind::kCustomer, AccountKind::kStaff}) {
    AddChoice(*choices, krc_KIND, ToString(each), KindWords(each), kind);
  }
}

}  // namespace nexcyte::views
