#include "fcgi/handlers/schedule_api.h"

#include <functional>
#include <string>
#include <utility>
#include <variant>

#include "domain/error.h"
#include "domain/use_cases/admin_scheduling.h"
#include "domain/use_cases/bookings.h"
#include "domain/use_cases/show_bookings.h"
#include "domain/use_cases/slots.h"
#include "fcgi/answers.h"
#include "fcgi/handlers/idempotency.h"
#include "fcgi/handlers/rights.h"
#include "views/json.h"

namespace nexcyte::fcgi {

namespace {

// What was asked for is done, or Cal.com has not yet said so.
bool IsOpen(const domain::BookingSummary& booking) {
  return booking.open_intent.has_value() || booking.status == domain::BookingStatus::kPending;
}

std::string BodyOf(const Context& context, const domain::Booking& booking,
                   const domain::SchedulingSettings& settings) {
  const domain::Timestamp now = context.request.received_at;
  return views::BookingJson(booking, RightsOf(booking, context.person(), settings, now), now);
}

std::function<domain::StoredAnswer(const domain::Error&)> RefusalOf(const Context& context) {
  return [&context](const domain::Error& error) { return KeptErrorJson(context, error); };
}

domain::Idempotent IdempotentOf(Context& context, const domain::SchedulingSettings& settings,
                                int done) {
  domain::Idempotent idempotent;
  idempotent.key = KeyOf(context);
  idempotent.answer = [&context, &settings, done](const domain::Booking& booking) {
    return domain::StoredAnswer{IsOpen(booking) ? 202 : done, BodyOf(context, booking, settings)};
  };
  idempotent.refusal = RefusalOf(context);
  return idempotent;
}

Response AnswerOf(const Context& context, const domain::BookingResult& result,
                  const domain::SchedulingSettings& settings, int done) {
  if (const auto* kept = std::get_if<domain::StoredAnswer>(&result)) {
    return Replay(context, *kept);
  }
  const auto& booking = std::get<domain::Booking>(result);
  return Json(IsOpen(booking) ? 202 : done, BodyOf(context, booking, settings));
}

domain::BookingId BookingIdOf(Fields& fields) {
  return domain::BookingId::Parse(fields.Uuid("bookingUid")).value_or(domain::BookingId());
}

Response KeptOrNew(const Context& context, const domain::ReserveSlotResult& result) {
  if (const auto* kept = std::get_if<domain::StoredAnswer>(&result)) {
    return Replay(context, *kept);
  }
  return Json(201, views::ReservationJson(std::get<domain::Reservation>(result)));
}

}  // namespace

Response ApiSession(Context& context, const Request&, const PathParameters&) {
  return Json(200, views::SessionJson(context.tenant(), context.person(), context.CsrfToken()));
}

Response ApiSlots(Context& context, const Request& request, const PathParameters&) {
  auto query = Fields::FromQuery(request);
  domain::ListSlotsInput input;
  input.purpose = query.Text("purpose", {.max = 40});
  input.range.start = query.Instant("start");
  input.range.end = query.Instant("end");
  input.time_zone = query.Text("timeZone", {.max = 64});
  query.Finish();
  domain::SharedSlots source = context.slots();
  const domain::SlotList list =
      domain::ListSlots(*context.store, source, context.person(), input, request.received_at);
  return Json(200, views::SlotsJson(input.purpose, input.time_zone, list.days));
}

Response ApiReserve(Context& context, const Request& request, const PathParameters&) {
  auto fields = Fields::FromJson(request);
  domain::ReserveSlotInput input;
  input.purpose = fields.Text("purpose", {.max = 40});
  input.start = fields.Instant("start");
  input.time_zone = fields.Text("timeZone", {.max = 64});
  fields.Finish();
  input.key = KeyOf(context);
  input.answer = [](const domain::Reservation& reservation) {
    return domain::StoredAnswer{201, views::ReservationJson(reservation)};
  };
  input.refusal = RefusalOf(context);
  return KeptOrNew(context, domain::ReserveSlot(*context.store, context.offering(),
                                                context.person(), input, request.received_at));
}

Response ApiBook(Context& context, const Request& request, const PathParameters&) {
  auto fields = Fields::FromJson(request);
  domain::BookSlotInput input;
  input.purpose = fields.Text("purpose", {.max = 40});
  input.start = fields.Instant("start");
  input.time_zone = fields.Text("timeZone", {.max = 64});
  input.notes = fields.OptionalText("notes", {.max = 2000, .multiline = true}).value_or("");
  if (const auto id = fields.OptionalUuid("reservationId")) {
    input.reservation = domain::ReservationId::Parse(*id);
  }
  fields.Finish();
  const auto settings = domain::LoadSettings(*context.store);
  input.idempotent = IdempotentOf(context, settings, 201);
  const auto result = domain::BookSlot(*context.store, context.offering(), context.parts.entropy,
                                       context.person(), input, request.received_at);
  return AnswerOf(context, result, settings, 201);
}

Response ApiCancel(Context& context, const Request& request, const PathParameters&) {
  auto fields = Fields::FromJson(request);
  domain::CancelBookingInput input;
  input.booking = BookingIdOf(fields);
  input.reason = fields.OptionalText("reason", {.max = 500, .multiline = true}).value_or("");
  fields.Finish();
  const auto settings = domain::LoadSettings(*context.store);
  input.idempotent = IdempotentOf(context, settings, 200);
  const auto result = domain::CancelBooking(*context.store, context.calendar(), context.person(),
                                            input, request.received_at);
  return AnswerOf(context, result, settings, 200);
}

Response ApiReschedule(Context& context, const Request& request, const PathParameters&) {
  auto fields = Fields::FromJson(request);
  domain::RescheduleBookingInput input;
  input.booking = BookingIdOf(fields);
  input.start = fields.Instant("start");
  input.time_zone = fields.OptionalText("timeZone", {.max = 64}).value_or("");
  input.reason = fields.OptionalText("reason", {.max = 500, .multiline = true}).value_or("");
  fields.Finish();
  const auto settings = domain::LoadSettings(*context.store);
  input.idempotent = IdempotentOf(context, settings, 200);
  const auto result = domain::RescheduleBooking(*context.store, context.offering(),
                                                context.person(), input, request.received_at);
  return AnswerOf(context, result, settings, 200);
}

domain::BookingQuery MyBookingsQuery(const Request& request) {
  auto fields = Fields::FromQuery(request);
  domain::BookingQuery query;
  query.upcoming = fields.OptionalFlag("upcoming").value_or(false);
  if (const auto word = fields.OptionalChoice(
          "status", {"pending", "scheduled", "requested", "cancelled", "rejected", "failed"})) {
    query.status = domain::ParseBookingStatus(*word);
  }
  query.limit = static_cast<int>(fields.OptionalInteger("limit", 1, 100).value_or(query.limit));
  query.cursor = fields.OptionalText("cursor", {.max = 200}).value_or("");
  fields.Finish();
  return query;
}

Response ApiMyBookings(Context& context, const Request& request, const PathParameters&) {
  const domain::MyBookings mine = domain::ShowMyBookings(*context.store, MyBookingsQuery(request));
  std::vector<views::BookingRights> rights;
  rights.reserve(mine.page.bookings.size());
  for (const domain::BookingSummary& booking : mine.page.bookings) {
    rights.push_back(RightsOf(booking, context.person(), mine.settings, request.received_at));
  }
  return Json(200, views::BookingListJson(mine.page, rights, request.received_at));
}

}  // namespace nexcyte::fcgi
