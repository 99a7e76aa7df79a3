#ifndef NEXCYTE_DOMAIN_NOTICE_H_
#define NEXCYTE_DOMAIN_NOTICE_H_

#include <string>
#include <vector>

#include "domain/id.h"
#include "domain/time.h"

namespace nexcyte::domain {

// A message that a person reads in the portal.
struct Notice {
  OutboxId id;
  BookingId booking;
  Timestamp at;  // since when it is there
  bool is_read = false;
  std::string title;
  std::string text;
};

struct NoticeQuery {
  int limit = 50;      // 1 to 100
  std::string cursor;  // where the page begins; empty: at the latest
};

struct NoticePage {
  std::vector<Notice> notices;  // latest first
  std::string next_cursor;      // empty: this is the last page
};

// More unread notices than this are not counted.
inline constexpr int kMostUnreadCounted = 100;

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_NOTICE_H_
