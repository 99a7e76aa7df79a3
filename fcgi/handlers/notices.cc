#include "fcgi/handlers/notices.h"

#include "domain/use_cases/notices.h"
#include "fcgi/answers.h"
#include "views/notice_list.h"

namespace nexcyte::fcgi {

Response ShowNotices(Context& context, const Request& request, const PathParameters&) {
  auto fields = Fields::FromQuery(request);
  domain::NoticeQuery query;
  query.cursor = fields.OptionalText("cursor", {.max = 200}).value_or("");
  views::NoticeListPage page;
  page.layout = context.Layout();
  page.layout.notice = fields.OptionalText("done", {.max = 40}).value_or("");
  fields.Finish(Fields::Unknown::kIgnore);
  page.list = domain::ListNotices(*context.store, context.person(), query,
                                  context.parts.config.base_domain, request.received_at);
  page.clock = {context.time_zone(), context.person().hour_cycle};
  return Html(200, views::Render(context.parts.renderer, page));
}

Response ReadNotices(Context& context, const Request&, const PathParameters&) {
  context.form->Finish();
  domain::MarkAllNoticesRead(*context.store);
  return SeeOther(context.Path("/notices?done=notices_read"));
}

}  // namespace nexcyte::fcgi
