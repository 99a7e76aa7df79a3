#include "views/reschedule_confirm.h"

#include "views/problem_summary.h"
#include "views/reason_field.h"
#include "views/reason_field.tpl.varnames.h"
#include "views/reschedule_confirm.tpl.varnames.h"
#include "views/template_values.h"
#include "views/when_card.h"

namespace nexcyte::views {
namespace {

constexpr char kBeyond[] = "Members cannot move this themselves any more. You may, with a reason.";

}  // namespace

std::string Render(const Renderer& renderer, const RescheduleConfirmPage& page) {
  const PageFrame frame{"reschedule_confirm.tpl", "Move to this time?", PlaceOf(page.desk)};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    const domain::Booking& booking = page.booking;
    const domain::TimeRange moved{page.start, page.start + (booking.time.end - booking.time.start)};
    values.SetValue(krc_PATH, BookingPath(page.desk, booking.id));
    if (page.desk.is_staff) {
      values.SetValueAndShowSection(krc_ATTENDEE, booking.attendee_name, krc_FOR);
    }
    values.SetValue(krc_IDEMPOTENCY_KEY, page.idempotency_key);
    values.SetValue(krc_START, domain::FormatRfc3339(page.start));
    values.SetValue(krc_ZONE, page.clock.time_zone);
    ShowWhen(values, krc_NEW_WHEN, {booking.title, moved, page.clock, "New time"});
    ShowWhen(values, krc_OLD_WHEN, {booking.title, booking.time, page.clock, "Instead of", true});
    ShowReasonField(values, krc_REASON_FIELD,
                    {"Why does it move?", page.asked, page.desk.limit.empty() ? "" : kBeyond,
                     page.reason, page.problem});
    ShowProblem(values, krc_PROBLEM, page.problem, {{"reason", krf_REASON_ERROR}});
  });
}

}  // namespace nexcyte::views
