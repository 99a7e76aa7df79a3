#include "views/notice_list.h"

#include "views/notice_list.tpl.varnames.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

// A link must say something: a tenant's own text may do without a title.
const char* kUntitled = "About your booking";

void AddNotice(ctemplate::TemplateDictionary& list, const domain::Notice& notice,
               const LocalClock& clock) {
  auto* row = list.AddSectionDictionary(knl_ROW);
  row->SetValue(knl_BOOKING_ID, notice.booking.str());
  row->SetValue(knl_TITLE, notice.title.empty() ? kUntitled : notice.title);
  row->SetValue(knl_TEXT, notice.text);
  row->SetValue(knl_AT, domain::FormatRfc3339(notice.at));
  row->SetValue(knl_LONG_AT, DateAndTime(notice.at, clock));
  if (!notice.is_read) {
    row->ShowSection(knl_UNREAD);
  }
}

}  // namespace

std::string Render(const Renderer& renderer, const NoticeListPage& page) {
  const PageFrame frame{"notice_list.tpl", "Notices", Place::kNotices};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    if (page.layout.unread_notices > 0) {
      values.ShowSection(knl_SOME_UNREAD);
    }
    if (page.list.notices.empty()) {
      values.ShowSection(knl_EMPTY);
      return;
    }
    auto* some = values.AddSectionDictionary(knl_SOME);
    some->SetValue(knl_ZONE, page.clock.time_zone);
    for (const domain::Notice& notice : page.list.notices) {
      AddNotice(*some, notice, page.clock);
    }
    if (!page.list.next_cursor.empty()) {
      values.SetValueAndShowSection(knl_CURSOR, page.list.next_cursor, knl_MORE);
    }
  });
}

}  // namespace nexcyte::views
