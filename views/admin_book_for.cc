#include "views/admin_book_for.h"

#include "views/admin_book_for.tpl.varnames.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

std::string_view KindWords(domain::AccountKind kind) {
  switch (kind) {
    case domain::AccountKind::kProspect:
      return "Prospect";
    case domain::AccountKind::kCustomer:
      return "Customer";
    case domain::AccountKind::kStaff:
      return "Staff";
  }
  return "";
}

void ShowWho(ctemplate::TemplateDictionary& values, const AdminBookForPage& page) {
  auto* who = values.AddSectionDictionary(kabf_WHO);
  who->SetValue(kabf_PERSON, page.person);
  if (!page.found) {
    return;
  }
  if (page.found->people.empty()) {
    who->ShowSection(kabf_NOBODY);
    return;
  }
  auto* people = who->AddSectionDictionary(kabf_PEOPLE);
  for (const domain::Membership& person : page.found->people) {
    auto* row = people->AddSectionDictionary(kabf_FOUND);
    row->SetValue(kabf_USER, person.user.str());
    row->SetValue(kabf_NAME, person.name);
    row->SetValue(kabf_EMAIL, person.email);
    row->SetValue(kabf_KIND, Text(KindWords(person.kind)));
  }
  if (!page.found->are_all) {
    who->ShowSection(kabf_MORE);
  }
}

void AddPurpose(ctemplate::TemplateDictionary& list, const domain::EventType& type,
                const domain::Membership& person) {
  auto* row = list.AddSectionDictionary(kabf_PURPOSE);
  row->SetValue(kabf_USER, person.user.str());
  row->SetValue(kabf_SLUG, type.purpose);
  row->SetValue(kabf_PURPOSE_TITLE, type.title);
  row->SetValue(kabf_LENGTH, Length(type.length));
  if (!type.description.empty()) {
    row->SetValueAndShowSection(kabf_DESCRIPTION, type.description, kabf_DESCRIBED);
  }
  if (type.needs_approval) {
    row->ShowSection(kabf_APPROVAL);
  }
}

void ShowWhat(ctemplate::TemplateDictionary& values, const AdminBookForPage& page) {
  auto* what = values.AddSectionDictionary(kabf_WHAT);
  what->SetValue(kabf_NAME, page.chosen->name);
  what->SetValue(kabf_EMAIL, page.chosen->email);
  if (page.purposes.empty()) {
    what->ShowSection(kabf_NOTHING);
    return;
  }
  auto* list = what->AddSectionDictionary(kabf_PURPOSES);
  for (const domain::EventType& type : page.purposes) {
    AddPurpose(*list, type, *page.chosen);
  }
}

}  // namespace

std::string Render(const Renderer& renderer, const AdminBookForPage& page) {
  const PageFrame frame{"admin_book_for.tpl", "Book for somebody", Place::kAdminBookings};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    if (page.chosen) {
      ShowWhat(values, page);
    } else {
      ShowWho(values, page);
    }
  });
}

}  // namespace nexcyte::views
