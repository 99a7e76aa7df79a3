#ifndef NEXCYTE_VIEWS_TEMPLATES_JSON_H_
#define NEXCYTE_VIEWS_TEMPLATES_JSON_H_

#include <string>
#include <vector>

#include "domain/use_cases/edit_templates.h"

namespace nexcyte::views {

// {"templates": [...]}: every message that there is, members named as in `upsert`, with the
// built-in text where the tenant has none of its own; `is_own` tells which, `version` is 0 without
// one.
std::string TemplatesJson(const std::vector<domain::TemplateRow>& rows);

// {"template": {...}}
std::string TemplateJson(const domain::OwnTexts& own);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_TEMPLATES_JSON_H_
