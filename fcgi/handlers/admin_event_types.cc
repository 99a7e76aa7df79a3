#include "fcgi/handlers/admin_event_types.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "domain/error.h"
#include "domain/use_cases/admin_scheduling.h"
#include "fcgi/answers.h"
#include "views/admin_event_types.h"
#include "views/json.h"

namespace nexcyte::fcgi {

namespace {

constexpr std::int64_t kMostId = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t kMostVersion = std::int64_t{1} << 53;

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
  return typed;
}

views::AdminEventTypesPage PageOf(Context& context) {
  views::AdminEventTypesPage page;
  page.layout = context.Layout();
  page.types = domain::ListEventTypes(*context.store);
  page.attendee_address = domain::LoadSettings(*context.store).attendee_address;
  return page;
}

void ChooseForm(views::AdminEventTypesPage& page, const std::string& purpose) {
  const auto found = std::ranges::find(page.types, purpose, &domain::EventType::purpose);
  if (found == page.types.end()) {
    throw domain::NotFound();
  }
  page.form = views::FormOf(*found);
  page.is_new = false;
}

}  // namespace

Response ShowEventTypes(Context& context, const Request& request, const PathParameters&) {
  auto query = Fields::FromQuery(request);
  const std::string purpose = query.OptionalText("purpose", {.max = 40}).value_or("");
  const std::string done = query.OptionalText("done", {.max = 40}).value_or("");
  query.Finish(Fields::Unknown::kIgnore);
  views::AdminEventTypesPage page = PageOf(context);
  page.layout.notice = done;
  if (!purpose.empty()) {
    ChooseForm(page, purpose);
  }
  return Html(200, views::Render(context.parts.renderer, page));
}

Response MapFromForm(Context& context, const Request&, const PathParameters&) {
  Fields& form = *context.form;
  try {
    domain::MapEventTypeInput input = ReadMapping(form);
    input.allow_kinds = KindsOfForm(form);
    form.Finish();
    domain::MapEventType(*context.store, context.calendar(), context.person(), input);
    return SeeOther(context.Path("/admin/scheduling/event-types?done=saved"));
  } catch (const domain::Error& error) {
    if (!error.MayRedrawForm()) {
      throw;
    }
    views::AdminEventTypesPage page = PageOf(context);
    page.form = TypedForm(form);
    page.is_new = page.form.version.empty() || page.form.version == "0";
    page.problem = views::ProblemOf(error);
    return Redrawn(error, views::Render(context.parts.renderer, page));
  }
}

Response ApiEventTypes(Context& context, const Request&, const PathParameters&) {
  return Json(200, views::EventTypesJson(domain::ListEventTypes(*context.store)));
}

Response ApiMapEventType(Context& context, const Request& request, const PathParameters&) {
  auto fields = Fields::FromJson(request);
  domain::MapEventTypeInput input = ReadMapping(fields);
  input.allow_kinds = KindsOfJson(fields);
  fields.Finish();
  return Json(200, views::EventTypeJson(domain::MapEventType(*context.store, context.calendar(),
                                                             context.person(), input)));
}

}  // namespace nexcyte::fcgi
