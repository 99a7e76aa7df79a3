#ifndef NEXCYTE_VIEWS_DIFFERENCES_TABLE_H_
#define NEXCYTE_VIEWS_DIFFERENCES_TABLE_H_

#include <ctemplate/template_string.h>

#include <vector>

#include "views/differences.h"
#include "views/renderer.h"

namespace nexcyte::views {

// For the .cc files of the pages: a table of both values under `include`; nothing without any.
void ShowDifferences(ctemplate::TemplateDictionary& values,
                     const ctemplate::TemplateString& include,
                     const std::vector<Difference>& differences);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_DIFFERENCES_TABLE_H_
