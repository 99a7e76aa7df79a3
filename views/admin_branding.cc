#include "views/admin_branding.h"

#include "views/admin_branding.tpl.varnames.h"
#include "views/problem_summary.h"
#include "views/template_values.h"

namespace nexcyte::views {
namespace {

using domain::Branding;
using domain::Color;

std::string SetOr(const std::string& value, const char* otherwise) {
  return value.empty() ? otherwise : value;
}

void ShowRatio(ctemplate::TemplateDictionary& values, const ctemplate::TemplateString& section,
               const std::string& color, Color ground) {
  const auto parsed = domain::ParseColor(color);
  if (parsed) {
    values.AddSectionDictionary(section)->SetValue(
        kab_RATIO, domain::RatioText(domain::Contrast(*parsed, ground)));
  }
}

void ShowForm(ctemplate::TemplateDictionary& values, const AdminBrandingPage& page) {
  const Branding& stored = page.view.branding;
  const BrandingForm shown =
      page.typed.value_or(BrandingForm{stored.name, stored.brand_color, stored.accent_color});
  values.SetValue(kab_VERSION, std::to_string(stored.version));
  values.SetValue(kab_NAME, shown.name);
  values.SetValue(kab_BRAND_COLOR, shown.brand_color);
  values.SetValue(kab_ACCENT_COLOR, shown.accent_color);
  ShowRatio(values, kab_BRAND_RATIO, shown.brand_color, domain::kLightPage);
  ShowRatio(values, kab_ACCENT_RATIO, shown.accent_color, domain::kWhite);
}

// Both values, where somebody else was faster.
void ShowMeanwhile(ctemplate::TemplateDictionary& values, const AdminBrandingPage& page) {
  if (page.problem.reason != "changed_meanwhile") {
    return;
  }
  const Branding& stored = page.view.branding;
  auto* meanwhile = values.AddSectionDictionary(kab_MEANWHILE);
  meanwhile->SetValue(kab_STORED_NAME, stored.name);
  meanwhile->SetValue(kab_STORED_BRAND, stored.brand_color);
  meanwhile->SetValue(kab_STORED_ACCENT, stored.accent_color);
}

void ShowLogo(ctemplate::TemplateDictionary& values, const std::string& logo) {
  if (logo.empty()) {
    values.ShowSection(kab_NO_LOGO);
  } else {
    values.SetValueAndShowSection(kab_LOGO, logo, kab_HAS_LOGO);
  }
}

void ShowOthers(ctemplate::TemplateDictionary& values, const domain::TenantSettings& settings) {
  const domain::MessageSettings& messages = settings.messages;
  const std::string name = SetOr(messages.sender_name, "The name above");
  values.SetValue(kab_SENDER, messages.sender_address.empty()
                                  ? name + ", from an address of the portal."
                                  : name + ", from " + messages.sender_address + ".");
  values.SetValue(kab_REPLY_TO, SetOr(messages.reply_to.empty() ? settings.scheduling.contact_email
                                                                : messages.reply_to,
                                      "Nobody yet."));
  values.SetValue(kab_PHONE, SetOr(settings.scheduling.contact_phone, "None yet."));
  values.SetValue(kab_ZONE, settings.scheduling.default_time_zone);
}

}  // namespace

std::string Render(const Renderer& renderer, const AdminBrandingPage& page) {
  const PageFrame frame{"admin_branding.tpl", "Branding", Place::kAdminBranding};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    ShowForm(values, page);
    ShowMeanwhile(values, page);
    ShowLogo(values, page.view.branding.logo);
    ShowOthers(values, page.view.settings);
    ShowProblem(values, kab_PROBLEM, page.problem,
                {{"name", kab_NAME_ERROR},
                 {"brand_color", kab_BRAND_COLOR_ERROR},
                 {"accent_color", kab_ACCENT_COLOR_ERROR},
                 {"logo", kab_LOGO_ERROR}});
  });
}

}  // namespace nexcyte::views
