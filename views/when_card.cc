#include "views/when_card.h"

#include "domain/time_zone.h"
#include "views/template_values.h"
#include "views/when.h"
#include "views/when_card.tpl.varnames.h"

namespace nexcyte::views {

void ShowWhen(ctemplate::TemplateDictionary& values, const ctemplate::TemplateString& include,
              const WhenCard& card) {
  auto* when = values.AddIncludeDictionary(include);
  when->SetFilename("when_card.tpl");
  const std::string& zone = card.clock.time_zone;
  const DayWords day = WordsOf(domain::LocalDay(card.time.start, zone));
  when->SetValue(kwc_MONTH, day.month);
  when->SetValue(kwc_DAY, day.day);
  when->SetValue(kwc_WEEKDAY, day.weekday);
  when->SetValue(kwc_START, MachineTime(card.time.start));
  when->SetValue(kwc_LONG_DATE, domain::FormatLocalDate(card.time.start, zone));
  when->SetValue(kwc_TIMES, Times(card.time, card.clock));
  when->SetValue(kwc_LENGTH,
                 Length(std::chrono::floor<std::chrono::minutes>(card.time.end - card.time.start)));
  when->SetValue(kwc_ZONE, zone);
  when->SetValue(kwc_OFFSET, domain::FormatOffset(card.time.start, zone));
  if (!card.what.empty()) {
    when->SetValueAndShowSection(kwc_WHAT, Text(card.what), kwc_NAMED);
  }
  if (!card.label.empty()) {
    when->SetValueAndShowSection(kwc_LABEL_TEXT, Text(card.label), kwc_LABEL);
  }
  if (card.crossed) {
    when->ShowSection(kwc_CROSSED);
  }
}

}  // namespace nexcyte::views
