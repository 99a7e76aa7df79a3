#ifndef NEXCYTE_VIEWS_MEMBER_WORDS_H_
#define NEXCYTE_VIEWS_MEMBER_WORDS_H_

#include <ctemplate/template_string.h>

#include <string_view>

#include "domain/membership.h"
#include "views/renderer.h"

namespace nexcyte::views {

std::string_view RoleWords(domain::Role role);         // Admin
std::string_view KindWords(domain::AccountKind kind);  // Customer

// The lists of both, filled in under `include` with rights_choices.tpl; `role` and `kind` are
// chosen. A word that is none of them leaves the first one chosen.
void ShowRightsChoices(ctemplate::TemplateDictionary& values,
                       const ctemplate::TemplateString& include, std::string_view role,
                       std::string_view kind);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_MEMBER_WORDS_H_
