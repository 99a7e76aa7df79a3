#include "views/booking_cancel.h"

#include "views/booking_cancel.tpl.varnames.h"
#include "views/problem_summary.h"
#include "views/reason_field.h"
#include "views/reason_field.tpl.varnames.h"
#include "views/template_values.h"
#include "views/when_card.h"

namespace nexcyte::views {
namespace {

constexpr char kBeyond[] =
    "It is too late for members to cancel this themselves. You may, with a reason.";

}  // namespace

std::string Render(const Renderer& renderer, const BookingCancelPage& page) {
  const PageFrame frame{"booking_cancel.tpl", "Cancel this booking?", PlaceOf(page.desk)};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    values.SetValue(kbc_PATH, BookingPath(page.desk, page.booking.id));
    if (page.desk.is_staff) {
      values.SetValueAndShowSection(kbc_ATTENDEE, page.booking.attendee_name, kbc_FOR);
    }
    values.SetValue(kbc_IDEMPOTENCY_KEY, page.idempotency_key);
    ShowWhen(values, kbc_WHEN, {page.booking.title, page.booking.time, page.clock});
    ShowReasonField(
        values, kbc_REASON_FIELD,
        {"Why?", page.asked, page.desk.limit.empty() ? "" : kBeyond, page.reason, page.problem});
    ShowProblem(values, kbc_PROBLEM, page.problem, {{"reason", krf_REASON_ERROR}});
  });
}

}  // namespace nexcyte::views
