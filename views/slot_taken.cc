#include "views/slot_taken.h"

#include "domain/time_zone.h"
#include "views/reasons.h"
#include "views/slot_taken.tpl.varnames.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

void ShowChoices(ctemplate::TemplateDictionary& values, const SlotTakenPage& page) {
  auto* some = values.AddSectionDictionary(kst_SOME);
  some->SetValue(kst_IDEMPOTENCY_KEY, page.idempotency_key);
  some->SetValue(kst_PURPOSE_TITLE, page.type.title);
  some->SetValue(kst_ZONE, page.clock.time_zone);
  some->SetValue(kst_OFFSET,
                 domain::FormatOffset(page.next_free.front().start, page.clock.time_zone));
  some->SetValue(kst_TYPED, page.typed);
  some->ShowSection(page.moving ? kst_MOVING : kst_BOOKING);
  for (const domain::Slot& slot : page.next_free) {
    auto* choice = some->AddSectionDictionary(kst_SLOT);
    choice->SetValue(kst_START, domain::FormatRfc3339(slot.start));
    choice->SetValue(kst_SLOT_LOCAL, DateAndTime(slot.start, page.clock));
  }
}

}  // namespace

std::string Render(const Renderer& renderer, const SlotTakenPage& page) {
  const ReasonText& text = TextOf(page.reason, domain::ErrorCode::kConflict);
  const PageFrame frame{"slot_taken.tpl", std::string(text.title),
                        page.moving || page.desk.is_staff ? PlaceOf(page.desk) : Place::kSchedule};
  return RenderInLayout(renderer, page.layout, frame, [&page, &text](auto& values) {
    const std::string base = "/t/" + page.layout.tenant_slug;
    values.SetValue(kst_PATH, page.moving
                                  ? base + BookingPath(page.desk, *page.moving) + "/reschedule"
                                  : base + SlotsPath(page.desk, page.type.purpose));
    values.SetValue(kst_TITLE, Text(text.title));
    values.SetValue(kst_SENTENCE, Text(text.sentence));
    if (page.wanted) {
      values.SetValue(kst_WANTED_START, domain::FormatRfc3339(*page.wanted));
      values.SetValueAndShowSection(kst_WANTED_LOCAL, DateAndTime(*page.wanted, page.clock),
                                    kst_WANTED);
    }
    if (!page.next_free.empty()) {
      ShowChoices(values, page);
    }
  });
}

}  // namespace nexcyte::views
