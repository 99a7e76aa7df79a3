#ifndef NEXCYTE_VIEWS_NOTICE_LIST_H_
#define NEXCYTE_VIEWS_NOTICE_LIST_H_

#include <string>

#include "domain/notice.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/notices?cursor=`: latest first, each with the way to its booking.
struct NoticeListPage {
  Layout layout;
  domain::NoticePage list;
  LocalClock clock;
};

std::string Render(const Renderer& renderer, const NoticeListPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_NOTICE_LIST_H_
