#include "views/admin_event_type.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include "views/admin_event_type.tpl.varnames.h"
#include "views/differences_table.h"
#include "views/offer_words.h"
#include "views/problem_summary.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

std::string Minutes(const std::optional<std::chrono::minutes>& minutes) {
  return minutes ? std::to_string(minutes->count()) : std::string();
}

std::string Count(const std::optional<int>& count) {
  return count ? std::to_string(*count) : std::string();
}

std::string HostsOf(const domain::CalendarEventType& type) {
  std::string hosts;
  for (const std::string& host : type.hosts) {
    hosts += " · " + host;
  }
  return hosts;
}

std::string OptionText(const domain::CalendarEventType& type, const std::string& taken_by) {
  const std::string team = type.team.empty() ? "" : " · " + type.team;
  const std::string taken = taken_by.empty() ? "" : " (stands behind " + taken_by + ")";
  return type.title + " · " + Length(type.length) + HostsOf(type) + team + taken;
}

// The purpose that has it, when that is another one.
std::string TakenBy(const AdminEventTypePage& page, domain::CalEventTypeId id) {
  const auto found = std::ranges::find(page.mapped, id, &domain::EventType::cal_id);
  const bool is_others = found != page.mapped.end() && found->purpose != page.form.purpose;
  return is_others ? found->title : std::string();
}

void AddOption(ctemplate::TemplateDictionary& picker, const std::string& id,
               const std::string& text, bool is_chosen, bool is_taken) {
  auto* option = picker.AddSectionDictionary(kaet_OPTION);
  option->SetValue(kaet_OPTION_ID, id);
  option->SetValue(kaet_OPTION_TEXT, text);
  if (is_chosen) {
    option->ShowSection(kaet_OPTION_CHOSEN);
  }
  if (is_taken) {
    option->ShowSection(kaet_OPTION_TAKEN);
  }
}

void ShowPicker(ctemplate::TemplateDictionary& values, const AdminEventTypePage& page) {
  auto* picker = &values;
  const std::string& chosen = page.form.cal_event_type_id;
  bool is_offered = chosen.empty();
  for (const domain::CalendarEventType& type : page.offer.types) {
    const std::string id = std::to_string(type.id);
    const std::string taken_by = TakenBy(page, type.id);
    AddOption(*picker, id, OptionText(type, taken_by), id == chosen,
              !taken_by.empty() && id != chosen);
    is_offered = is_offered || id == chosen;
  }
  if (!is_offered) {
    AddOption(*picker, chosen, "Event type " + chosen + ", which Cal.com does not offer", true,
              false);
  }
}

void ShowChoice(ctemplate::TemplateDictionary& values, const AdminEventTypePage& page) {
  if (page.offer.state == domain::OfferState::kKnown) {
    values.ShowSection(kaet_PICKER);
    ShowPicker(values, page);
    return;
  }
  values.SetValue(kaet_OFFER_TEXT, Text(WordsOf(page.offer.state).title));
  values.SetValue(kaet_CAL_EVENT_TYPE_ID, page.form.cal_event_type_id);
  values.ShowSection(kaet_NUMBER);
}

void ShowRules(ctemplate::TemplateDictionary& values, const EventTypeForm& form) {
  values.SetValue(kaet_CANCEL_NOTICE, form.cancel_notice_minutes);
  values.SetValue(kaet_RESCHEDULE_NOTICE, form.reschedule_notice_minutes);
  values.SetValue(kaet_MAX_MOVES, form.max_moves);
  values.SetValue(kaet_MAX_OPEN_BOOKINGS, form.max_open_bookings);
  const auto choose = [&](const char* rule, const ctemplate::TemplateString& section) {
    if (form.reason_rule == rule) {
      values.ShowSection(section);
    }
  };
  choose("optional", kaet_REASON_OPTIONAL);
  choose("required", kaet_REASON_REQUIRED);
  choose("off", kaet_REASON_OFF);
}

void ShowBoxes(ctemplate::TemplateDictionary& values, const EventTypeForm& form) {
  const auto check = [&values](bool is_set, const ctemplate::TemplateString& section) {
    if (is_set) {
      values.ShowSection(section);
    }
  };
  check(form.allow_prospect, kaet_ALLOW_PROSPECT);
  check(form.allow_customer, kaet_ALLOW_CUSTOMER);
  check(form.allow_staff, kaet_ALLOW_STAFF);
  check(form.is_enabled, kaet_IS_ENABLED);
}

