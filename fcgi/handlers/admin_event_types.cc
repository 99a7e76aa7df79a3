#include "fcgi/handlers/admin_event_types.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/error.h"
#include "domain/use_cases/admin_scheduling.h"
#include "domain/use_cases/event_types.h"
#include "fcgi/answers.h"
#include "views/admin_event_type.h"
#include "views/admin_event_type_times.h"
#include "views/admin_event_types.h"
#include "views/json.h"

namespace nexcyte::fcgi {

namespace {

constexpr std::int64_t kMostId = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t kMostVersion = std::int64_t{1} << 53;
constexpr std::int64_t kMostMinutes = std::int64_t{365} * 24 * 60;
constexpr std::int64_t kMostCounted = 1000;

// Nothing where it is as for the other purposes.
std::optional<std::chrono::minutes> OptionalMinutes(Fields& fields, std::string_view name) {
  const auto minutes = fields.OptionalInteger(name, 0, kMostMinutes);
  return minutes ? std::optional(std::chrono::minutes(*minutes)) : std::nullopt;
}

std::optional<int> OptionalCount(Fields& fields, std::string_view name) {
  const auto count = fields.OptionalInteger(name, 0, kMostCounted);
  return count ? std::optional(static_cast<int>(*count)) : std::nullopt;
}

domain::RuleOverrides ReadRules(Fields& fields) {
  domain::RuleOverrides rules;
  rules.cancel_notice = OptionalMinutes(fields, "cancel_notice_minutes");
  rules.reschedule_notice = OptionalMinutes(fields, "reschedule_notice_minutes");
  rules.max_moves = OptionalCount(fields, "max_moves");
  rules.max_open_bookings = OptionalCount(fields, "max_open_bookings");
  if (const auto word = fields.OptionalChoice("reason_rule", {"off", "optional", "required"})) {
    rules.reason = domain::ParseReasonRule(*word);
  }
  return rules;
}

// The same members from the page's form and from JSON.
domain::MapEventTypeInput ReadMapping(Fields& fields) {
  domain::MapEventTypeInput input;
  input.purpose = fields.Text("purpose", {.max = 40});
  input.title = fields.Text("title", {.max = 100});
  input.description =
      fields.OptionalText("description", {.max = 1000, .multiline = true}).value_or("");
  input.cal_id = fields.Integer("cal_event_type_id", 1, kMostId);
  input.is_enabled = fields.Flag("is_enabled");
  input.position = static_cast<int>(fields.OptionalInteger("position", 0, 10000).value_or(0));
  input.version = fields.OptionalInteger("version", 0, kMostVersion).value_or(0);
  input.rules = ReadRules(fields);
  return input;
}

// A form has a box per kind.
std::vector<domain::AccountKind> KindsOfForm(Fields& form) {
  std::vector<domain::AccountKind> kinds;
  for (const char* word : {"prospect", "customer", "staff"}) {
    if (form.Flag(std::string("allow_") + word)) {
      kinds.push_back(domain::ParseAccountKind(word).value());
    }
  }
  return kinds;
}

std::vector<domain::AccountKind> KindsOfJson(Fields& fields) {
  std::vector<domain::AccountKind> kinds;
  for (const std::string& word : fields.Choices("allow_kinds", {"prospect", "customer", "staff"})) {
    kinds.push_back(domain::ParseAccountKind(word).value());
  }
  return kinds;
}

views::EventTypeForm TypedForm(const Fields& form) {
  views::EventTypeForm typed;
  typed.purpose = form.Typed("purpose");
  typed.title = form.Typed("title");
  typed.description = form.Typed("description");
  typed.cal_event_type_id = form.Typed("cal_event_type_id");
  typed.allow_prospect = !form.Typed("allow_prospect").empty();
  typed.allow_customer = !form.Typed("allow_customer").empty();
  typed.allow_staff = !form.Typed("allow_staff").empty();
  typed.is_enabled = !form.Typed("is_enabled").empty();
  typed.position = form.Typed("position");
  typed.version = form.Typed("version");
  typed.cancel_notice_minutes = form.Typed("cancel_notice_minutes");
  typed.reschedule_notice_minutes = form.Typed("reschedule_notice_minutes");
  typed.max_moves = form.Typed("max_moves");
  typed.max_open_bookings = form.Typed("max_open_bookings");
  typed.reason_rule = form.Typed("reason_rule");
  return typed;
}

domain::EventType RequireMapped(const std::vector<domain::EventType>& types,
                                const std::string& purpose) {
  const auto found = std::ranges::find(types, purpose, &domain::EventType::purpose);
  if (found == types.end()) {
    throw domain::NotFound();
  }
  return *found;
}

views::AdminEventTypePage FormPage(Context& context, domain::Offer offer) {
  views::AdminEventTypePage page;
  page.layout = context.Layout();
  page.offer = std::move(offer);
  page.mapped = domain::ListEventTypes(*context.store);
  page.attendee_address = domain::LoadSettings(*context.store).attendee_address;
  return page;
}

Response ShowForm(Context& context, const std::string& purpose, const std::string& suggested) {
  views::AdminEventTypePage page =
      FormPage(context, domain::ReadOffer(*context.store, context.calendar()));
  page.is_new = purpose.empty();
  page.form = page.is_new ? views::NewEventTypeForm(suggested)
                          : views::FormOf(RequireMapped(page.mapped, purpose));
  return Html(200, views::Render(context.parts.renderer, page));
}

// What somebody else saved meanwhile stands beside what was typed, and the next try replaces it.
void ShowWhatWasSaved(views::AdminEventTypePage& page) {
  const auto found = std::ranges::find(page.mapped, page.form.purpose, &domain::EventType::purpose);
  if (found != page.mapped.end()) {
    const views::EventTypeForm saved = views::FormOf(*found);
    page.differences = views::DifferencesOf(page.form, saved);
    page.form.version = saved.version;
  }
}

Response Redraw(Context& context, domain::Offer offer, const domain::Error& error) {
  views::AdminEventTypePage page = FormPage(context, std::move(offer));
  page.form = TypedForm(*context.form);
  page.is_new = page.form.version.empty() || page.form.version == "0";
  page.problem = views::ProblemOf(error);
  if (error.reason() == "event_type_not_available") {
    page.problem.fields = {{"cal_event_type_id", "Choose another event type."}};
  }
  if (error.reason() == "changed_meanwhile") {
    ShowWhatWasSaved(page);
  }
  return Redrawn(error, views::Render(context.parts.renderer, page));
}

}  // namespace

Response ShowEventTypes(Context& context, const Request& request, const PathParameters&) {
  auto query = Fields::FromQuery(request);
  const std::string purpose = query.OptionalText("purpose", {.max = 40}).value_or("");
  const std::string suggested = query.OptionalText("new", {.max = 40}).value_or("");
  const std::string done = query.OptionalText("done", {.max = 40}).value_or("");
  query.Finish(Fields::Unknown::kIgnore);
  if (!purpose.empty() || !suggested.empty()) {
    return ShowForm(context, purpose, suggested);
  }
  const domain::Offer offer = domain::ReadOffer(*context.store, context.calendar());
  views::AdminEventTypesPage page;
  page.layout = context.Layout();
  page.layout.notice = done;
  page.types =
      domain::AsOffered(domain::ListEventTypes(*context.store), offer, request.received_at);
  page.offer = offer.state;
  page.attendee_address = domain::LoadSettings(*context.store).attendee_address;
  return Html(200, views::Render(context.parts.renderer, page));
}

Response MapFromForm(Context& context, const Request&, const PathParameters&) {
  Fields& form = *context.form;
  domain::Offer offer = domain::ReadOffer(*context.store, context.calendar());
  try {
    domain::MapEventTypeInput input = ReadMapping(form);
    input.allow_kinds = KindsOfForm(form);
    form.Finish();
    domain::MapEventType(*context.store, offer, context.person(), input);
    return SeeOther(context.Path("/admin/scheduling/event-types?done=saved"));
  } catch (const domain::Error& error) {
    if (!error.MayRedrawForm() && error.code() != domain::ErrorCode::kUnavailable) {
      throw;
    }
    return Redraw(context, std::move(offer), error);
  }
}

Response ShowEventTypeTimes(Context& context, const Request& request, const PathParameters& path) {
  views::AdminEventTypeTimesPage page;
  page.layout = context.Layout();
  page.trial = domain::TryEventType(*context.store, context.calendar(), path.Get("purpose"),
                                    request.received_at);
  page.clock = {context.time_zone(), context.person().hour_cycle};
  return Html(200, views::Render(context.parts.renderer, page));
}

Response ApiEventTypes(Context& context, const Request&, const PathParameters&) {
  return Json(200, views::EventTypesJson(domain::ListEventTypes(*context.store)));
}

Response ApiMapEventType(Context& context, const Request& request, const PathParameters&) {
  auto fields = Fields::FromJson(request);
  domain::MapEventTypeInput input = ReadMapping(fields);
  input.allow_kinds = KindsOfJson(fields);
  fields.Finish();
  const domain::Offer offer = domain::ReadOffer(*context.store, context.calendar());
  return Json(200, views::EventTypeJson(
                       domain::MapEventType(*context.store, offer, context.person(), input)));
}

}  // namespace nexcyte::fcgi
