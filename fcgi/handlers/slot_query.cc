#include "fcgi/handlers/slot_query.h"

#include <algorithm>
#include <utility>

#include "domain/error.h"
#include "fcgi/answers.h"
#include "fcgi/handlers/idempotency.h"

namespace nexcyte::fcgi {

namespace {

constexpr std::size_t kOffered = 3;

std::chrono::year_month_day FromDay(Fields& fields, const std::string& zone,
                                    domain::Timestamp now) {
  const auto today = domain::LocalDay(now, zone);
  const auto text = fields.OptionalText("from", {.max = 10});
  if (!text) {
    return today;
  }
  const auto day = domain::ParseDay(*text);
  if (!day) {
    fields.Refuse("from", "must be a day such as 2026-11-23");
  }
  return std::max(day.value_or(today), today);
}

views::SlotView ViewOf(Fields& fields) {
  const auto word = fields.OptionalChoice("view", {"week", "month"});
  return views::ParseSlotView(word.value_or("week")).value_or(views::SlotView::kWeek);
}

}  // namespace

SlotQuery ReadSlotQuery(const Context& context, const Request& request) {
  auto fields = Fields::FromQuery(request);
  SlotQuery query;
  query.time_zone = fields.OptionalText("tz", {.max = 64}).value_or(context.time_zone());
  if (!domain::IsTimeZone(query.time_zone)) {
    throw domain::InvalidInput("tz", "is not a known time zone");
  }
  query.from = FromDay(fields, query.time_zone, request.received_at);
  query.view = ViewOf(fields);
  query.start = fields.OptionalInstant("start");
  fields.Finish(Fields::Unknown::kIgnore);
  return query;
}

views::BookingDesk OwnDesk(const Context& context) {
  return {.is_staff = false, .attendee = context.person(), .limit = {}};
}

views::SlotPickerPage PickerOf(Context& context, const SlotQuery& query,
                               const views::BookingDesk& desk, const std::string& purpose,
                               const std::optional<domain::Booking>& moving) {
  const domain::Timestamp now = context.request.received_at;
  domain::ListSlotsInput input;
  input.purpose = purpose;
  input.range = views::ShownRange(query.from, query.view, query.time_zone);
  input.time_zone = query.time_zone;
  if (moving) {
    input.moving = moving->id;
  }
  domain::SharedSlots source = context.slots();
  domain::SlotList list = domain::ListSlots(*context.store, source, desk.attendee, input, now);
  views::SlotPickerPage page;
  page.layout = context.Layout();
  page.type = std::move(list.type);
  page.days = std::move(list.days);
  page.from = query.from;
  page.view = query.view;
  page.clock = {query.time_zone, context.person().hour_cycle};
  page.now = now;
  page.moving = moving;
  page.desk = desk;
  return page;
}

domain::EventType PurposeOf(const Context& context, const views::BookingDesk& desk,
                            const std::string& purpose) {
  for (domain::EventType& type : domain::ListPurposes(*context.store, desk.attendee)) {
    if (type.purpose == purpose) {
      return std::move(type);
    }
  }
  throw domain::Error(domain::ErrorCode::kNotFound, "purpose_unknown");
}

Response SlotTaken(Context& context, const domain::Error& error, views::SlotTakenPage page) {
  const domain::Timestamp now = context.request.received_at;
  page.layout = context.Layout();
  page.reason = error.reason();
  page.clock.hour_cycle = context.person().hour_cycle;
  page.idempotency_key = NewKey(context);
  domain::SharedSlots source = context.slots();
  page.next_free = domain::NextFree(*context.store, source, page.desk.attendee, page.type.purpose,
                                    page.wanted.value_or(now), kOffered, now);
  return Redrawn(error, views::Render(context.parts.renderer, page));
}

bool MeansAnotherTime(const domain::Error& error) {
  return error.reason() == "slot_taken" || error.reason() == "reservation_expired";
}

}  // namespace nexcyte::fcgi
