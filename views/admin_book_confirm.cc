#include "views/admin_book_confirm.h"

#include <algorithm>

#include "views/admin_book_confirm.tpl.varnames.h"
#include "views/problem_summary.h"
#include "views/template_values.h"
#include "views/when_card.h"

namespace nexcyte::views {
namespace {

bool AsksReason(const AdminBookConfirmPage& page) {
  return !page.reason.empty() ||
         std::ranges::any_of(page.problem.fields, [](const domain::FieldError& error) {
           return error.field == "reason";
         });
}

}  // namespace

std::string Render(const Renderer& renderer, const AdminBookConfirmPage& page) {
  const PageFrame frame{"admin_book_confirm.tpl", "Book this?", Place::kAdminBookings};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    values.SetValue(kabc_PATH,
                    "/t/" + page.layout.tenant_slug + SlotsPath(page.desk, page.type.purpose));
    values.SetValue(kabc_ATTENDEE, page.desk.attendee.name);
    values.SetValue(kabc_EMAIL, page.desk.attendee.email);
    values.SetValue(kabc_IDEMPOTENCY_KEY, page.idempotency_key);
    values.SetValue(kabc_START, domain::FormatRfc3339(page.start));
    values.SetValue(kabc_NOTES, page.notes);
    const domain::TimeRange time{page.start, page.start + page.type.length};
    ShowWhen(values, kabc_WHEN, {page.type.title, time, page.clock});
    if (page.their_clock.time_zone != page.clock.time_zone) {
      ShowWhen(values, kabc_THEIR_WHEN, {{}, time, page.their_clock, "On their clock"});
    }
    auto* asked = AsksReason(page) ? values.AddSectionDictionary(kabc_ASKS_REASON) : nullptr;
    if (asked != nullptr) {
      asked->SetValue(kabc_REASON, page.reason);
    }
    ShowProblem(values, kabc_PROBLEM, page.problem,
                {{"notes", kabc_NOTES_ERROR}, {"reason", kabc_REASON_ERROR}});
  });
}

}  // namespace nexcyte::views
