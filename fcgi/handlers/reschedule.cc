#include "fcgi/handlers/reschedule.h"

#include <string>
#include <utility>

#include "domain/error.h"
#include "domain/time_zone.h"
#include "domain/use_cases/bookings.h"
#include "domain/use_cases/preconditions.h"
#include "domain/use_cases/show_bookings.h"
#include "fcgi/answers.h"
#include "fcgi/handlers/booked.h"
#include "fcgi/handlers/desk.h"
#include "fcgi/handlers/idempotency.h"
#include "fcgi/handlers/slot_query.h"
#include "views/reschedule_confirm.h"
#include "views/slot_picker.h"
#include "views/slot_taken.h"

namespace nexcyte::fcgi {

namespace {

Response DrawConfirm(Context& context, domain::BookingDetails details, domain::Timestamp start,
                     const std::string& time_zone, std::string reason,
                     const views::FormProblem& problem) {
  views::RescheduleConfirmPage page;
  page.layout = context.Layout();
  page.desk = DeskOf(context, details.booking);
  if (domain::IsStaff(context.person())) {
    page.desk.limit =
        domain::LimitOfMoving(details.booking, details.settings, context.request.received_at);
  }
  page.asked = domain::ReasonAskedOf(context.person(), details.settings, details.booking.purpose,
                                     page.desk.limit);
  page.booking = std::move(details.booking);
  page.start = start;
  page.clock = {time_zone, context.person().hour_cycle};
  page.reason = std::move(reason);
  page.idempotency_key = NewKey(context);
  page.problem = problem;
  return Html(problem.reason.empty() ? 200 : 422, views::Render(context.parts.renderer, page));
}

domain::RescheduleBookingInput ReadMove(Context& context, const PathParameters& path) {
  Fields& form = *context.form;
  domain::RescheduleBookingInput input;
  input.booking = BookingIdOf(path);
  input.start = form.Instant("start");
  input.time_zone = form.Text("timeZone", {.max = 64});
  input.reason = form.OptionalText("reason", {.max = 500, .multiline = true}).value_or("");
  form.Ignore("idempotency_key");
  return input;
}

Response OfferOthers(Context& context, const domain::Error& error,
                     const domain::RescheduleBookingInput& input) {
  views::SlotTakenPage page;
  const auto booking = domain::RequireBooking(*context.store, input.booking);
  page.desk = DeskOf(context, booking);
  page.type = PurposeOf(context, page.desk, booking.purpose);
  page.wanted = input.start;
  page.clock.time_zone = input.time_zone.empty() ? context.time_zone() : input.time_zone;
  page.typed = input.reason;
  page.moving = input.booking;
  return SlotTaken(context, error, std::move(page));
}

Response Move(Context& context, domain::RescheduleBookingInput input) {
  input.idempotent = PageIdempotent(context, "moved");
  // Whoever moves it for somebody reads another clock than they do.
  input.time_zone = IsAtDesk(context) ? std::string() : input.time_zone;
  const auto result = domain::RescheduleBooking(
      *context.store, context.offering(), context.person(), input, context.request.received_at);
  return ToBooking(context, result, "moved");
}

}  // namespace

Response ShowReschedule(Context& context, const Request& request, const PathParameters& path) {
  const SlotQuery query = ReadSlotQuery(context, request);
  domain::BookingDetails details = domain::ShowBooking(*context.store, BookingIdOf(path));
  domain::RequireReschedulable(details.booking, context.person(), details.settings,
                               request.received_at);
  if (query.start) {
    domain::RequireAhead(*query.start, request.received_at);
    return DrawConfirm(context, std::move(details), *query.start, query.time_zone, "", {});
  }
  const std::string purpose = details.booking.purpose;
  const views::BookingDesk desk = DeskOf(context, details.booking);
  return Html(200, views::Render(context.parts.renderer, PickerOf(context, query, desk, purpose,
                                                                  std::move(details.booking))));
}

Response DoReschedule(Context& context, const Request&, const PathParameters& path) {
  const domain::RescheduleBookingInput input = ReadMove(context, path);
  try {
    context.form->Finish();
    return Move(context, input);
  } catch (const domain::Error& error) {
    if (MeansAnotherTime(error)) {
      return OfferOthers(context, error, input);
    }
    // Without a time there is nothing to ask about.
    if (error.code() != domain::ErrorCode::kInvalid || input.start == domain::Timestamp{}) {
      throw;
    }
    const bool has_zone = domain::IsTimeZone(input.time_zone);
    return DrawConfirm(context, domain::ShowBooking(*context.store, input.booking), input.start,
                       has_zone ? input.time_zone : context.time_zone(),
                       context.form->Typed("reason"), views::ProblemOf(error));
  }
}

}  // namespace nexcyte::fcgi
