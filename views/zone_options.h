#ifndef NEXCYTE_VIEWS_ZONE_OPTIONS_H_
#define NEXCYTE_VIEWS_ZONE_OPTIONS_H_

#include <ctemplate/template_string.h>

#include <string>

#include "views/renderer.h"

namespace nexcyte::views {

// The options of a choice of time zones. `selected` is among them even where it is an old name of
// another one.
void ShowZones(ctemplate::TemplateDictionary& values, const ctemplate::TemplateString& include,
               const std::string& selected);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ZONE_OPTIONS_H_
