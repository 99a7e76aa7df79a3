#include "views/admin_event_types.h"

#include "views/admin_event_types.tpl.varnames.h"
#include "views/problem_summary.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

std::string KindsOf(const domain::EventType& type) {
  std::string kinds;
  for (const domain::AccountKind kind : type.allow_kinds) {
    kinds += kinds.empty() ? "" : ", ";
    kinds += domain::ToString(kind);
  }
  return kinds.empty() ? "nobody" : kinds;
}

std::string FlagsOf(const domain::EventType& type) {
  std::string flags;
  const auto add = [&flags](bool applies, const char* text) {
    if (applies) {
      flags += flags.empty() ? text : std::string("; ") + text;
    }
  };
  add(type.needs_approval, "needs approval");
  add(type.cal_sends_mail, "Cal.com sends its own mails");
  add(type.cal_video, "Cal Video: people get no link");
  return flags;
}

void AddType(ctemplate::TemplateDictionary& list, const domain::EventType& type) {
  auto* row = list.AddSectionDictionary(kaet_TYPE);
  row->SetValue(kaet_SLUG, type.purpose);
  row->SetValue(kaet_TYPE_TITLE, type.title);
  row->SetValue(kaet_TYPE_CAL_ID, std::to_string(type.cal_id));
  row->SetValue(kaet_LENGTH, Length(type.length));
  row->SetValue(kaet_KINDS, KindsOf(type));
  row->SetValue(kaet_STATE, type.is_enabled ? "Open" : "Closed");
  row->SetValue(kaet_STATE_CLASS, type.is_enabled ? "good" : "quiet");
  const std::string flags = FlagsOf(type);
  if (!flags.empty()) {
    row->SetValueAndShowSection(kaet_FLAG_TEXT, flags, kaet_FLAG);
  }
}

void ShowList(ctemplate::TemplateDictionary& values, const AdminEventTypesPage& page) {
  if (page.types.empty()) {
    values.ShowSection(kaet_EMPTY);
    return;
  }
  auto* list = values.AddSectionDictionary(kaet_SOME);
  for (const domain::EventType& type : page.types) {
    AddType(*list, type);
  }
}

void ShowForm(ctemplate::TemplateDictionary& values, const AdminEventTypesPage& page) {
  const EventTypeForm& form = page.form;
  values.SetValue(kaet_FORM_TITLE, page.is_new ? "Map an event type" : "Change " + form.purpose);
  values.ShowSection(page.is_new ? kaet_NEW_PURPOSE : kaet_KNOWN_PURPOSE);
  values.SetValue(kaet_VERSION, form.version);
  values.SetValue(kaet_PURPOSE, form.purpose);
  values.SetValue(kaet_TITLE, form.title);
  values.SetValue(kaet_DESCRIPTION, form.description);
  values.SetValue(kaet_CAL_EVENT_TYPE_ID, form.cal_event_type_id);
  values.SetValue(kaet_POSITION, form.position);
  const auto check = [&values](bool is_set, const ctemplate::TemplateString& section) {
    if (is_set) {
      values.ShowSection(section);
    }
  };
  check(form.allow_prospect, kaet_ALLOW_PROSPECT);
  check(form.allow_customer, kaet_ALLOW_CUSTOMER);
  check(form.allow_staff, kaet_ALLOW_STAFF);
  check(form.is_enabled, kaet_IS_ENABLED);
  values.ShowSection(page.attendee_address == domain::AttendeeAddress::kReal ? kaet_REAL_ADDRESS
                                                                             : kaet_ALIAS_ADDRESS);
}

void ShowProblems(ctemplate::TemplateDictionary& values, const FormProblem& problem) {
  ShowProblem(values, kaet_PROBLEM, problem,
              {{"purpose", kaet_PURPOSE_ERROR},
               {"title", kaet_TITLE_ERROR},
               {"description", kaet_DESCRIPTION_ERROR},
               {"cal_event_type_id", kaet_CAL_EVENT_TYPE_ID_ERROR},
               {"allow_kinds", kaet_KINDS_ERROR},
               {"position", kaet_POSITION_ERROR}});
}

}  // namespace

EventTypeForm FormOf(const domain::EventType& type) {
  EventTypeForm form;
  form.purpose = type.purpose;
  form.title = type.title;
  form.description = type.description;
  form.cal_event_type_id = std::to_string(type.cal_id);
  form.allow_prospect = domain::Allows(type, domain::AccountKind::kProspect);
  form.allow_customer = domain::Allows(type, domain::AccountKind::kCustomer);
  form.allow_staff = domain::Allows(type, domain::AccountKind::kStaff);
  form.is_enabled = type.is_enabled;
  form.position = std::to_string(type.position);
  form.version = std::to_string(type.version);
  return form;
}

std::string Render(const Renderer& renderer, const AdminEventTypesPage& page) {
  const PageFrame frame{"admin_event_types.tpl", "Event types", Place::kAdminEventTypes};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    ShowList(values, page);
    if (!page.is_new) {
      values.ShowSection(kaet_EDITING);
    }
    ShowForm(values, page);
    ShowProblems(values, page.problem);
  });
}

}  // namespace nexcyte::views
