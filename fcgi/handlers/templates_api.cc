#include "fcgi/handlers/templates_api.h"

#include "domain/error.h"
#include "domain/own_texts.h"
#include "domain/use_cases/edit_templates.h"
#include "fcgi/answers.h"
#include "fcgi/handlers/template_fields.h"
#include "views/templates_json.h"

namespace nexcyte::fcgi {

Response ApiTemplates(Context& context, const Request&, const PathParameters&) {
  return Json(200, views::TemplatesJson(
                       domain::ListTemplates(*context.store, context.parts.config.base_domain)));
}

Response ApiUpsertTemplate(Context& context, const Request& request, const PathParameters&) {
  auto fields = Fields::FromJson(request);
  domain::OwnTexts own = ReadOwnTexts(fields);
  own.is_enabled = fields.OptionalFlag("is_enabled").value_or(true);
  const auto replaced = ReadTextsVersion(fields);
  fields.Finish();
  if (!domain::MayWord(own.key)) {
    throw domain::InvalidInput("event_key", "There is no such message on this channel.");
  }
  return Json(200, views::TemplateJson(
                       domain::SaveTemplate(*context.store, context.person(), own, replaced)));
}

}  // namespace nexcyte::fcgi
