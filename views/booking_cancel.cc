#include "views/booking_cancel.h"

#include "views/booking_cancel.tpl.varnames.h"
#include "views/problem_summary.h"
#include "views/template_values.h"
#include "views/when_card.h"

namespace nexcyte::views {

std::string Render(const Renderer& renderer, const BookingCancelPage& page) {
  const PageFrame frame{"booking_cancel.tpl", "Cancel this booking?", PlaceOf(page.desk)};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    values.SetValue(kbc_PATH, BookingPath(page.desk, page.booking.id));
    values.ShowSection(page.desk.limit.empty() ? kbc_FREELY : kbc_LIMITED);
    if (page.desk.is_staff) {
      values.SetValueAndShowSection(kbc_ATTENDEE, page.booking.attendee_name, kbc_FOR);
    }
    values.SetValue(kbc_IDEMPOTENCY_KEY, page.idempotency_key);
    values.SetValue(kbc_REASON, page.reason);
    ShowWhen(values, kbc_WHEN, {page.booking.title, page.booking.time, page.clock});
    ShowProblem(values, kbc_PROBLEM, page.problem, {{"reason", kbc_REASON_ERROR}});
  });
}

}  // namespace nexcyte::views
