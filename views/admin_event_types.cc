#include "views/admin_event_types.h"

#include <algorithm>

#include "domain/conformity.h"
#include "views/admin_event_type.h"
#include "views/admin_event_types.tpl.varnames.h"
#include "views/offer_words.h"
#include "views/template_values.h"
#include "views/type_problem_words.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

std::string KindsOf(const domain::EventType& type) {
  std::string kinds;
  for (const domain::AccountKind kind : type.allow_kinds) {
    kinds += kinds.empty() ? "for " : ", ";
    kinds += domain::ToString(kind);
  }
  return kinds.empty() ? "for nobody" : kinds;
}

std::string SeenOf(const domain::EventType& type) {
  std::string seen = type.seen_title;
  for (const std::string& part : {type.seen_hosts, type.seen_team}) {
    seen += part.empty() ? "" : " · " + part;
  }
  return seen;
}

void AddProblem(ctemplate::TemplateDictionary& list, domain::TypeProblem problem,
                domain::AttendeeAddress address) {
  auto* item = list.AddSectionDictionary(kaet_PROBLEM);
  const domain::Gravity gravity = domain::GravityOf(problem, address);
  const bool is_note = gravity == domain::Gravity::kNote;
  item->SetValue(kaet_GRAVITY, is_note ? "Note" : "To do");
  item->SetValue(kaet_GRAVITY_CLASS, is_note ? "wait" : "bad");
  const ProblemWords words = WordsOf(problem);
  item->SetValue(kaet_WHAT, Text(words.what));
  item->SetValue(kaet_TO_DO, Text(words.to_do));
}

void ShowProblems(ctemplate::TemplateDictionary& row, const domain::EventType& type,
                  domain::AttendeeAddress address) {
  if (type.problems.empty()) {
    row.ShowSection(kaet_FINE);
    return;
  }
  auto* list = row.AddSectionDictionary(kaet_PROBLEMS);
  for (const domain::TypeProblem problem : type.problems) {
    AddProblem(*list, problem, address);
  }
}

void AddType(ctemplate::TemplateDictionary& list, const domain::EventType& type,
             domain::AttendeeAddress address) {
  auto* row = list.AddSectionDictionary(kaet_TYPE);
  row->SetValue(kaet_SLUG, type.purpose);
  row->SetValue(kaet_TYPE_TITLE, type.title);
  row->SetValue(kaet_LENGTH, Length(type.length));
  row->SetValue(kaet_KINDS, KindsOf(type));
  row->SetValue(kaet_STATE, type.is_enabled ? "Open" : "Closed");
  row->SetValue(kaet_STATE_CLASS, type.is_enabled ? "good" : "quiet");
  if (type.rules != domain::RuleOverrides()) {
    row->ShowSection(kaet_OWN_RULES);
  }
  if (type.seen_at) {
    row->SetValueAndShowSection(kaet_SEEN_TEXT, SeenOf(type), kaet_SEEN);
    ShowProblems(*row, type, address);
  } else {
    row->SetValueAndShowSection(kaet_CAL_ID, std::to_string(type.cal_id), kaet_UNSEEN);
    if (!type.problems.empty()) {
      ShowProblems(*row, type, address);
    }
  }
}

void ShowTypes(ctemplate::TemplateDictionary& values, const AdminEventTypesPage& page) {
  if (page.types.empty()) {
    values.ShowSection(kaet_EMPTY);
    return;
  }
  auto* list = values.AddSectionDictionary(kaet_SOME);
  for (const domain::EventType& type : page.types) {
    AddType(*list, type, page.attendee_address);
  }
}

// The purposes that most have and this tenant does not have yet.
void ShowSuggestions(ctemplate::TemplateDictionary& values, const AdminEventTypesPage& page) {
  values.SetValue(kaet_MORE_TITLE, page.types.empty() ? "Choose a purpose" : "Add a purpose");
  for (const char* purpose : {"intro_call", "demo", "support"}) {
    if (std::ranges::count(page.types, purpose, &domain::EventType::purpose) == 0) {
      auto* suggestion = values.AddSectionDictionary(kaet_SUGGESTION);
      suggestion->SetValue(kaet_SUGGESTED_SLUG, purpose);
      suggestion->SetValue(kaet_SUGGESTED_TITLE, NewEventTypeForm(purpose).title);
    }
  }
}

void ShowOffer(ctemplate::TemplateDictionary& values, domain::OfferState offer) {
  if (offer == domain::OfferState::kKnown) {
    return;
  }
  const OfferWords words = WordsOf(offer);
  auto* notice = values.AddSectionDictionary(kaet_OFFER_NOTICE);
  notice->SetValue(kaet_OFFER_TITLE, Text(words.title));
  notice->SetValue(kaet_OFFER_TEXT, Text(words.text));
  if (offer == domain::OfferState::kNoOrganization) {
    notice->ShowSection(kaet_TO_SETTINGS);
  }
}

}  // namespace

std::string Render(const Renderer& renderer, const AdminEventTypesPage& page) {
  const PageFrame frame{"admin_event_types.tpl", "Event types", Place::kAdminEventTypes};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    ShowOffer(values, page.offer);
    ShowTypes(values, page);
    ShowSuggestions(values, page);
  });
}

}  // namespace nexcyte::views
