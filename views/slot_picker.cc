#include "views/slot_picker.h"

#include <algorithm>
#include <utility>

#include "domain/time_zone.h"
#include "views/slot_picker.tpl.varnames.h"
#include "views/template_values.h"
#include "views/when.h"
#include "views/when_card.h"
#include "views/zone_options.h"

namespace nexcyte::views {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

days LengthOf(SlotView view) { return view == SlotView::kWeek ? days{7} : days{28}; }

std::string PathOf(const SlotPickerPage& page) {
  const std::string base = "/t/" + page.layout.tenant_slug;
  return page.moving ? base + BookingPath(page.desk, page.moving->id) + "/reschedule"
                     : base + SlotsPath(page.desk, page.type.purpose);
}

std::string DayAndMonth(year_month_day day) {
  const DayWords words = WordsOf(day);
  return words.day + " " + words.month;
}

// `23 – 29 Nov 2026`, `30 Nov – 6 Dec 2026`
std::string RangeOf(year_month_day first, year_month_day last) {
  const std::string start = first.month() == last.month() ? WordsOf(first).day : DayAndMonth(first);
  return start + " – " + DayAndMonth(last) + " " + std::to_string(int{last.year()});
}

Place PlaceOf(const SlotPickerPage& page) {
  return page.moving || page.desk.is_staff ? PlaceOf(page.desk) : Place::kSchedule;
}

void ShowHeading(ctemplate::TemplateDictionary& values, const SlotPickerPage& page) {
  const std::string base = "/t/" + page.layout.tenant_slug;
  values.SetValue(ksp_PATH, PathOf(page));
  values.SetValue(ksp_LENGTH, Length(page.type.length));
  if (page.type.needs_approval) {
    values.ShowSection(ksp_APPROVAL);
  }
  if (page.desk.is_staff) {
    values.SetValueAndShowSection(ksp_ATTENDEE, page.desk.attendee.name, ksp_FOR);
  }
  if (page.moving) {
    values.SetValue(ksp_HEADING, "Choose another time");
    values.SetValue(ksp_BACK_PATH, base + BookingPath(page.desk, page.moving->id));
    values.SetValue(ksp_BACK_LABEL, "Back to the booking");
    ShowWhen(values, ksp_CURRENT,
             {page.moving->title, page.moving->time, page.clock, "Booked now"});
    return;
  }
  values.SetValue(ksp_HEADING, page.type.title);
  values.SetValue(ksp_BACK_PATH, base + PurposesPath(page.desk));
  values.SetValue(ksp_BACK_LABEL, "All appointments");
  if (!page.type.description.empty()) {
    values.SetValueAndShowSection(ksp_DESCRIPTION, page.type.description, ksp_DESCRIBED);
  }
}

void ShowRange(ctemplate::TemplateDictionary& values, const SlotPickerPage& page) {
  const sys_days first{page.from};
  const days length = LengthOf(page.view);
  const bool is_week = page.view == SlotView::kWeek;
  const sys_days today{domain::LocalDay(page.now, page.clock.time_zone)};
  values.SetValue(ksp_FROM, domain::FormatDay(page.from));
  values.SetValue(ksp_VIEW, is_week ? "week" : "month");
  values.ShowSection(is_week ? ksp_IS_WEEK : ksp_IS_MONTH);
  values.SetValue(ksp_RANGE, RangeOf(page.from, first + length - days{1}));
  values.SetValue(ksp_NEXT_FROM, domain::FormatDay(first + length));
  if (first > today) {
    values.SetValueAndShowSection(ksp_PREVIOUS_FROM,
                                  domain::FormatDay(std::max(today, first - length)), ksp_PREVIOUS);
  }
}

void ShowZone(ctemplate::TemplateDictionary& values, const SlotPickerPage& page) {
  values.SetValue(ksp_ZONE, page.clock.time_zone);
  values.SetValue(ksp_OFFSET,
                  domain::FormatOffset(domain::StartOfDay(page.from, page.clock.time_zone),
                                       page.clock.time_zone));
  ShowZones(values, ksp_ZONES, page.clock.time_zone);
}

// Where the clock is set back, two times of a day read alike: then both carry their offset.
std::vector<std::string> Labels(const std::vector<domain::Slot>& slots, const LocalClock& clock) {
  std::vector<std::string> labels;
  labels.reserve(slots.size());
  for (const domain::Slot& slot : slots) {
    labels.push_back(domain::FormatLocalTime(slot.start, clock.time_zone, clock.hour_cycle));
  }
  std::vector<std::string> result = labels;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (std::count(labels.begin(), labels.end(), labels[i]) > 1) {
      result[i] += " (" + domain::FormatOffset(slots[i].start, clock.time_zone) + ")";
    }
  }
  return result;
}

