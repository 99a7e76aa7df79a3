#include "views/admin_event_type_times.h"

#include "views/admin_event_type_times.tpl.varnames.h"
#include "views/template_values.h"
#include "views/when_card.h"

namespace nexcyte::views {
namespace {

void ShowTimes(ctemplate::TemplateDictionary& values, const AdminEventTypeTimesPage& page) {
  if (!page.trial.is_answered) {
    values.ShowSection(kaett_UNANSWERED);
    return;
  }
  if (page.trial.next.empty()) {
    values.ShowSection(kaett_NOTHING);
    return;
  }
  auto* found = values.AddSectionDictionary(kaett_FOUND);
  for (const domain::Slot& slot : page.trial.next) {
    auto* time = found->AddSectionDictionary(kaett_TIME);
    ShowWhen(*time, kaett_WHEN, {"", slot, page.clock});
  }
}

}  // namespace

std::string Render(const Renderer& renderer, const AdminEventTypeTimesPage& page) {
  const PageFrame frame{"admin_event_type_times.tpl", "Next free times", Place::kAdminEventTypes};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    values.SetValue(kaett_PURPOSE_TITLE, page.trial.type.title);
    values.SetValue(kaett_SLUG, page.trial.type.purpose);
    ShowTimes(values, page);
  });
}

}  // namespace nexcyte::views
