#include "views/zone_options.h"

#include <algorithm>

#include "domain/time_zone.h"
#include "views/template_values.h"
#include "views/zone_options.tpl.varnames.h"

namespace nexcyte::views {
namespace {

void AddZone(ctemplate::TemplateDictionary& values, const std::string& name, bool is_selected) {
  auto* zone = values.AddSectionDictionary(kzo_ZONE);
  zone->SetValue(kzo_NAME, name);
  if (is_selected) {
    zone->ShowSection(kzo_SELECTED);
  }
}

}  // namespace

void ShowZones(ctemplate::TemplateDictionary& values, const ctemplate::TemplateString& include,
               const std::string& selected) {
  auto* options = values.AddIncludeDictionary(include);
  options->SetFilename("zone_options.tpl");
  const std::vector<std::string>& names = domain::TimeZoneNames();
  if (!std::binary_search(names.begin(), names.end(), selected)) {
    AddZone(*options, selected, true);
  }
  for (const std::string& name : names) {
    AddZone(*options, name, name == selected);
  }
}

}  // namespace nexcyte::views
