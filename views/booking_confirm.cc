#include "views/booking_confirm.h"

#include "domain/time_zone.h"
#include "views/booking_confirm.tpl.varnames.h"
#include "views/problem_summary.h"
#include "views/template_values.h"
#include "views/when.h"
#include "views/when_card.h"

namespace nexcyte::views {

std::string Render(const Renderer& renderer, const BookingConfirmPage& page) {
  const PageFrame frame{"booking_confirm.tpl", "Confirm your booking", Place::kSchedule};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    const domain::Reservation& held = page.reservation;
    values.SetValue(kbc_RESERVATION, held.id.str());
    values.SetValue(kbc_EXPIRES, MachineTime(held.expires_at));
    values.SetValue(
        kbc_EXPIRES_LOCAL,
        domain::FormatLocalTime(held.expires_at, page.clock.time_zone, page.clock.hour_cycle));
    values.SetValue(kbc_IDEMPOTENCY_KEY, page.idempotency_key);
    values.SetValue(kbc_NOTES, page.notes);
    values.ShowSection(page.type.needs_approval ? kbc_APPROVAL : kbc_DIRECT);
    ShowWhen(values, kbc_WHEN, {page.type.title, held.time, page.clock});
    ShowProblem(values, kbc_PROBLEM, page.problem, {{"notes", kbc_NOTES_ERROR}});
  });
}

}  // namespace nexcyte::views
