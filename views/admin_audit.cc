#include "views/admin_audit.h"

#include "domain/time.h"
#include "views/admin_audit.tpl.varnames.h"
#include "views/audit_words.h"
#include "views/csv.h"
#include "views/problem_summary.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

void ShowFilter(ctemplate::TemplateDictionary& values, const domain::AuditFilter& filter,
                const FormProblem& problem) {
  values.SetValue(kaa_FROM_TYPE, Text(DayInputType(problem, "from")));
  values.SetValue(kaa_TO_TYPE, Text(DayInputType(problem, "to")));
  values.SetValue(kaa_PERSON, filter.person);
  values.SetValue(kaa_FROM, filter.from);
  values.SetValue(kaa_TO, filter.to);
  values.SetValue(kaa_CHOSEN, filter.action);
  for (const AuditAction& action : AuditActions()) {
    auto* choice = values.AddSectionDictionary(kaa_CHOICE);
    choice->SetValue(kaa_WORD, Text(action.word));
    choice->SetValue(kaa_LABEL, Text(action.label));
    if (action.word == filter.action) {
      choice->ShowSection(kaa_SELECTED);
    }
  }
  if (!(filter.person + filter.action + filter.from + filter.to).empty()) {
    values.ShowSection(kaa_FILTERED);
  }
}

void AddChange(ctemplate::TemplateDictionary& changes, const AuditDetail& detail) {
  auto* change = changes.AddSectionDictionary(kaa_CHANGE);
  change->SetValue(kaa_WHAT, detail.what);
  if (!detail.before.empty()) {
    change->SetValueAndShowSection(kaa_BEFORE, detail.before, kaa_WAS);
  }
  if (detail.after.empty()) {
    change->ShowSection(kaa_IS_EMPTY);
  } else {
    change->SetValueAndShowSection(kaa_AFTER, detail.after, kaa_IS);
  }
}

// A booking that is still there leads to its page.
void ShowSubject(ctemplate::TemplateDictionary& item, const domain::AuditRow& row) {
  const std::string words = SubjectWords(row);
  if (words.empty()) {
    return;
  }
  auto* subject = item.AddSectionDictionary(kaa_SUBJECT);
  subject->SetValue(kaa_SUBJECT_TEXT, words);
  if (row.entry.action.starts_with("booking.") && !row.subject_name.empty()) {
    subject->SetValueAndShowSection(kaa_BOOKING_ID, row.entry.subject, kaa_IS_BOOKING);
  }
}

void AddRow(ctemplate::TemplateDictionary& list, const domain::AuditRow& row,
            const LocalClock& clock) {
  auto* item = list.AddSectionDictionary(kaa_ROW);
  item->SetValue(kaa_ACTION, ActionWords(row.entry.action));
  item->SetValue(kaa_ACTOR, ActorWords(row));
  item->SetValue(kaa_TIME, MachineTime(row.at));
  item->SetValue(kaa_TIME_WORDS, DateAndTime(row.at, clock));
  ShowSubject(*item, row);
  const std::vector<AuditDetail> details = AuditDetails(row.entry.details);
  if (details.empty()) {
    return;
  }
  auto* changes = item->AddSectionDictionary(kaa_CHANGES);
  for (const AuditDetail& detail : details) {
    AddChange(*changes, detail);
  }
}

void ShowList(ctemplate::TemplateDictionary& values, const AdminAuditPage& page) {
  if (page.page.rows.empty()) {
    values.ShowSection(kaa_EMPTY);
    return;
  }
  auto* some = values.AddSectionDictionary(kaa_SOME);
  for (const domain::AuditRow& row : page.page.rows) {
    AddRow(*some, row, page.clock);
  }
  some->SetValue(kaa_MOST, std::to_string(domain::kMostAuditExported));
  some->SetValue(kaa_ZONE, page.clock.time_zone);
  if (!page.page.next_cursor.empty()) {
    some->SetValueAndShowSection(kaa_CURSOR, page.page.next_cursor, kaa_MORE);
  }
}

// `Role: member; Account kind: prospect`
std::string Joined(const std::vector<AuditDetail>& details, std::string AuditDetail::*which) {
  std::string text;
  for (const AuditDetail& detail : details) {
    if (!(detail.*which).empty()) {
      text += (text.empty() ? "" : "; ") + detail.what + ": " + detail.*which;
    }
  }
  return text;
}

}  // namespace

std::string Render(const Renderer& renderer, const AdminAuditPage& page) {
  const PageFrame frame{"admin_audit.tpl", "Audit log", Place::kAdminAudit};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    ShowFilter(values, page.filter, page.problem);
    ShowProblem(values, kaa_PROBLEM, page.problem,
                {{"person", kaa_PERSON_ERROR}, {"from", kaa_FROM_ERROR}, {"to", kaa_TO_ERROR}});
    ShowList(values, page);
  });
}

std::string AuditCsv(const std::vector<domain::AuditRow>& rows) {
  Csv csv({"When (UTC)", "Who", "E-mail", "Role", "What", "About", "Before", "After"});
  for (const domain::AuditRow& row : rows) {
    const std::vector<AuditDetail> details = AuditDetails(row.entry.details);
    csv.Add({domain::FormatRfc3339(row.at), ActorWords(row), row.actor_email, row.actor_role,
             ActionWords(row.entry.action), SubjectWords(row),
             Joined(details, &AuditDetail::before), Joined(details, &AuditDetail::after)});
  }
  return csv.Take();
}

}  // namespace nexcyte::views
