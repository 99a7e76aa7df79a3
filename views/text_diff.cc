#include "views/text_diff.h"

#include <string>

#include "domain/line_diff.h"
#include "views/template_values.h"
#include "views/text_diff.tpl.varnames.h"

namespace nexcyte::views {
namespace {

using Kind = domain::DiffLine::Kind;

// True when there was a difference.
bool AddPart(ctemplate::TemplateDictionary& values, const char* name, const std::string& before,
             const std::string& after) {
  if (before == after) {
    return false;
  }
  auto* part = values.AddSectionDictionary(ktd_PART);
  part->SetValue(ktd_PART_NAME, name);
  for (const domain::DiffLine& line : domain::DiffLines(before, after)) {
    auto* row = part->AddSectionDictionary(ktd_LINE);
    row->SetValue(ktd_LINE_TEXT, line.text);
    row->ShowSection(line.kind == Kind::kSame      ? ktd_SAME
                     : line.kind == Kind::kRemoved ? ktd_REMOVED
                                                   : ktd_ADDED);
  }
  return true;
}

}  // namespace

void ShowDiff(ctemplate::TemplateDictionary& values, const ctemplate::TemplateString& include,
              const domain::MessageTexts& before, const domain::MessageTexts& after) {
  auto* diff = values.AddIncludeDictionary(include);
  diff->SetFilename("text_diff.tpl");
  const bool subject = AddPart(*diff, "Subject", before.subject, after.subject);
  const bool text = AddPart(*diff, "Text", before.text, after.text);
  const bool html = AddPart(*diff, "HTML", before.html, after.html);
  if (!subject && !text && !html) {
    diff->ShowSection(ktd_NO_PART);
  }
}

}  // namespace nexcyte::views
