#include "views/purpose_list.h"

#include "views/contact.h"
#include "views/purpose_list.tpl.varnames.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

void AddPurpose(ctemplate::TemplateDictionary& list, const domain::EventType& type) {
  auto* purpose = list.AddSectionDictionary(kpl_PURPOSE);
  purpose->SetValue(kpl_SLUG, type.purpose);
  purpose->SetValue(kpl_PURPOSE_TITLE, type.title);
  purpose->SetValue(kpl_LENGTH, Length(type.length));
  if (!type.description.empty()) {
    purpose->SetValueAndShowSection(kpl_DESCRIPTION, type.description, kpl_DESCRIBED);
  }
  if (type.needs_approval) {
    purpose->ShowSection(kpl_APPROVAL);
  }
}

void ShowNothing(ctemplate::TemplateDictionary& values, const PurposeListPage& page) {
  auto* none = values.AddSectionDictionary(kpl_NONE);
  none->ShowSection(page.scheduling_enabled ? kpl_NOTHING_OPEN : kpl_CLOSED);
  ShowContact(*none, kpl_CONTACT, page.contact_email, page.contact_phone);
}

}  // namespace

std::string Render(const Renderer& renderer, const PurposeListPage& page) {
  const PageFrame frame{"purpose_list.tpl", "Book an appointment", Place::kSchedule};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    if (page.purposes.empty() || !page.scheduling_enabled) {
      ShowNothing(values, page);
      return;
    }
    auto* list = values.AddSectionDictionary(kpl_SOME);
    for (const domain::EventType& type : page.purposes) {
      AddPurpose(*list, type);
    }
  });
}

}  // namespace nexcyte::views
