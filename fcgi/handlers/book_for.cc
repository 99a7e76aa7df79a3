#include "fcgi/handlers/book_for.h"

#include <string>
#include <utility>

#include "domain/error.h"
#include "domain/use_cases/booking_admin.h"
#include "domain/use_cases/preconditions.h"
#include "fcgi/answers.h"
#include "fcgi/handlers/booked.h"
#include "fcgi/handlers/idempotency.h"
#include "fcgi/handlers/slot_query.h"
#include "views/admin_book_confirm.h"
#include "views/admin_book_for.h"

namespace nexcyte::fcgi {

namespace {

views::BookingDesk DeskFor(const Context& context, const PathParameters& path) {
  const auto user = domain::UserId::Parse(path.Get("user"));
  if (!user) {
    throw domain::NotFound();
  }
  return {.is_staff = true, .attendee = domain::RequireMember(*context.store, *user), .limit = {}};
}

// In which the attendee's messages are written.
std::string ZoneOf(const Context& context, const domain::Membership& attendee) {
  return attendee.time_zone.empty() ? context.tenant().default_time_zone : attendee.time_zone;
}

struct Typed {
  std::string notes;
  std::string reason;
};

Response DrawConfirm(Context& context, views::BookingDesk desk, const std::string& purpose,
                     domain::Timestamp start, const std::string& zone, Typed typed,
                     const views::FormProblem& problem) {
  views::AdminBookConfirmPage page;
  page.layout = context.Layout();
  page.type = PurposeOf(context, desk, purpose);
  page.start = start;
  page.clock = {zone, context.person().hour_cycle};
  page.their_clock = {ZoneOf(context, desk.attendee), context.person().hour_cycle};
  page.notes = std::move(typed.notes);
  page.reason = std::move(typed.reason);
  page.idempotency_key = NewKey(context);
  page.problem = problem;
  page.desk = std::move(desk);
  return Html(problem.reason.empty() ? 200 : 422, views::Render(context.parts.renderer, page));
}

domain::BookSlotInput ReadBooking(Context& context, const views::BookingDesk& desk,
                                  const std::string& purpose) {
  Fields& form = *context.form;
  domain::BookSlotInput input;
  input.purpose = purpose;
  input.start = form.Instant("start");
  input.notes = form.OptionalText("notes", {.max = 2000, .multiline = true}).value_or("");
  input.reason = form.OptionalText("reason", {.max = 500, .multiline = true}).value_or("");
  input.time_zone = ZoneOf(context, desk.attendee);
  input.attendee = desk.attendee.user;
  // Of the page that offers other times: it knows whose clock counts, and that it books.
  form.Ignore("timeZone");
  form.Ignore("action");
  form.Ignore("idempotency_key");
  return input;
}

Response Book(Context& context, domain::BookSlotInput input) {
  input.idempotent = PageIdempotent(context, "booked");
  const auto result = domain::BookSlot(*context.store, context.offering(), context.parts.entropy,
                                       context.person(), input, context.request.received_at);
  return ToBooking(context, result, "booked");
}

Response OfferOthers(Context& context, const domain::Error& error, const views::BookingDesk& desk,
                     const domain::BookSlotInput& input) {
  views::SlotTakenPage page;
  page.desk = desk;
  page.type = PurposeOf(context, desk, input.purpose);
  page.wanted = input.start;
  page.clock.time_zone = context.time_zone();
  page.typed = input.notes;
  return SlotTaken(context, error, std::move(page));
}

}  // namespace

Response ShowWhomToBookFor(Context& context, const Request& request, const PathParameters&) {
  auto query = Fields::FromQuery(request);
  views::AdminBookForPage page;
  page.person = query.OptionalText("person", {.max = 120}).value_or("");
  query.Finish(Fields::Unknown::kIgnore);
  page.layout = context.Layout();
  if (!page.person.empty()) {
    page.found = domain::FindPeople(*context.store, page.person);
  }
  return Html(200, views::Render(context.parts.renderer, page));
}

Response ShowWhatToBookFor(Context& context, const Request&, const PathParameters& path) {
  const views::BookingDesk desk = DeskFor(context, path);
  views::AdminBookForPage page;
  page.layout = context.Layout();
  page.chosen = desk.attendee;
  page.purposes = domain::ListPurposes(*context.store, desk.attendee);
  return Html(200, views::Render(context.parts.renderer, page));
}

Response ShowSlotsFor(Context& context, const Request& request, const PathParameters& path) {
  const SlotQuery query = ReadSlotQuery(context, request);
  views::BookingDesk desk = DeskFor(context, path);
  const std::string& purpose = path.Get("purpose");
  if (query.start) {
    domain::RequireAhead(*query.start, request.received_at);
    return DrawConfirm(context, std::move(desk), purpose, *query.start, query.time_zone, {}, {});
  }
  return Html(200, views::Render(context.parts.renderer,
                                 PickerOf(context, query, desk, purpose, std::nullopt)));
}

Response BookFor(Context& context, const Request&, const PathParameters& path) {
  const views::BookingDesk desk = DeskFor(context, path);
  const domain::BookSlotInput input = ReadBooking(context, desk, path.Get("purpose"));
  try {
    context.form->Finish();
    return Book(context, input);
  } catch (const domain::Error& error) {
    if (MeansAnotherTime(error)) {
      return OfferOthers(context, error, desk, input);
    }
    // Without a time there is nothing to ask about.
    if (error.code() != domain::ErrorCode::kInvalid || input.start == domain::Timestamp{}) {
      throw;
    }
    return DrawConfirm(context, desk, input.purpose, input.start, context.time_zone(),
                       {context.form->Typed("notes"), context.form->Typed("reason")},
                       views::ProblemOf(error));
  }
}

}  // namespace nexcyte::fcgi
