#include "fcgi/handlers/admin_bookings.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "domain/error.h"
#include "domain/time_zone.h"
#include "domain/use_cases/booking_admin.h"
#include "domain/use_cases/event_types.h"
#include "fcgi/answers.h"
#include "fcgi/handlers/booked.h"
#include "fcgi/handlers/idempotency.h"
#include "fcgi/handlers/rights.h"
#include "views/admin_booking.h"
#include "views/admin_bookings.h"

namespace nexcyte::fcgi {

namespace {

constexpr int kRowsOfAPage = 50;

// The office's clock: staff who live elsewhere speak with one another about the same day.
views::LocalClock OfficeClock(const Context& context) {
  return {context.tenant().default_time_zone, context.person().hour_cycle};
}

// What the list was asked for, as typed and as understood.
struct ListRequest {
  views::BookingFilterForm form;
  domain::StaffListInput input;
  domain::FieldError refused;  // a day that is none
};

std::optional<domain::Timestamp> ReadDay(ListRequest& read, const char* field,
                                         const std::string& text, std::chrono::days after,
                                         const std::string& zone) {
  if (text.empty()) {
    return std::nullopt;
  }
  const auto day = domain::ParseDay(text);
  if (!day) {
    read.refused = {field, "Choose a day, such as 2026-11-23."};
    return std::nullopt;
  }
  return domain::StartOfDay(std::chrono::sys_days{*day} + after, zone);
}

// `first`, `last`, `after_<cursor>` or `before_<cursor>`.
void ReadPlace(const std::string& place, domain::BookingListQuery& query) {
  constexpr std::string_view kAfter = "after_";
  constexpr std::string_view kBefore = "before_";
  if (place.starts_with(kAfter)) {
    query.cursor = place.substr(kAfter.size());
  } else if (place.starts_with(kBefore)) {
    query.cursor = place.substr(kBefore.size());
    query.backwards = true;
  } else if (place == "last") {
    query.backwards = true;
  } else if (place != "first" && !place.empty()) {
    throw domain::InvalidInput("page", "This is not a place in the list.");
  }
}

views::BookingFilterForm ReadForm(Fields& fields) {
  views::BookingFilterForm form;
  form.is_upcoming =
      fields.OptionalChoice("when", {"upcoming", "all"}).value_or("upcoming") == "upcoming";
  form.status = fields
                    .OptionalChoice("status", {"pending", "scheduled", "requested", "cancelled",
                                               "rejected", "failed"})
                    .value_or("");
  form.purpose = fields.OptionalText("purpose", {.max = 64}).value_or("");
  form.person = fields.OptionalText("person", {.max = 120}).value_or("");
  form.from = fields.OptionalText("from", {.max = 10}).value_or("");
  form.to = fields.OptionalText("to", {.max = 10}).value_or("");
  return form;
}

domain::StaffListInput Understand(ListRequest& read, const std::string& zone,
                                  domain::Timestamp now) {
  domain::StaffListInput input;
  domain::BookingFilter& filter = input.query.filter;
  filter.status = domain::ParseBookingStatus(read.form.status);
  filter.purpose = read.form.purpose;
  filter.from = ReadDay(read, "from", read.form.from, std::chrono::days(0), zone);
  filter.until = ReadDay(read, "to", read.form.to, std::chrono::days(1), zone);
  if (read.form.is_upcoming) {
    filter.from = std::max(filter.from.value_or(now), now);
  }
  input.query.latest_first = !read.form.is_upcoming;
  input.query.limit = kRowsOfAPage;
  input.person = read.form.person;
  return input;
}

ListRequest ReadList(const Context& context, const Request& request) {
  auto fields = Fields::FromQuery(request);
  ListRequest read;
  read.form = ReadForm(fields);
  const std::string place = fields.OptionalText("page", {.max = 200}).value_or("");
  fields.Finish(Fields::Unknown::kIgnore);
  read.input = Understand(read, context.tenant().default_time_zone, request.received_at);
  ReadPlace(place, read.input.query);
  return read;
}

void RequireDays(const ListRequest& read) {
  if (!read.refused.field.empty()) {
    throw domain::InvalidInput(read.refused.field, read.refused.message);
  }
}

Response DrawList(Context& context, const ListRequest& read, domain::StaffList list,
                  const views::FormProblem& problem) {
  views::AdminBookingsPage page;
  page.layout = context.Layout();
  page.form = read.form;
  page.list = std::move(list);
  page.clock = OfficeClock(context);
  page.problem = problem;
  return Html(problem.reason.empty() ? 200 : 422, views::Render(context.parts.renderer, page));
}

// Does `act`, or draws the form again with what it refuses.
template <class Act>
Response OrRedraw(Context& context, const ListRequest& read, const Act& act) {
  try {
    RequireDays(read);
    return act();
  } catch (const domain::Error& error) {
    if (error.code() != domain::ErrorCode::kInvalid) {
      throw;
    }
    domain::StaffList list;
    list.purposes = domain::ListEventTypes(*context.store);
    return DrawList(context, read, std::move(list), views::ProblemOf(error));
  }
}

}  // namespace

Response ShowAdminBookings(Context& context, const Request& request, const PathParameters&) {
  const ListRequest read = ReadList(context, request);
  return OrRedraw(context, read, [&] {
    return DrawList(context, read, domain::ListBookings(*context.store, read.input), {});
  });
}

Response ExportAdminBookings(Context& context, const Request& request, const PathParameters&) {
  const ListRequest read = ReadList(context, request);
  return OrRedraw(context, read, [&] {
    const domain::StaffList list =
        domain::ExportBookings(*context.store, context.person(), read.input);
    Response response;
    response.Set("Content-Type", "text/csv; charset=utf-8")
        .Set("Content-Disposition", "attachment; filename=\"bookings.csv\"")
        .Set("Cache-Control", "no-store");
    response.body = views::BookingsAsCsv(list, OfficeClock(context));
    return response;
  });
}

Response ShowAdminBooking(Context& context, const Request& request, const PathParameters& path) {
  auto query = Fields::FromQuery(request);
  const std::string done = query.OptionalText("done", {.max = 40}).value_or("");
  query.Finish(Fields::Unknown::kIgnore);
  views::AdminBookingPage page;
  page.shown = domain::ShowStaffBooking(*context.store, BookingIdOf(path));
  page.layout = context.Layout();
  page.layout.notice = done;
  page.clock = OfficeClock(context);
  page.now = request.received_at;
  const auto rights =
      RightsOf(page.shown.booking, context.person(), page.shown.settings, request.received_at);
  page.can_cancel = rights.can_cancel;
  page.can_reschedule = rights.can_reschedule;
  page.idempotency_key = NewKey(context);
  return Html(200, views::Render(context.parts.renderer, page));
}

Response ResendFromBooking(Context& context, const Request&, const PathParameters& path) {
  Fields& form = *context.form;
  domain::ResendInput input;
  input.booking = BookingIdOf(path);
  const std::string message = form.Uuid("message");
  form.Ignore("idempotency_key");
  form.Finish();
  input.message = domain::OutboxId::Parse(message).value();
  const std::string place =
      context.Path("/admin/scheduling/bookings/" + input.booking.str() + "?done=resent");
  input.idempotent.key = KeyOf(context);
  input.idempotent.answer = [&place](const domain::Booking&) { return KeptRedirect(place); };
  input.idempotent.refusal = KeptRefusal;
  const auto result = domain::ResendMessage(*context.store, context.person(), input);
  const auto* kept = std::get_if<domain::StoredAnswer>(&result);
  return kept != nullptr ? Replay(context, *kept) : SeeOther(place);
}

}  // namespace nexcyte::fcgi