std::string TitleOf(const AdminEventTypePage& page) {
  if (!page.is_new) {
    return "Change " + page.form.purpose;
  }
  const std::string title = NewEventTypeForm(page.form.purpose).title;
  return title.empty() ? "A new purpose" : "Set up “" + title + "”";
}

void ShowForm(ctemplate::TemplateDictionary& values, const AdminEventTypePage& page) {
  const EventTypeForm& form = page.form;
  values.SetValue(kaet_FORM_TITLE, TitleOf(page));
  values.ShowSection(page.is_new ? kaet_NEW_PURPOSE : kaet_KNOWN_PURPOSE);
  values.SetValue(kaet_VERSION, form.version);
  values.SetValue(kaet_PURPOSE, form.purpose);
  values.SetValue(kaet_TITLE, form.title);
  values.SetValue(kaet_DESCRIPTION, form.description);
  values.SetValue(kaet_POSITION, form.position);
  ShowBoxes(values, form);
  ShowRules(values, form);
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
               {"position", kaet_POSITION_ERROR},
               {"cancel_notice_minutes", kaet_CANCEL_NOTICE_ERROR},
               {"reschedule_notice_minutes", kaet_RESCHEDULE_NOTICE_ERROR},
               {"max_moves", kaet_MAX_MOVES_ERROR},
               {"max_open_bookings", kaet_MAX_OPEN_BOOKINGS_ERROR},
               {"reason_rule", kaet_REASON_RULE_ERROR}});
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
  form.cancel_notice_minutes = Minutes(type.rules.cancel_notice);
  form.reschedule_notice_minutes = Minutes(type.rules.reschedule_notice);
  form.max_moves = Count(type.rules.max_moves);
  form.max_open_bookings = Count(type.rules.max_open_bookings);
  form.reason_rule = type.rules.reason ? ToString(*type.rules.reason) : "";
  return form;
}

EventTypeForm NewEventTypeForm(const std::string& purpose) {
  struct BuiltIn {
    const char* purpose;
    const char* title;
    bool is_for_prospects;
    const char* position;
  };
  constexpr std::array<BuiltIn, 3> kBuiltIn = {{{"intro_call", "Intro call", true, "1"},
                                                {"demo", "Demo", true, "2"},
                                                {"support", "Support", false, "3"}}};
  EventTypeForm form;
  form.position = "10";
  form.allow_customer = form.is_enabled = true;
  for (const BuiltIn& built_in : kBuiltIn) {
    if (purpose == built_in.purpose) {
      form.purpose = purpose;
      form.title = built_in.title;
      form.allow_prospect = built_in.is_for_prospects;
      form.position = built_in.position;
    }
  }
  return form;
}

std::vector<Difference> DifferencesOf(const EventTypeForm& yours, const EventTypeForm& saved) {
  return DifferencesOf(
      {{"Title", yours.title, saved.title},
       {"Description", yours.description, saved.description},
       {"Event type at Cal.com", yours.cal_event_type_id, saved.cal_event_type_id},
       {"Open to prospects", YesOrNo(yours.allow_prospect), YesOrNo(saved.allow_prospect)},
       {"Open to customers", YesOrNo(yours.allow_customer), YesOrNo(saved.allow_customer)},
       {"Open to staff", YesOrNo(yours.allow_staff), YesOrNo(saved.allow_staff)},
       {"Open for booking", YesOrNo(yours.is_enabled), YesOrNo(saved.is_enabled)},
       {"Place in the list", yours.position, saved.position},
       {"Cancel at the latest", yours.cancel_notice_minutes, saved.cancel_notice_minutes},
       {"Move at the latest", yours.reschedule_notice_minutes, saved.reschedule_notice_minutes},
       {"Moves per booking", yours.max_moves, saved.max_moves},
       {"Open bookings per person", yours.max_open_bookings, saved.max_open_bookings},
       {"Ask why", yours.reason_rule, saved.reason_rule}});
}

std::string Render(const Renderer& renderer, const AdminEventTypePage& page) {
  const PageFrame frame{"admin_event_type.tpl", TitleOf(page), Place::kAdminEventTypes};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    ShowForm(values, page);
    ShowChoice(values, page);
    ShowDifferences(values, kaet_DIFFERENCES, page.differences);
    ShowProblems(values, page.problem);
  });
}

}  // namespace nexcyte::views
