#ifndef NEXCYTE_VIEWS_TEXT_DIFF_H_
#define NEXCYTE_VIEWS_TEXT_DIFF_H_

#include <ctemplate/template_string.h>

#include "domain/message_texts.h"
#include "views/renderer.h"

namespace nexcyte::views {

// For the .cc files of pages: under `include`, what turns one text of a message into another, part
// by part and line by line. Parts that are equal are left out.
void ShowDiff(ctemplate::TemplateDictionary& values, const ctemplate::TemplateString& include,
              const domain::MessageTexts& before, const domain::MessageTexts& after);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_TEXT_DIFF_H_