void AddSlots(ctemplate::TemplateDictionary& day, const std::vector<domain::Slot>& slots,
              const LocalClock& clock) {
  auto* free = day.AddSectionDictionary(ksp_FREE);
  const std::string date = domain::FormatLocalDate(slots.front().start, clock.time_zone);
  const std::vector<std::string> labels = Labels(slots, clock);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    auto* slot = free->AddSectionDictionary(ksp_SLOT);
    slot->SetValue(ksp_START, domain::FormatRfc3339(slots[i].start));
    slot->SetValue(ksp_TIME, labels[i]);
    slot->SetValue(ksp_LONG_DATE, date);
  }
}

void AddDay(ctemplate::TemplateDictionary& some, const SlotPickerPage& page, year_month_day date,
            bool is_first_free) {
  const auto found = page.days.find(domain::FormatDay(date));
  const bool is_free = found != page.days.end() && !found->second.empty();
  // Four weeks of columns would be mostly empty: that view lists the days that have something.
  if (!is_free && page.view == SlotView::kMonth) {
    return;
  }
  auto* day = some.AddSectionDictionary(ksp_DAY);
  day->SetValue(ksp_DATE, domain::FormatDay(date));
  day->SetValue(ksp_WEEKDAY, WordsOf(date).weekday);
  day->SetValue(ksp_DAY_AND_MONTH, DayAndMonth(date));
  if (!is_free) {
    day->SetValue(ksp_COUNT, "none free");
    day->ShowSection(ksp_FULL);
    return;
  }
  day->SetValue(ksp_COUNT, std::to_string(found->second.size()) + " free");
  if (is_first_free) {
    day->ShowSection(ksp_FIRST_FREE);
  }
  AddSlots(*day, found->second, page.clock);
}

void ShowDays(ctemplate::TemplateDictionary& values, const SlotPickerPage& page) {
  const auto first_free = std::find_if(page.days.begin(), page.days.end(),
                                       [](const auto& day) { return !day.second.empty(); });
  if (first_free == page.days.end()) {
    values.SetValueAndShowSection(
        ksp_RANGE_WORDS, page.view == SlotView::kWeek ? "in this week" : "in these four weeks",
        ksp_EMPTY);
    return;
  }
  auto* some = values.AddSectionDictionary(ksp_SOME);
  some->ShowSection(page.moving || page.desk.is_staff ? ksp_MOVING : ksp_HOLDING);
  some->SetValue(ksp_DAYS_CLASS, page.view == SlotView::kWeek ? "week" : "month");
  for (days offset{0}; offset < LengthOf(page.view); ++offset) {
    const year_month_day date{sys_days{page.from} + offset};
    AddDay(*some, page, date, domain::FormatDay(date) == first_free->first);
  }
}

}  // namespace

std::optional<SlotView> ParseSlotView(std::string_view text) {
  if (text == "week") {
    return SlotView::kWeek;
  }
  return text == "month" ? std::optional(SlotView::kMonth) : std::nullopt;
}

domain::TimeRange ShownRange(year_month_day from, SlotView view, std::string_view time_zone) {
  return {domain::StartOfDay(from, time_zone),
          domain::StartOfDay(sys_days{from} + LengthOf(view), time_zone)};
}

std::string Render(const Renderer& renderer, const SlotPickerPage& page) {
  const PageFrame frame{"slot_picker.tpl", page.moving ? "Choose another time" : page.type.title,
                        PlaceOf(page)};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    ShowHeading(values, page);
    ShowRange(values, page);
    ShowZone(values, page);
    ShowDays(values, page);
  });
}

}  // namespace nexcyte::views
