#ifndef NEXCYTE_VIEWS_SETUP_CHECKLIST_H_
#define NEXCYTE_VIEWS_SETUP_CHECKLIST_H_

#include <ctemplate/template_string.h>

#include "domain/use_cases/setup.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// For the .cc files of the pages: how far the set-up is, under `include`.
void ShowSetup(ctemplate::TemplateDictionary& values, const ctemplate::TemplateString& include,
               const domain::SetupState& state, domain::Timestamp now, const LocalClock& clock);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_SETUP_CHECKLIST_H_
