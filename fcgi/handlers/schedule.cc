#include "fcgi/handlers/schedule.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "domain/error.h"
#include "domain/use_cases/admin_scheduling.h"
#include "domain/use_cases/bookings.h"
#include "domain/use_cases/idempotency.h"
#include "domain/use_cases/slots.h"
#include "fcgi/answers.h"
#include "fcgi/handlers/booked.h"
#include "fcgi/handlers/idempotency.h"
#include "fcgi/handlers/slot_query.h"
#include "views/booking_confirm.h"
#include "views/purpose_list.h"
#include "views/slot_picker.h"
#include "views/slot_taken.h"

namespace nexcyte::fcgi {

namespace {

using domain::Error;

domain::ReservationId ReservationIdOf(const PathParameters& path) {
  const auto id = domain::ReservationId::Parse(path.Get("reservation"));
  if (!id) {
    throw domain::NotFound();
  }
  return *id;
}

Response Book(Context& context, domain::BookSlotInput input) {
  input.idempotent = PageIdempotent(context, "booked");
  const auto result = domain::BookSlot(*context.store, context.offering(), context.parts.entropy,
                                       context.person(), input, context.request.received_at);
  return ToBooking(context, result, "booked");
}

// The time that somebody wanted and did not get.
struct Wanted {
  std::string purpose;
  domain::Timestamp start;
  std::string time_zone;
  std::string notes;
};

// Does `act`, or offers other times when this one is gone.
template <class Act>
Response OrOffer(Context& context, const Wanted& wanted, const Act& act) {
  try {
    return act();
  } catch (const Error& error) {
    if (!MeansAnotherTime(error)) {
      throw;
    }
    views::SlotTakenPage page;
    page.desk = OwnDesk(context);
    page.type = PurposeOf(context, page.desk, wanted.purpose);
    page.wanted = wanted.start;
    page.clock.time_zone = wanted.time_zone;
    page.typed = wanted.notes;
    return SlotTaken(context, error, std::move(page));
  }
}

Response BookOrOffer(Context& context, const domain::BookSlotInput& input) {
  const Wanted wanted{input.purpose, input.start, input.time_zone, input.notes};
  return OrOffer(context, wanted, [&] { return Book(context, input); });
}

Response Hold(Context& context, const domain::ReserveSlotInput& input) {
  const auto result = domain::ReserveSlot(*context.store, context.offering(), context.person(),
                                          input, context.request.received_at);
  if (const auto* kept = std::get_if<domain::StoredAnswer>(&result)) {
    return Replay(context, *kept);
  }
  const auto& reservation = std::get<domain::Reservation>(result);
  return SeeOther(context.Path("/schedule/confirm/" + reservation.id.str()));
}

Response HoldOrOffer(Context& context, const domain::ReserveSlotInput& input) {
  const Wanted wanted{input.purpose, input.start, input.time_zone, ""};
  return OrOffer(context, wanted, [&] { return Hold(context, input); });
}

Response Confirm(Context& context, const domain::Reservation& reservation, std::string notes,
                 const views::FormProblem& problem, int status) {
  views::BookingConfirmPage page;
  page.layout = context.Layout();
  page.type = PurposeOf(context, OwnDesk(context), reservation.purpose);
  page.reservation = reservation;
  page.clock = {reservation.time_zone, context.person().hour_cycle};
  page.notes = std::move(notes);
  page.idempotency_key = NewKey(context);
  page.problem = problem;
  return Html(status, views::Render(context.parts.renderer, page));
}

domain::BookSlotInput BookingOf(const domain::Reservation& reservation) {
  domain::BookSlotInput input;
  input.purpose = reservation.purpose;
  input.start = reservation.time.start;
  input.time_zone = reservation.time_zone;
  input.reservation = reservation.id;
  return input;
}

// A hold that is gone answers with other times where what it held is still known.
Response BookHeld(Context& context, const domain::Reservation& reservation) {
  Fields& form = *context.form;
  std::string notes = form.OptionalText("notes", {.max = 2000, .multiline = true}).value_or("");
  form.Ignore("idempotency_key");
  const std::string typed = form.Typed("notes");
  try {
    form.Finish();
    domain::BookSlotInput input = BookingOf(reservation);
    input.notes = std::move(notes);
    return BookOrOffer(context, input);
  } catch (const Error& error) {
    if (error.code() != domain::ErrorCode::kInvalid) {
      throw;
    }
    return Confirm(context, reservation, typed, views::ProblemOf(error), StatusOf(error));
  }
}

// Who comes back to a hold that they have booked finds the booking.
std::optional<Response> ToWhatItBecame(const Context& context, const domain::ReservationId& id) {
  const auto booking = domain::FindBookingOf(*context.store, id);
  if (!booking) {
    return std::nullopt;
  }
  return SeeOther(
      context.Path(views::BookingPath(OwnDesk(context), *booking) + "?done=booked_before"));
}

// The first click of a form uses the hold up; the second one is answered like the first.
Response BookHeldOnce(Context& context, const domain::ReservationId& id) {
  try {
    return BookHeld(context, domain::RequireReservation(*context.store, context.person(), id));
  } catch (const Error& error) {
    if (error.reason() != "reservation_expired") {
      throw;
    }
    if (const auto first = domain::AwaitEarlier(*context.store, KeyOf(context))) {
      return ToBooking(context, *first, "booked");
    }
    if (auto booked = ToWhatItBecame(context, id)) {
      return *std::move(booked);
    }
    throw;
  }
}

}  // namespace

Response ShowPurposes(Context& context, const Request& request, const PathParameters&) {
  auto query = Fields::FromQuery(request);
  views::PurposeListPage page;
  page.layout = context.Layout();
  page.layout.notice = query.OptionalText("done", {.max = 40}).value_or("");
  query.Finish(Fields::Unknown::kIgnore);
  page.purposes = domain::ListPurposes(*context.store, context.person());
  page.scheduling_enabled = context.tenant().scheduling_enabled;
  if (page.purposes.empty()) {
    const auto settings = domain::LoadSettings(*context.store);
    page.contact_email = settings.contact_email;
    page.contact_phone = settings.contact_phone;
  }
  return Html(200, views::Render(context.parts.renderer, page));
}

Response ShowSlots(Context& context, const Request& request, const PathParameters& path) {
  const SlotQuery query = ReadSlotQuery(context, request);
  return Html(200,
              views::Render(context.parts.renderer, PickerOf(context, query, OwnDesk(context),
                                                             path.Get("purpose"), std::nullopt)));
}

Response HoldOrBook(Context& context, const Request&, const PathParameters& path) {
  Fields& form = *context.form;
  const std::string action = form.OptionalChoice("action", {"hold", "book"}).value_or("hold");
  const domain::Timestamp start = form.Instant("start");
  const std::string time_zone = form.Text("timeZone", {.max = 64});
  const std::string notes =
      form.OptionalText("notes", {.max = 2000, .multiline = true}).value_or("");
  form.Ignore("idempotency_key");
  form.Finish();
  if (action == "hold") {
    domain::ReserveSlotInput input;
    input.purpose = path.Get("purpose");
    input.start = start;
    input.time_zone = time_zone;
    return HoldOrOffer(context, input);
  }
  domain::BookSlotInput input;
  input.purpose = path.Get("purpose");
  input.start = start;
  input.time_zone = time_zone;
  input.notes = notes;
  return BookOrOffer(context, input);
}

Response ShowConfirm(Context& context, const Request&, const PathParameters& path) {
  const domain::ReservationId id = ReservationIdOf(path);
  try {
    const auto reservation = domain::RequireReservation(*context.store, context.person(), id);
    return Confirm(context, reservation, "", {}, 200);
  } catch (const Error& error) {
    auto booked =
        error.reason() == "reservation_expired" ? ToWhatItBecame(context, id) : std::nullopt;
    if (!booked) {
      throw;
    }
    return *std::move(booked);
  }
}

Response DoConfirm(Context& context, const Request&, const PathParameters& path) {
  Fields& form = *context.form;
  const domain::ReservationId id = ReservationIdOf(path);
  const std::string action = form.Choice("action", {"book", "release"});
  if (action != "release") {
    return BookHeldOnce(context, id);
  }
  form.Ignore("idempotency_key");
  form.Ignore("notes");
  form.Finish();
  domain::ReleaseReservation(*context.store, context.calendar(), context.person(), id);
  return SeeOther(context.Path("/schedule?done=released"));
}

}  // namespace nexcyte::fcgi
