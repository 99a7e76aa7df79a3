#include "fcgi/handlers/admin_outbox.h"

#include <string>

#include "domain/error.h"
#include "domain/use_cases/outbox_admin.h"
#include "fcgi/answers.h"
#include "views/admin_outbox.h"

namespace nexcyte::fcgi {

namespace {

constexpr int kRowsOfAPage = 50;

domain::OutboxShelf ReadShelf(Fields& fields) {
  const std::string word =
      fields.OptionalChoice("shelf", {"waiting", "uncertain", "dead", "bounced", "suppressed"})
          .value_or("waiting");
  return domain::ParseOutboxShelf(word).value_or(domain::OutboxShelf::kWaiting);
}

// Both answer the word for what was done.
std::string ChangeMessage(Context& context, Fields& form, const std::string& action) {
  const std::string id = form.Uuid("id");
  form.Finish();
  const domain::OutboxId message = domain::OutboxId::Parse(id).value();
  if (action == "requeue") {
    domain::RequeueMessage(*context.store, context.person(), message);
    return "requeued";
  }
  domain::DropMessage(*context.store, context.person(), message);
  return "dropped";
}

std::string ChangeChannel(Context& context, Fields& form, const std::string& action) {
  const std::string word = form.Choice("channel", {"email", "sms"});
  form.Finish();
  const domain::Channel channel = domain::ParseChannel(word).value_or(domain::Channel::kEmail);
  if (action == "pause") {
    domain::PauseChannel(*context.store, context.person(), channel);
    return "paused";
  }
  domain::ResumeChannel(*context.store, context.person(), channel);
  return "resumed";
}

}  // namespace

Response ShowOutbox(Context& context, const Request& request, const PathParameters&) {
  auto fields = Fields::FromQuery(request);
  const domain::OutboxQuery query{ReadShelf(fields), kRowsOfAPage,
                                  fields.OptionalText("cursor", {.max = 200}).value_or("")};
  views::AdminOutboxPage page;
  page.layout = context.Layout();
  page.layout.notice = fields.OptionalText("done", {.max = 40}).value_or("");
  fields.Finish(Fields::Unknown::kIgnore);
  page.shelf = query.shelf;
  page.view = domain::ShowOutbox(*context.store, query);
  page.clock = {context.time_zone(), context.person().hour_cycle};
  page.now = request.received_at;
  return Html(200, views::Render(context.parts.renderer, page));
}

Response ChangeOutbox(Context& context, const Request&, const PathParameters&) {
  Fields& form = *context.form;
  const std::string action = form.Choice("action", {"requeue", "drop", "pause", "resume"});
  const std::string shelf(ToString(ReadShelf(form)));
  const bool is_about_channel = action == "pause" || action == "resume";
  const std::string done = is_about_channel ? ChangeChannel(context, form, action)
                                            : ChangeMessage(context, form, action);
  return SeeOther(context.Path("/admin/scheduling/outbox?shelf=" + shelf + "&done=" + done));
}

}  // namespace nexcyte::fcgi
