#ifndef NEXCYTE_VIEWS_CONTACT_H_
#define NEXCYTE_VIEWS_CONTACT_H_

#include <ctemplate/template_string.h>

#include <string>

#include "views/renderer.h"

namespace nexcyte::views {

// Whom to ask, under `include`; nothing when the tenant names neither address nor number.
void ShowContact(ctemplate::TemplateDictionary& values, const ctemplate::TemplateString& include,
                 const std::string& email, const std::string& phone);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_CONTACT_H_
