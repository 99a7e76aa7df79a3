#include "fcgi/handlers/admin_branding.h"

#include <cstdint>
#include <string>

#include "domain/error.h"
#include "domain/use_cases/branding.h"
#include "fcgi/answers.h"
#include "fcgi/logo_image.h"
#include "views/admin_branding.h"

namespace nexcyte::fcgi {

namespace {

constexpr std::int64_t kMostVersion = std::int64_t{1} << 53;

void SaveLook(Context& context) {
  Fields& form = *context.form;
  domain::Branding branding;
  branding.name = form.Text("name", {.max = 100});
  branding.brand_color = form.Text("brand_color", {.max = 7});
  branding.accent_color = form.Text("accent_color", {.max = 7});
  branding.version = form.Integer("version", 0, kMostVersion);
  form.Finish();
  domain::SaveBranding(*context.store, context.person(), branding);
}

void SaveLogo(Context& context) {
  const std::string bytes = context.form->File("logo");
  context.form->Finish();
  domain::SaveLogo(*context.store, context.person(), DrawLogo(bytes));
}

// Does what the form's action says; gives the word of the confirmation.
std::string Apply(Context& context, const std::string& action) {
  if (action == "save") {
    SaveLook(context);
    return "saved";
  }
  if (action == "logo") {
    SaveLogo(context);
    return "logo_saved";
  }
  context.form->Finish();
  domain::RemoveLogo(*context.store, context.person());
  return "logo_removed";
}

}  // namespace

Response ShowBranding(Context& context, const Request& request, const PathParameters&) {
  auto query = Fields::FromQuery(request);
  views::AdminBrandingPage page;
  page.layout = context.Layout();
  page.layout.notice = query.OptionalText("done", {.max = 40}).value_or("");
  query.Finish(Fields::Unknown::kIgnore);
  page.view = domain::ShowBranding(*context.store);
  return Html(200, views::Render(context.parts.renderer, page));
}

Response ChangeBranding(Context& context, const Request&, const PathParameters&) {
  Fields& form = *context.form;
  const std::string action = form.Choice("action", {"save", "logo", "remove_logo"});
  if (action.empty()) {
    form.Finish();
  }
  try {
    return SeeOther(context.Path("/admin/branding?done=" + Apply(context, action)));
  } catch (const domain::Error& error) {
    if (!error.MayRedrawForm()) {
      throw;
    }
    views::AdminBrandingPage page{context.Layout(), domain::ShowBranding(*context.store)};
    if (action == "save") {
      page.typed = {form.Typed("name"), form.Typed("brand_color"), form.Typed("accent_color")};
    }
    page.problem = views::ProblemOf(error);
    return Redrawn(error, views::Render(context.parts.renderer, page));
  }
}

}  // namespace nexcyte::fcgi
