#include "views/setup_checklist.h"

#include <string>
#include <vector>

#include "views/offer_words.h"
#include "views/setup_checklist.tpl.varnames.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

enum class CheckState { kDone, kNote, kToDo };

struct Check {
  CheckState state = CheckState::kDone;
  std::string what;
  std::string text;
  const ctemplate::StaticTemplateString* link = nullptr;  // the section of the way to it
};

Check CalendarCheck(const domain::SetupState& state) {
  if (state.calendar == domain::OfferState::kKnown) {
    return {CheckState::kDone, "Cal.com answers", "Organisation: " + state.organization + "."};
  }
  const OfferWords words = WordsOf(state.calendar);
  const bool is_missing = state.calendar == domain::OfferState::kNoOrganization;
  return {CheckState::kToDo, std::string(words.title),
          is_missing ? "It is the last part of your address at Cal.com." : std::string(words.text),
          is_missing ? &ksc_TO_ORGANIZATION : nullptr};
}

Check PurposeCheck(const domain::SetupState& state) {
  if (state.open == 0) {
    return {CheckState::kToDo, "Nothing can be booked yet",
            "Say which event types of Cal.com people may book.", &ksc_TO_TYPES};
  }
  return {CheckState::kDone,
          std::to_string(state.open) + " of " + std::to_string(state.mapped) +
              (state.mapped == 1 ? " purpose is open" : " purposes are open"),
          "", &ksc_TO_TYPES};
}

Check MailsCheck(const domain::SetupState& state) {
  if (!state.mailing.empty()) {
    std::string titles;
    for (const std::string& title : state.mailing) {
      titles += (titles.empty() ? "" : ", ") + title;
    }
    return {CheckState::kToDo, "Cal.com sends its own mails",
            "People would be told everything twice. This is about: " + titles + ".", &ksc_TO_TYPES};
  }
  const bool is_alias = state.address == domain::AttendeeAddress::kAlias;
  return {
      CheckState::kDone,
      is_alias ? "No mail of Cal.com can reach people" : "Cal.com’s own mails to people are off",
      is_alias ? "It is given an alias per booking." : ""};
}

Check SenderCheck(const domain::SetupState& state) {
  if (!state.mail_pause.empty()) {
    return {CheckState::kToDo, "Mails wait: the mail service refuses the portal",
            "They leave by themselves once that is put right. Ask the operator of your portal.",
            &ksc_TO_MESSAGES};
  }
  if (!state.sender_fits) {
    return {CheckState::kToDo, "The sender of your mails is not set up",
            "Mail cannot be sent as " + state.sender + ".", &ksc_TO_SENDER};
  }
  return {CheckState::kDone,
          state.sender.empty() ? "Mails leave under an address of the portal"
                               : "Mails leave as " + state.sender,
          ""};
}

Check DispatcherCheck(const domain::SetupState& state, domain::Timestamp now,
                      const LocalClock& clock) {
  const auto& last = state.signs.dispatched_at;
  if (!last || now - *last > domain::kDispatcherSilence) {
    return {CheckState::kToDo, "Messages are not being sent out",
            (last ? "They were last sent out on " + DateAndTime(*last, clock) + ". "
                  : std::string("They never were yet. ")) +
                "Ask the operator of your portal.",
            &ksc_TO_MESSAGES};
  }
  return {CheckState::kDone, "Messages are being sent out",
          "Last: " + DateAndTime(*last, clock) + "."};
}

// Silence may only mean that nothing happened there.
Check WebhookCheck(const domain::SetupState& state, const LocalClock& clock) {
  if (!state.signs.webhook_at) {
    return {CheckState::kNote, "Cal.com has not reported anything yet",
            "It does with your first booking. Until then, changes that your people make in Cal.com "
            "show up here within the hour."};
  }
  return {CheckState::kDone, "Cal.com reports changes at once",
          "Last: " + DateAndTime(*state.signs.webhook_at, clock) + "."};
}

Check SwitchCheck(const domain::SetupState& state) {
  if (state.is_enabled) {
    return {CheckState::kDone, "Booking is open", ""};
  }
  return {CheckState::kToDo, "Booking is closed", "Nobody can book until you open it.",
          &ksc_TO_SWITCH};
}

void AddCheck(ctemplate::TemplateDictionary& values, const Check& check) {
  auto* item = values.AddSectionDictionary(ksc_CHECK);
  const bool is_done = check.state == CheckState::kDone;
  const bool is_note = check.state == CheckState::kNote;
  item->SetValue(ksc_CHECK_CLASS, is_done ? "good" : is_note ? "wait" : "bad");
  item->SetValue(ksc_CHECK_STATE, is_done ? "Done" : is_note ? "Note" : "To do");
  item->SetValue(ksc_CHECK_WHAT, check.what);
  if (!check.text.empty()) {
    auto* more = item->AddSectionDictionary(ksc_CHECK_MORE);
    more->SetValue(ksc_CHECK_TEXT, check.text);
    if (check.link != nullptr) {
      more->ShowSection(*check.link);
    }
  }
}

}  // namespace

void ShowSetup(ctemplate::TemplateDictionary& values, const ctemplate::TemplateString& include,
               const domain::SetupState& state, domain::Timestamp now, const LocalClock& clock) {
  const std::vector<Check> checks{CalendarCheck(state),      PurposeCheck(state),
                                  MailsCheck(state),         SenderCheck(state),
                                  SwitchCheck(state),        DispatcherCheck(state, now, clock),
                                  WebhookCheck(state, clock)};
  auto* list = values.AddIncludeDictionary(include);
  list->SetFilename("setup_checklist.tpl");
  int open = 0;
  for (const Check& check : checks) {
    AddCheck(*list, check);
    open += check.state == CheckState::kToDo ? 1 : 0;
  }
  list->SetValue(ksc_SUM_CLASS, open == 0 ? "good" : "bad");
  list->SetValue(ksc_SUM, open == 0 ? "All set" : std::to_string(open) + " to do");
}

}  // namespace nexcyte::views
