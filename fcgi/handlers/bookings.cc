#include "fcgi/handlers/bookings.h"

#include <algorithm>
#include <string>
#include <utility>

#include "domain/error.h"
#include "domain/use_cases/bookings.h"
#include "domain/use_cases/notices.h"
#include "domain/use_cases/show_bookings.h"
#include "fcgi/answers.h"
#include "fcgi/handlers/booked.h"
#include "fcgi/handlers/desk.h"
#include "fcgi/handlers/idempotency.h"
#include "fcgi/handlers/rights.h"
#include "fcgi/outbound/invite.h"
#include "views/booking.h"
#include "views/booking_cancel.h"
#include "views/booking_list.h"

namespace nexcyte::fcgi {

namespace {

constexpr int kRowsOfAPage = 50;

views::LocalClock ClockOf(const Context& context) {
  return {context.time_zone(), context.person().hour_cycle};
}

// The word for why neither cancelling nor moving is possible any more.
std::string WhyNot(const domain::BookingDetails& details, const domain::Actor& actor,
                   domain::Timestamp now) {
  try {
    domain::RequireCancellable(details.booking, actor, details.settings, now);
  } catch (const domain::Error& error) {
    return error.reason();
  }
  return "";
}

// The page tells what the notices about the booking did.
void MarkItsNoticesRead(Context& context, const domain::BookingId& booking) {
  if (context.unread_notices > 0) {
    const int read = domain::MarkNoticesRead(*context.store, booking);
    context.unread_notices = std::max(0, context.unread_notices - read);
  }
}

Response DrawCancel(Context& context, domain::BookingDetails details, std::string reason,
                    const views::FormProblem& problem, int status) {
  views::BookingCancelPage page;
  page.desk = DeskOf(context, details.booking);
  if (domain::IsStaff(context.person())) {
    page.desk.limit =
        domain::LimitOfCancelling(details.booking, details.settings, context.request.received_at);
  }
  page.asked = domain::ReasonAskedOf(context.person(), details.settings, details.booking.purpose,
                                     page.desk.limit);
  page.layout = context.Layout();
  page.booking = std::move(details.booking);
  page.clock = ClockOf(context);
  page.reason = std::move(reason);
  page.idempotency_key = NewKey(context);
  page.problem = problem;
  return Html(status, views::Render(context.parts.renderer, page));
}

}  // namespace

domain::BookingQuery BookingsPageQuery(const Request& request) {
  auto fields = Fields::FromQuery(request);
  domain::BookingQuery query;
  query.upcoming =
      fields.OptionalChoice("when", {"upcoming", "all"}).value_or("upcoming") == "upcoming";
  query.limit = kRowsOfAPage;
  query.cursor = fields.OptionalText("cursor", {.max = 200}).value_or("");
  fields.Finish(Fields::Unknown::kIgnore);
  return query;
}

Response ShowBookings(Context& context, const Request& request, const PathParameters&) {
  const domain::BookingQuery query = BookingsPageQuery(request);
  views::BookingListPage page;
  page.layout = context.Layout();
  page.upcoming = query.upcoming;
  page.list = domain::ShowMyBookings(*context.store, query).page;
  page.clock = ClockOf(context);
  return Html(200, views::Render(context.parts.renderer, page));
}

Response ShowOneBooking(Context& context, const Request& request, const PathParameters& path) {
  auto query = Fields::FromQuery(request);
  const std::string done = query.OptionalText("done", {.max = 40}).value_or("");
  query.Finish(Fields::Unknown::kIgnore);
  domain::BookingDetails details = domain::ShowBooking(*context.store, BookingIdOf(path));
  MarkItsNoticesRead(context, details.booking.id);
  const auto rights =
      RightsOf(details.booking, context.person(), details.settings, request.received_at);
  views::BookingPage page;
  page.layout = context.Layout();
  page.layout.notice = done;
  page.clock = ClockOf(context);
  page.now = request.received_at;
  page.can_cancel = rights.can_cancel;
  page.can_reschedule = rights.can_reschedule;
  page.why_not = WhyNot(details, context.person(), request.received_at);
  page.contact_email = details.settings.contact_email;
  page.contact_phone = details.settings.contact_phone;
  page.checked_at = details.checked_at;
  page.can_book_again = details.booking.attendee == context.person().user &&
                        details.booking.time.start > request.received_at;
  page.idempotency_key = NewKey(context);
  page.booking = std::move(details.booking);
  page.history = std::move(details.history);
  return Html(200, views::Render(context.parts.renderer, page));
}

Response DownloadCalendarEntry(Context& context, const Request&, const PathParameters& path) {
  const Config& config = context.parts.config;
  const domain::Invite entry = domain::ShowCalendarEntry(
      *context.store, BookingIdOf(path),
      {config.base_domain, config.mailgun.from_email, config.mailgun.domain});
  Response response;
  response.Set("Content-Type", "text/calendar; charset=utf-8")
      .Set("Content-Disposition", "attachment; filename=\"booking.ics\"")
      .Set("Cache-Control", "no-store");
  response.body = CalendarText(entry);
  return response;
}

Response ShowCancel(Context& context, const Request& request, const PathParameters& path) {
  domain::BookingDetails details = domain::ShowBooking(*context.store, BookingIdOf(path));
  domain::RequireCancellable(details.booking, context.person(), details.settings,
                             request.received_at);
  return DrawCancel(context, std::move(details), "", {}, 200);
}

Response DoCancel(Context& context, const Request& request, const PathParameters& path) {
  Fields& form = *context.form;
  domain::CancelBookingInput input;
  input.booking = BookingIdOf(path);
  input.reason = form.OptionalText("reason", {.max = 500, .multiline = true}).value_or("");
  form.Ignore("idempotency_key");
  try {
    form.Finish();
    input.idempotent = PageIdempotent(context, "cancelled");
    const auto result = domain::CancelBooking(*context.store, context.calendar(), context.person(),
                                              input, request.received_at);
    return ToBooking(context, result, "cancelled");
  } catch (const domain::Error& error) {
    if (error.code() != domain::ErrorCode::kInvalid) {
      throw;
    }
    return DrawCancel(context, domain::ShowBooking(*context.store, input.booking),
                      form.Typed("reason"), views::ProblemOf(error), StatusOf(error));
  }
}

}  // namespace nexcyte::fcgi
