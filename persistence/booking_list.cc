// The one list that every member sees on every visit: keyset paging over an index that is led by
// the person, so that it costs the same however many bookings there are.
#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "domain/error.h"
#include "persistence/booking_repository.h"
#include "persistence/booking_row.h"
#include "persistence/page_key.h"

namespace nexcyte::persistence {

using domain::BookingPage;
using domain::BookingQuery;
using domain::BookingSummary;

namespace {

// The open intent is asked for by row, not joined: the join costs as much as all the rest. The
// tenant is the policy's to name. A booking lasts a day at most, which bounds the walk over those
// that have ended.
constexpr char kListUpcoming[] = R"sql(
  select b.uid, b.purpose, b.status,
         (select i.kind from nx_scheduler_intent i
           where i.booking_uid = b.uid and i.outcome is null),
         b.start_at, b.end_at, b.time_zone, b.moves, b.attendee_user_id, b.title, b.location,
         b.notes, b.moved_from_at, b.created_at, b.updated_at
    from nx_scheduler_booking b
   where b.attendee_user_id = (select nx.user_id())
     and b.status in ('pending', 'scheduled', 'requested')
     and (b.status = :status or :status::text is null)
     and b.start_at > nx.now() - interval '1 day' and b.end_at > nx.now()
     and (b.start_at, b.uid) > (:after_at, :after_uid)
   order by b.start_at, b.uid limit :rows)sql";

constexpr char kListAll[] = R"sql(
  select b.uid, b.purpose, b.status,
         (select i.kind from nx_scheduler_intent i
           where i.booking_uid = b.uid and i.outcome is null),
         b.start_at, b.end_at, b.time_zone, b.moves, b.attendee_user_id, b.title, b.location,
         b.notes, b.moved_from_at, b.created_at, b.updated_at
    from nx_scheduler_booking b
   where b.attendee_user_id = (select nx.user_id())
     and (b.status = :status or :status::text is null)
     and (b.created_at, b.uid) < (:after_at, :after_uid)
   order by b.created_at desc, b.uid desc limit :rows)sql";

std::string CursorAfter(const BookingSummary& booking, bool upcoming) {
  return CursorOf(upcoming ? booking.time.start : booking.created_at, booking.id.str());
}

}  // namespace

Step ListMineStep(const BookingQuery& query) {
  constexpr int kMostRows = 100;
  if (query.limit < 1 || query.limit > kMostRows) {
    throw domain::InvalidInput("limit", "A number from 1 to 100.");
  }
  const PageKey first = query.upcoming ? EarliestKey() : LatestKey();
  const PageKey key = query.cursor.empty() ? first : ParsePageKey(query.cursor);
  std::optional<std::string> status;
  if (query.status) {
    status = std::string(ToString(*query.status));
  }
  return {query.upcoming ? kListUpcoming : kListAll,
          {{"status", status},
           {"after_at", key.at},
           {"after_uid", key.id},
           {"rows", ToText(query.limit + 1)}}};
}

BookingPage ReadPage(const RowList& rows, const BookingQuery& query) {
  BookingPage page;
  const std::size_t shown = std::min(rows.size(), static_cast<std::size_t>(query.limit));
  page.bookings.reserve(shown);
  for (std::size_t i = 0; i < shown; ++i) {
    RowReader row(rows[i]);
    page.bookings.push_back(ReadSummary(row));
  }
  if (rows.size() > shown) {
    page.next_cursor = CursorAfter(page.bookings.back(), query.upcoming);
  }
  return page;
}

BookingPage PgBookingRepository::ListMine(const BookingQuery& query) {
  if (ahead_ != nullptr && ahead_->page && *ahead_->query == query) {
    return *std::exchange(ahead_->page, std::nullopt);
  }
  const Step step = ListMineStep(query);
  return ReadPage(session_.Execute(step.sql, step.parameters, kSummaryColumns).rows, query);
}

}  // namespace nexcyte::persistence
